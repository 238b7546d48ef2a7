"""Every real Word file beside the repository: its texts as other engines read them, and its changes as its index counts them.

One normalisation for both sides: each paragraph in canonical form, empty paragraphs left out.
"""

import csv
from pathlib import Path

import pytest

from comity.core.wording.tokens import canonical
from comity.formats.docx import read
from comity.formats.tracked.changes import changes
from comity.formats.tracked.views import accepted, authors, original

CORPUS = Path(__file__).parents[3] / "shared/corpus/docx"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not beside the repository"),
]

TOOLS = ("libreoffice", "docxodus", "pandoc")
FILES = sorted(path.name for path in CORPUS.glob("*.docx"))

# Where a tool reads otherwise than we do: (file, tool) → which of the two texts, and why we stand by ours.
OTHERWISE = {
    ("made_lo_ru_split_and_merge.docx", "pandoc"): (
        "accepted",
        "puts a space where paragraphs join; the file has none",
    ),
    ("opt__RP005-Deleted-Paragraph-Mark.docx", "pandoc"): ("accepted", "puts a space where paragraphs join"),
    ("opt__RP025-Paragraph-Props-Change.docx", "pandoc"): ("accepted", "puts a space where paragraphs join"),
    ("opt__RP001-Tracked-Revisions-01.docx", "libreoffice"): (
        "accepted",
        "a floating table changes places with the paragraph after it; the others keep the order of the file",
    ),
    ("opt__RP001-Tracked-Revisions-01.docx", "docxodus"): (
        "original",
        "loses what is deleted inside w:moveFrom; rejecting both gives it back (ECMA-376 part 1, 17.13.5.14 and 22)",
    ),
    ("opt__RP001-Tracked-Revisions-01.docx", "pandoc"): ("original", "loses what is deleted inside w:moveFrom"),
    ("opt__RP019-Deleted-Field-Code.docx", "libreoffice"): ("original", "computes the DATE field anew"),
    ("opt__RP051-Arabic.docx", "libreoffice"): (
        "original accepted",
        "takes the changes of this file for plain text, and lists none",
    ),
    ("opt__RP051-Arabic.docx", "docxodus"): ("accepted", "its result is read without w:sym, which shows ∗ here"),
}

# Where the index counts markup that is no change of ours: (file, column) → what we count, and why.
COUNTED_OTHERWISE = {
    ("made_lo_ru_footnotes.docx", "ins"): (0, "they stand in footnotes, which are outside the wording"),
    ("opt__RP001-Tracked-Revisions-01.docx", "moves"): (1, "15 elements are two ends of one named move"),
    ("opt__RP001-Tracked-Revisions-01.docx", "nested"): (15, "each run once, not each element in another"),
    ("opt__RP001-Tracked-Revisions-01.docx", "format_changes"): (6, "changes of a row's properties are among them"),
    ("opt__RP036-Vert-Merged-Cells.docx", "format_changes"): (16, "merged cells (w:cellMerge) are among them"),
    ("opt__RP043-MERGEFORMAT-Field-Code.docx", "del"): (2, "one deletes a field's instruction, which is no wording"),
    ("opt__RP051-Arabic.docx", "ins"): (59, "runs that touch and are marked alike are one"),
    ("opt__RP051-Arabic.docx", "del"): (43, "runs that touch and are marked alike are one"),
    ("opt__WC066-Textbox-Before-Ins-Mod.docx", "ins"): (0, "they stand in a text box"),
    ("opt__WC066-Textbox-Before-Ins-Mod.docx", "nested"): (0, "they stand in a text box"),
    ("opt__WC066-Textbox-Before-Ins-Mod.docx", "format_changes"): (1, "the file holds the text box twice"),
    ("poi__delins.docx", "para_mark_ins"): (13, "six more stand in properties as they were before (w:rPrChange)"),
}

# Authors whose changes are all outside the wording, or of format.
UNSEEN = {
    "made_lo_ru_footnotes.docx": {"Delegation of Südland", "Қазығұрт делегациясы"},
    "opt__RP021-Inserted-Numbering-Properties.docx": {"Eric White"},
    "opt__WC066-Textbox-Before-Ins-Mod.docx": {"Eric White"},
}


def document(name):
    return read((CORPUS / name).read_bytes(), name)


def index():
    with (CORPUS / "index.tsv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}


def normalised(paragraphs):
    return [text for paragraph in paragraphs if (text := canonical(paragraph))]


def test_each_text_of_each_file_is_confirmed_by_an_engine():
    for name in FILES:
        for text in ("original", "accepted"):
            assert any(text not in OTHERWISE.get((name, tool), ("",))[0] for tool in TOOLS), (name, text)
    assert {name for name, _ in OTHERWISE} <= set(FILES) == set(index())


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", FILES)
def test_texts_as_another_engine_reads_them(name, tool, request):
    engine = request.getfixturevalue(tool)
    data = (CORPUS / name).read_bytes()
    theirs = engine.texts(data, "docx") if tool == "libreoffice" else engine.texts(data)
    ours = [[line.text for line in view(document(name))] for view in (original, accepted)]
    views = zip(("original", "accepted"), ours, theirs, strict=True)
    differing = [text for text, mine, other in views if mine != normalised(other)]
    assert differing == OTHERWISE.get((name, tool), ("",))[0].split()


@pytest.mark.parametrize("name", FILES)
def test_counts_of_the_index(name):
    tracked = document(name)
    runs = [run for paragraph in tracked.paragraphs for run in paragraph.runs if run.text]
    ends = [paragraph.end for paragraph in tracked.paragraphs]

    def marked(pieces, kind):
        return sum(any(mark.kind == kind and mark.move is None for mark in marks) for marks in pieces)

    counted = {
        "ins": marked((run.marks for run in runs), "inserted"),
        "del": marked((run.marks for run in runs), "deleted"),
        "moves": len({mark.move for run in runs for mark in run.marks if mark.move}),
        "para_mark_ins": marked(ends, "inserted"),
        "para_mark_del": marked(ends, "deleted"),
        "format_changes": tracked.ignored.get("format_changes", 0),
        "nested": sum(len({mark.kind for mark in run.marks}) > 1 for run in runs),
        "comments": len(tracked.comments),
    }
    row = index()[name]
    expected = {column: COUNTED_OTHERWISE.get((name, column), (int(row[column]),))[0] for column in counted}
    assert counted == expected


@pytest.mark.parametrize("name", FILES)
def test_authors_of_the_index(name):
    tracked = document(name)
    named = {author.strip() for author in index()[name]["authors (c:=comment author)"].split(";")}
    commenting = {author.removeprefix("c:") for author in named if author.startswith("c:")}
    assert {comment.author for comment in tracked.comments} == commenting
    assert set(authors(tracked)) == {author for author in named if not author.startswith("c:")} - UNSEEN.get(
        name, set()
    )
    assert {change.author for change in changes(tracked)} <= set(authors(tracked))


@pytest.mark.parametrize("name", FILES)
def test_authors_of_changes_as_libreoffice_lists_them(name, libreoffice):
    listed = {change.author for change in libreoffice.changes((CORPUS / name).read_bytes(), "docx")}
    if "takes the changes of this file for plain text" in OTHERWISE.get((name, "libreoffice"), ("", ""))[1]:
        assert listed == set()
    else:
        assert set(authors(document(name))) <= listed
