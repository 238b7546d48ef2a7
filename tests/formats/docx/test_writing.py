"""What is written as Word reads back as it was made; its package is ours to the byte."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx as library
import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace

from comity.core.wording.document import Document
from comity.formats import docx
from comity.formats.publication.values import Head, Letterhead, Offer
from comity.formats.tracked.making import tracked
from comity.formats.tracked.values import Comment, Mark, Paragraph, Run, Tracked
from formats.tracked.printed import printed, publications

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BASE = [
    "On cooperation",
    "The Parties shall cooperate.",
    "They exchange data.",
    "They meet every year in the capital of one.",
]
laws = settings(max_examples=50, deadline=None)


def comparable(paragraphs):
    """Paragraphs without what Word does not keep: how deep a paragraph stands that is neither heading nor list item."""
    return [replace(each, level=each.level if each.heading else 0) for each in paragraphs]


@laws
@given(publications())
def test_what_is_written_reads_back(publication):
    made, found = tracked(publication), docx.read(docx.write(publication), "draft.docx")
    assert comparable(found.paragraphs) == comparable(made.paragraphs)
    assert found.comments == made.comments
    assert found.properties == made.properties
    assert not found.ignored


@settings(max_examples=10, deadline=None)
@given(publications())
def test_two_writings_are_the_same_bytes(publication):
    assert docx.write(publication) == docx.write(publication)


@laws
@given(publications())
def test_no_two_annotations_share_a_number(publication):
    annotations = part(docx.write(publication), "word/document.xml").iter(
        *(
            W + name
            for name in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "bookmarkStart")
        )
    )
    numbers = [each.get(W + "id") for each in annotations]
    assert len(numbers) == len(set(numbers))


def part(data, name):
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def statement(**letterhead):
    given = [
        Document(("KAZ",), (BASE[0], "The Parties should cooperate.", BASE[2], BASE[3])),
        Document(("RUS", "UZB"), (BASE[0], BASE[3], "The Parties undertake to cooperate.")),
    ]
    publication = printed(BASE, given)
    return replace(
        publication,
        letterhead=Letterhead("On cooperation", "ru", "rolling", **letterhead),
        names={"KAZ": "Kazakhstan", "RUS": "Russia", "UZB": "Uzbekistan"},
    )


def test_the_margins_say_whose_text_it_is_and_what_it_leaves_out():
    publication = replace(
        statement(symbol="IIS/2020", revision="Rev.2", organ="Council", remark="Provisional", record=(1234, "ab" * 32)),
        notices=("Proposal No. 3 is not shown.",),
    )
    (section,) = library.Document(BytesIO(docx.write(publication))).sections
    assert [each.text for each in section.first_page_header.paragraphs] == [
        "Council\tIIS/2020 · Rev.2",
        "Рабочий текст",
        "Provisional",
        "Proposal No. 3 is not shown.",
        "",
        "",
    ]
    assert [each.text for each in section.header.paragraphs] == ["IIS/2020 · Rev.2\tProvisional", ""]
    for footer in (section.footer, section.first_page_footer):
        (line,) = footer.paragraphs
        assert [each.get(W + "instr").strip() for each in line._p.iter(W + "fldSimple")] == ["PAGE", "NUMPAGES"]
        record = line.text.partition("\t")[0]
        assert record.endswith("ab" * 32)
        assert "1\u00a0234" in record


def test_on_every_page_but_the_first_a_long_remark_and_a_long_title_take_one_line():
    document = docx.write(replace(statement(remark="All words of this draft are provisional. " * 9), notices=()))
    (section,) = library.Document(BytesIO(document)).sections
    running = section.header.paragraphs[0].text
    assert running.startswith("On cooperation\tAll words of this draft")
    assert running.endswith("…")
    assert len(running) < 100


def test_a_redline_of_one_delegation_says_whose_it_is():
    publication = statement(identifier="comity:iis/draft@57;ru;delegation;KAZ")
    publication = replace(publication, letterhead=replace(publication.letterhead, variant="delegation"))
    (section,) = library.Document(BytesIO(docx.write(publication))).sections
    assert section.first_page_header.paragraphs[1].text == "Предложения делегации: Kazakhstan"


def test_the_document_says_of_itself_what_comity_knows_it_by():
    data = docx.write(statement(identifier="comity:iis/draft@57;ru;rolling", at=1_594_800_000_000, organ="Council"))
    core = library.Document(BytesIO(data)).core_properties
    assert (core.title, core.language, core.author) == ("On cooperation", "ru", "Council")
    assert core.created == core.modified == datetime(2020, 7, 15, 8, tzinfo=UTC)
    assert docx.read(data, "draft.docx").properties == {
        "comity": "comity:iis/draft@57;ru;rolling",
        "identifier": "comity:iis/draft@57;ru;rolling",
        "title": "On cooperation",
        "language": "ru",
    }


@pytest.mark.parametrize(("language", "edition"), [("ru", "ru-RU"), ("en", "en-GB"), ("kk", "kk"), ("pt-BR", "pt-BR")])
def test_spelling_is_checked_in_the_language_of_the_text(language, edition):
    publication = statement()
    head = replace(publication.letterhead, language=language)
    styles = part(docx.write(replace(publication, letterhead=head)), "word/styles.xml")
    assert [each.get(W + "val") for each in styles.iter(W + "lang")] == [edition]


def test_edits_of_the_reader_are_tracked():
    assert part(docx.write(statement()), "word/settings.xml").find(W + "trackRevisions") is not None


def test_nothing_of_the_library_s_template_is_left():
    with ZipFile(BytesIO(docx.write(statement()))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name in parts if "thumbnail" in name or "customXml" in name or "numbering" in name]
    assert not [name for name, data in parts.items() if b"python-docx" in data]


def test_a_reason_names_the_proposal_its_sponsors_and_stands_on_their_words():
    publication = statement()
    offers = {
        version: replace(offer, label=f"No. {n}", rationale="It is political.")
        for n, (version, offer) in enumerate(publication.offers.items(), start=7)
    }
    document = library.Document(BytesIO(docx.write(replace(publication, offers=offers))))
    assert [(each.author, each.text) for each in document.comments] == [
        ("KAZ", "No. 7, Kazakhstan: It is political."),
        ("RUS, UZB", "No. 8, Russia, Uzbekistan: It is political."),
    ]


def test_the_style_says_what_a_paragraph_is():
    publication = statement()
    heads = (
        Head("t", "title"),
        Head("a", "preambular"),
        Head("b", "heading", "I."),
        Head("c", "sub_paragraph", "a)", 1),
    )
    plain = replace(publication, composition=printed(BASE, []).composition, heads=heads, offers={})
    document = library.Document(BytesIO(docx.write(plain)))
    assert [each.style.name for each in document.paragraphs] == ["Title", "Paragraph", "Heading 2", "Numbered 2"]


def test_what_splits_a_numbered_paragraph_stands_under_its_words():
    words = "The Parties cooperate in good faith and exchange data. They meet every year in the capital of one of them."
    half = words.index(" They")
    publication = printed([words], [Document(("KAZ",), (words[:half], words[half + 1 :]))])
    heads = (Head("a", "operative", "1."),)
    document = library.Document(BytesIO(docx.write(replace(publication, heads=heads))))
    assert [each.style.name for each in document.paragraphs] == ["Numbered 1", "Continued 1"]


def test_what_xml_cannot_hold_does_not_stop_the_writer():
    publication = printed(["One \x01 \ud800 \ufffe two."], [])
    publication = replace(publication, heads=(Head("a", number="\x02"),))
    (paragraph,) = docx.read(docx.write(publication), "draft.docx").paragraphs
    assert [run.text for run in paragraph.runs] == ["\ufffd\tOne \ufffd \ufffd \ufffd two."]


def test_a_comment_without_an_instant_and_a_nested_change_are_written_too():
    outer, inner = Mark("inserted", "KAZ", 1_594_800_000_000), Mark("deleted", "", None)
    given = Tracked(
        (Paragraph((Run("Words ", (outer,)), Run("gone", (outer, inner), ("7",)))),),
        (Comment("7", "KAZ", None, "Why\nnot"),),
    )
    found = docx.read(docx.write_tracked(given, Letterhead("T", "en", "clean")), "draft.docx")
    assert found.paragraphs == (Paragraph((Run("Words ", (outer,)), Run("gone", (outer, inner), ("0",)))),)
    assert found.comments == (Comment("0", "KAZ", None, "Why\nnot"),)


def test_an_empty_publication_is_a_document():
    assert docx.read(docx.write(printed([], [])), "draft.docx").paragraphs == (Paragraph(()),)


def test_sponsors_that_are_not_known_have_no_name():
    publication = statement()
    versions = tuple(replace(each, sponsors=()) for each in publication.composition.versions[:1])
    composition = replace(printed(BASE, [Document(("KAZ",), tuple(BASE[:3]))]).composition, versions=versions)
    offers = {versions[0].id: Offer("No. 1", "reword", ())}
    found = docx.read(docx.write(replace(publication, composition=composition, offers=offers)), "draft.docx")
    assert {mark.author for each in found.paragraphs for run in each.runs for mark in run.marks} == {""}


def test_answers_and_what_is_resolved_are_kept():
    """Word keeps them in a part of their own, which is not there where there are none."""
    words = (Paragraph((Run("words", (), ("0", "1", "2")),)),)
    comments = (
        Comment("0", "KAZ", 1_700_000_000_000, "Why?"),
        Comment("1", "RUS", 1_700_000_001_000, "Because.", parent="0"),
        Comment("2", "UZB", None, "Done.", resolved=True),
    )
    data = docx.write_tracked(Tracked(words, comments), Letterhead("T", "en", "clean"))
    assert docx.read(data, "draft.docx").comments == comments
    plain = docx.write_tracked(Tracked(words, comments[:1]), Letterhead("T", "en", "clean"))
    with ZipFile(BytesIO(data)) as package, ZipFile(BytesIO(plain)) as other:
        assert set(package.namelist()) - set(other.namelist()) == {"word/commentsExtended.xml"}
