"""OpenDocument texts as other programs write them, one thing to mind in each test."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.formats import odt
from comity.formats.odt.names import SPACES
from comity.formats.odt.reading.instants import instant
from comity.formats.odt.reading.numbers import figure
from comity.formats.publication.values import Letterhead
from comity.formats.tracked.values import Mark, Paragraph, Run, Tracked
from comity.formats.tracked.views import accepted, original

NAMES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items() if prefix != "xml")
INFO = "<office:change-info><dc:creator>{}</dc:creator><dc:date>2026-11-22T04:04:39</dc:date></office:change-info>"
AT = 1_795_320_279_000


def flat(body, changes="", styles=""):
    tracked = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    return (
        f'<office:document {NAMES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{tracked}{body}</office:text></office:body></office:document>"
    ).encode()


def read(*parts, **more):
    return odt.read(flat(*parts, **more), "x.fodt")


def region(key, kind, content="", author="KAZ"):
    return f'<text:changed-region text:id="{key}"><text:{kind}>{INFO.format(author)}{content}</text:{kind}></text:changed-region>'


def texts(lines):
    return [line.text for line in lines]


def test_white_space_collapses_and_counted_spaces_stay():
    found = read('<text:p> a\n  b <text:s text:c="2"/>c<text:tab/>d<text:line-break/>e</text:p>')
    assert found.paragraphs[0].runs == (Run("a b   c\td\ne"),)


def test_a_deletion_of_several_paragraphs_goes_on_in_the_text():
    found = read(
        '<text:p>One <text:change text:change-id="c"/>five.</text:p>',
        region("c", "deletion", "<text:p>two.</text:p><text:h>Three</text:h><text:p>four </text:p>"),
    )
    assert texts(original(found)) == ["One two.", "Three", "four five."]
    assert texts(accepted(found)) == ["One five."]
    assert [each.heading for each in found.paragraphs] == [0, 1, 0]


def test_a_deletion_between_paragraphs_is_whole_paragraphs():
    found = read(
        '<text:p>One.</text:p><text:change text:change-id="c"/><text:p>Three.</text:p>',
        region("c", "deletion", "<text:p>Two.</text:p>"),
    )
    assert texts(original(found)) == ["One.", "Two.", "Three."]
    assert texts(accepted(found)) == ["One.", "Three."]


def test_a_table_in_a_deletion_leaves_with_it():
    table = "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table>"
    found = read(
        '<text:p>One <text:change text:change-id="c"/>three.</text:p>',
        region("c", "deletion", f"<text:p>two</text:p>{table}<text:p>after </text:p>"),
    )
    assert texts(original(found)) == ["One two", "cell", "after three."]
    assert texts(accepted(found)) == ["One three."]


def test_an_inserted_end_parts_what_was_one():
    found = read(
        '<text:p>One<text:change-start text:change-id="c"/>.</text:p><text:p>T<text:change-end text:change-id="c"/>wo.</text:p>',
        region("c", "insertion"),
    )
    assert (texts(original(found)), texts(accepted(found))) == (["Onewo."], ["One.", "Two."])
    assert found.paragraphs[0].end == (Mark("inserted", "KAZ", AT),)


def test_an_inserted_table_stands_in_the_insertion():
    found = read(
        '<text:p>One.</text:p><text:change-start text:change-id="c"/><table:table><table:table-row><table:table-cell>'
        "<text:p>cell</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p><text:change-end text:change-id="c"/>Two.</text:p>',
        region("c", "insertion"),
    )
    assert (texts(original(found)), texts(accepted(found))) == (["One.", "Two."], ["One.", "cell", "Two."])
    assert found.paragraphs[1].around == (Mark("inserted", "KAZ", AT),)


def test_a_deletion_of_what_another_inserted_keeps_both_names():
    both = region("c", "deletion", "<text:p>b</text:p>", "RUS").replace(
        "</text:changed-region>", f"<text:insertion>{INFO.format('KAZ')}</text:insertion></text:changed-region>"
    )
    found = read('<text:p>a<text:change text:change-id="c"/>c</text:p>', both)
    assert found.paragraphs[0].runs[1] == Run("b", (Mark("inserted", "KAZ", AT), Mark("deleted", "RUS", AT)))


@pytest.mark.parametrize("kind", ["format-change", "UnknownChange"])
def test_changes_of_format_are_counted_and_mark_nothing(kind):
    body = '<text:p>a<text:change-start text:change-id="c"/>b<text:change-end text:change-id="c"/></text:p>'
    found = read(body, region("c", kind))
    assert (found.paragraphs[0].runs, found.ignored) == ((Run("ab"),), {"format_changes": 1})


def test_lists_are_numbered_as_printed():
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}" text:display-levels="{}"/>'
    style = f'<text:list-style style:name="L">{level.format(1, "1", ".", 1)}{level.format(2, "a", ")", 1)}{level.format(3, "1", ".", 3)}</text:list-style>'
    item = "<text:list-item>{}</text:list-item>".format
    nested = item("<text:p>sub</text:p>") + item(f"<text:list>{item('<text:p>deep</text:p>')}</text:list>")
    body = (
        f'<text:list text:style-name="L" xml:id="one">{item("<text:p>first</text:p><text:p>goes on</text:p>")}'
        f"{item(f'<text:p>second</text:p><text:list>{nested}</text:list>')}</text:list><text:p>between</text:p>"
        f'<text:list text:style-name="L" text:continue-list="one">{item("<text:p>third</text:p>")}</text:list>'
        f'<text:list text:style-name="L">{item("<text:p>anew</text:p>")}</text:list>'
        '<text:list text:style-name="L"><text:list-item text:start-value="7"><text:p>seventh</text:p></text:list-item></text:list>'
    )
    found = read(body, styles=style)
    said = [(each.number, each.level, each.runs[0].text) for each in found.paragraphs]
    assert said == [
        ("1.", 0, "first"),
        ("", 0, "goes on"),
        ("2.", 0, "second"),
        ("a)", 1, "sub"),
        ("2.a.1.", 2, "deep"),
        ("", 0, "between"),
        ("3.", 0, "third"),
        ("1.", 0, "anew"),
        ("7.", 0, "seventh"),
    ]


@pytest.mark.parametrize(
    ("form", "count", "said"),
    [
        ("1", 12, "12"),
        ("a", 27, "aa"),
        ("A", 2, "B"),
        ("i", 14, "xiv"),
        ("I", 1999, "MCMXCIX"),
        ("", 3, ""),
        ("А, Б, .., Аа, Бб, ... (ru)", 3, "В"),
        ("一", 3, "3"),
        ("I", 9999, "9999"),
        ("a", 0, "0"),
    ],
)
def test_a_figure_in_each_form(form, count, said):
    assert figure(count, form) == said


def test_hidden_text_fields_and_indexes():
    style = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="HH" style:family="text" style:parent-style-name="H"/>'
    )
    found = read(
        '<text:table-of-content><text:table-of-content-source text:outline-level="3"><text:index-title-template>no</text:index-title-template>'
        "</text:table-of-content-source><text:index-body><text:p>Contents</text:p></text:index-body></text:table-of-content>"
        '<text:section text:display="none"><text:p>no</text:p></text:section>'
        '<text:section><text:p>on <text:date>6 December 2022</text:date><text:span text:style-name="HH">no</text:span></text:p></text:section>',
        styles=style,
    )
    assert texts(original(found)) == ["Contents", "on 6 December 2022"]


def test_what_stands_outside_is_told():
    found = read(
        '<text:p>a<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Note '
        '<text:change text:change-id="c"/></text:p></text:note-body></text:note>b<draw:frame><draw:text-box><text:p>Box</text:p>'
        "</draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame></text:p>",
        region("c", "deletion", "<text:p>old</text:p>"),
    )
    assert texts(original(found)) == ["ab"]
    assert [(each.kind, each.text, each.changed) for each in found.outside] == [
        ("footnote", "Note ", True),
        ("text_box", "Box", False),
    ]
    assert found.ignored == {"pictures": 1}


def test_comments_with_and_without_range_and_replies():
    note = "<office:annotation {}><dc:creator>KAZ</dc:creator><dc:date>2026-11-22T04:04:39.5</dc:date><text:p>{}</text:p></office:annotation>".format
    why, so, here = (
        note("office:name='c1'", "Why"),
        note("office:name='c2' loext:parent-name='c1' loext:resolved='true'", "So"),
        note("", "Here"),
    )
    found = read(f"<text:p>a{why}{so}b<office:annotation-end office:name='c1'/>{here}</text:p>")
    assert found.paragraphs[0].runs == (Run("a"), Run("b", (), ("c1",)), Run("", (), ("comment 3",)))
    told = [(each.id, each.text, each.at, each.parent, each.resolved) for each in found.comments]
    assert told == [
        ("c1", "Why", AT, None, False),
        ("c2", "So", AT, "c1", True),
        ("comment 3", "Here", AT, None, False),
    ]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-11-22T04:04:39Z", AT),
        ("2026-11-22T07:04:39+03:00", AT),
        ("2026-11-22T04:04:39.999999999", AT),
        ("0000-00-00T00:00:00", None),
        ("1970-01-01T00:00:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_instants(written, at):
    assert instant(written) == at


def test_a_change_without_a_date_is_counted():
    change = region("c", "insertion").replace("2026-11-22T04:04:39", "")
    found = read(
        '<text:p><text:change-start text:change-id="c"/>a<text:change-end text:change-id="c"/></text:p>', change
    )
    assert (found.paragraphs[0].runs[0].marks, found.ignored) == (
        (Mark("inserted", "KAZ", None),),
        {"dates_missing": 1},
    )


def test_a_change_that_is_not_declared_changes_nothing():
    assert texts(original(read('<text:p>a<text:change text:change-id="gone"/>b</text:p>'))) == ["ab"]


@pytest.mark.parametrize("data", [b"<html/>", flat("").replace(b"office:text", b"office:spreadsheet")])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Unreadable) as caught:
        odt.read(data, "x.odt")
    assert caught.value.why == "no_text_document"


def test_a_package_of_another_kind_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", flat(""))
    with pytest.raises(Unreadable) as caught:
        odt.read(stream.getvalue(), "x.odt")
    assert caught.value.why == "other_kind"


@pytest.mark.parametrize("element", ["text:section", "text:span"])
def test_deep_nesting_within_the_limit_is_read(element):
    deep = f"<{element}>" * 240 + "{}" + f"</{element}>" * 240
    body = (
        deep.format("<text:p>deep</text:p>") if element == "text:section" else f"<text:p>{deep.format('deep')}</text:p>"
    )
    assert texts(original(read(body))) == ["deep"]


@given(st.data())
@settings(max_examples=60)
def test_garbled_files_are_read_or_refused(data):
    file = bytearray(odt.write_tracked(Tracked((Paragraph((Run("words " * 20),)),)), Letterhead("T", "en", "clean")))
    for _ in range(data.draw(st.integers(1, 4))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        odt.read(bytes(file), "x.odt")
