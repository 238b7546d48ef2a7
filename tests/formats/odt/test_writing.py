"""What is written as ODT reads back: paragraphs, ends, marks, comments, bookmarks."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from comity import worked
from comity.core.wording.document import project_document
from comity.core.wording.tokens import canonical
from comity.formats import odt
from comity.formats.publication import Identifier, of_text
from comity.formats.publication.values import Letterhead
from comity.formats.tracked.making import keys, tracked
from comity.formats.tracked.values import Comment, Mark, Paragraph, Run, Tracked
from comity.formats.tracked.views import accepted, original, view
from formats.odt.drawn import publications
from worked.folding import folded

HEAD = Letterhead("Statement", "en", "rolling")
MARKS = [
    (),
    (Mark("inserted", "KAZ", 1_000),),
    (Mark("inserted", "RUS & Co", 2_000),),
    (Mark("deleted", "KAZ", None),),
    (Mark("deleted", "ARM, RUS", 3_000),),
    (Mark("inserted", "KAZ", 1_000), Mark("deleted", "ARM, RUS", 3_000)),
]
characters = st.text("ab \t\n<&«я", min_size=1, max_size=6)


def still(marks):
    """Marks as ODF keeps them: without the pairs of moves."""
    return tuple(replace(mark, move=None) for mark in marks)


def kept(paragraphs):
    """Paragraphs as ODF keeps them: marks still, neighbouring runs with the same marks one, four levels."""
    found = []
    for paragraph in paragraphs:
        runs: list[Run] = []
        for run in paragraph.runs:
            said = replace(run, marks=still(run.marks))
            last = runs[-1] if runs else None
            if last and last.text and said.text and (last.marks, last.comments) == (said.marks, said.comments):
                runs[-1] = replace(last, text=last.text + said.text)
            else:
                runs.append(said)
        level = 0 if paragraph.heading else min(paragraph.level, 4)
        found.append(replace(paragraph, runs=tuple(runs), end=still(paragraph.end), level=level))
    return tuple(found)


@st.composite
def trackeds(draw):
    runs = st.lists(st.builds(Run, characters, st.sampled_from(MARKS)), max_size=4).map(tuple)
    heads = st.sampled_from([0, 0, 1, 2])
    names = st.lists(st.sampled_from(["p_1", "p_2"]), max_size=2, unique=True).map(tuple)
    paragraph = st.builds(
        Paragraph, runs, end=st.sampled_from(MARKS), bookmarks=names, heading=heads, level=st.integers(0, 6)
    )
    *rest, last = draw(st.lists(paragraph, min_size=1, max_size=6))
    return Tracked((*rest, replace(last, end=())))


@given(trackeds())
@settings(max_examples=80)
def test_any_changes_read_back_where_they_stand(given_one):
    assert odt.read(odt.write_tracked(given_one, HEAD), "x.odt").paragraphs == kept(given_one.paragraphs)


@given(publications())
@settings(max_examples=25)
def test_a_publication_reads_back_as_what_was_written(publication):
    wanted, found = tracked(publication), odt.read(odt.write(publication), "x.odt")
    assert found.paragraphs == kept(wanted.paragraphs)
    assert sorted(found.comments, key=lambda each: each.id) == sorted(wanted.comments, key=lambda each: each.id)
    assert found.properties == wanted.properties
    assert [line.text for line in original(found)] == [line.text for line in original(wanted)]
    assert [line.text for line in accepted(found)] == [line.text for line in accepted(wanted)]


@given(publications())
@settings(max_examples=20)
def test_every_version_reads_back_from_the_file(publication):
    publication = replace(publication, heads=tuple(replace(head, number="") for head in publication.heads))
    found, owners = odt.read(odt.write(publication), "x.odt"), keys(publication)
    for version in (None, *(each.id for each in publication.composition.versions)):
        lines = view(found, lambda mark, version=version: version in owners[mark.author, mark.at])
        wanted = project_document(publication.composition, version)
        assert [line.text for line in lines] == [text for each in wanted if (text := canonical(each))]


@given(publications())
@settings(max_examples=5)
def test_the_same_publication_is_the_same_bytes(publication):
    assert odt.write(publication) == odt.write(publication)


def test_the_type_stands_first_and_unpacked():
    with zipfile.ZipFile(io.BytesIO(odt.write_tracked(Tracked(()), HEAD))) as package:
        first, *rest = package.infolist()
        listed = etree.fromstring(package.read("META-INF/manifest.xml"))
    assert (first.filename, first.compress_type, first.header_offset) == ("mimetype", zipfile.ZIP_STORED, 0)
    entries = [entry.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path") for entry in listed]
    assert entries == ["/", *(part.filename for part in rest if not part.filename.startswith("META-INF"))]


def test_a_comment_with_its_answer_spans_what_it_spanned():
    comments = (
        Comment("c1", "KAZ", 1_594_800_000_000, "Why?\nHow?", resolved=True),
        Comment("c2", "RUS", None, "So.", parent="c1"),
        Comment("c3", "RUS", None, "Here."),
    )
    deleted = (Mark("deleted", "KAZ", 5_000),)
    runs = (Run("one "), Run("two", (), ("c1",)), Run(" three", deleted, ("c1",)), Run("", (), ("c3",)), Run(" four"))
    found = odt.read(odt.write_tracked(Tracked((Paragraph(runs),), comments), HEAD), "x.odt")
    assert (found.paragraphs[0].runs, set(found.comments)) == (runs, set(comments))


def test_what_xml_cannot_hold_is_shown_as_such():
    found = odt.read(odt.write_tracked(Tracked((Paragraph((Run("a\x01b\ufffe"),)),)), HEAD), "x.odt")
    assert original(found)[0].raw == "a\ufffdb\ufffd"


def test_header_and_footer_name_the_document():
    letterhead = replace(HEAD, symbol="A/1", revision="Rev.2", organ="Council", language="ru", record=(7, "ab"))
    found = odt.read(odt.write_tracked(Tracked(()), letterhead), "x.odt")
    assert [(each.kind, each.text) for each in found.outside] == [
        ("header", "A/1 · Rev.2"),
        ("header", "Council\tA/1 · Rev.2\nРабочий текст"),
        ("footer", "Материалы: актов — 7, корень ab\tстр. 1 из 1"),
    ]


@pytest.mark.parametrize("name", worked.CONSULTATIONS)
def test_worked_consultations_read_back(name):
    state = folded(name)
    for text in state.texts.values():
        for language in text.languages:
            publication = of_text(state, "0" * 64, Identifier(state.log, text.id, state.size, language, "rolling"))
            found = odt.read(odt.write(publication), "x.odt")
            assert found.paragraphs == kept(tracked(publication).paragraphs)


@pytest.mark.parametrize(("text", "level", "heading", "style"), [
    ("1.\twords", 0, 0, "Number_20_0"),
    ("a)\twords", 1, 0, "Number_20_1"),
    ("words", 1, 0, "Provision_20_1"),
    ("words", 0, 0, "Text_20_body"),
    ("I.\twords", 1, 2, "Heading_20_2_20_numbered"),
    ("words", 1, 2, "Heading_20_2"),
])  # fmt: skip
def test_words_hang_from_their_number(text, level, heading, style):
    data = odt.write_tracked(Tracked((Paragraph((Run(text),), level=level, heading=heading),)), HEAD)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content, styles = package.read("content.xml").decode(), package.read("styles.xml").decode()
    assert f'text:style-name="{style}"' in content
    assert f'style:name="{style}"' in styles
