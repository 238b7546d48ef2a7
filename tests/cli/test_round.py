"""What a merging day writes comes back: from the rolling text each party's wording, and no number that a program put."""

from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli import office
from comity.cli.terminal import intake

SENTENCES = ("The Parties shall cooperate.", "They exchange data freely every day.", "Disputes are settled by talks.", "They meet once a year.")  # fmt: skip
EDITS = st.sampled_from([lambda s: s, lambda s: s.replace("shall", "should"), lambda s: f"{s} Costs lie.", lambda _: "", lambda s: s.replace(" ", " never ", 1), lambda s: f"New words.\n\n{s}", lambda s: s.upper()])  # fmt: skip
DOCUMENTS = st.lists(EDITS, min_size=4, max_size=4).map(
    lambda edits: [line for edit, each in zip(edits, SENTENCES, strict=True) for line in edit(each).split("\n\n") if line]
)  # fmt: skip


def numbered(path, texts):
    """A Word file that numbers its paragraphs by itself, under a heading of its own."""
    document = Document()
    document.add_paragraph("On waters", style="Title")
    for text in texts:
        document.add_paragraph(text, style="List Number")
    document.save(path)


def read(*paragraphs):
    return "\n\n".join(paragraphs) + "\n"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DOCUMENTS.filter(bool), min_size=1, max_size=3), st.sampled_from([".docx", ".odt"]))
def test_each_party_reads_back_from_the_rolling_text(comity, documents, suffix):
    rolling, named = f"rolling{suffix}", []
    Path("base.txt").write_text(read(*SENTENCES), "utf-8")
    for n, document in enumerate(documents):
        Path(f"p{n}.txt").write_text(read(*document), "utf-8")
        named.append(f"P{n}=p{n}.txt")
    assert comity("compose", "base.txt", *named, "-o", rolling).code == 0
    assert comity("project", rolling, "--base").out == read(*SENTENCES)
    for n, document in enumerate(documents):
        answer = comity("project", rolling, f"P{n}")
        if document == list(SENTENCES):
            assert (answer.code, answer.out) == (2, "")
        else:
            assert answer == (0, read(*document), "")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xml"])
def test_our_own_file_comes_back_to_a_draft_with_automatic_numbers_without_its_numbers(comity, tmp_path, suffix):
    numbered(tmp_path / "base.docx", SENTENCES)
    numbered(tmp_path / "kaz.docx", [SENTENCES[0].replace("shall", "should"), *SENTENCES[1:]])
    comity("compose", "base.docx", "KAZ=kaz.docx", "-o", f"rolling{suffix}")
    answer = comity("compose", "base.docx", f"KAZ=rolling{suffix}")
    assert answer.out == read("On waters", "1. The Parties [shall][KAZ: should] cooperate.", *(f"{n}. {text}" for n, text in enumerate(SENTENCES[1:], 2)))  # fmt: skip
    assert "although no change is tracked" not in answer.err
    assert "insert “1.”" not in comity("diff", "base.docx", f"rolling{suffix}").out


def test_a_party_that_answers_in_markdown_proposes_its_words_alone(comity, tmp_path):
    numbered(tmp_path / "base.docx", SENTENCES)
    Path("kaz.md").write_text(
        read("# On waters", *(f"{n}. {text}" for n, text in enumerate(SENTENCES, 1))).replace("freely", "daily"),
        "utf-8",
    )
    answer = comity("compose", "base.docx", "KAZ=kaz.md")
    assert answer.err == "5 provisions, 1 site, 1 alternative; nobody touches 4 provisions.\n"
    assert "2. They exchange data [freely][KAZ: daily] every day." in answer.out
    changed = comity("diff", "base.docx", "kaz.md").out
    assert "Reworded (line 5 now)" in changed
    assert "1 reworded" in changed


def test_a_word_file_meets_a_draft_in_markdown_and_no_hash_is_printed(comity, tmp_path):
    Path("base.md").write_text(read("# On waters", *(f"{n}. {text}" for n, text in enumerate(SENTENCES, 1))), "utf-8")
    numbered(tmp_path / "kaz.docx", [SENTENCES[0].replace("shall", "should"), *SENTENCES[1:]])
    assert comity("compose", "base.md", "KAZ=kaz.docx").out.startswith(
        "# On waters\n\n1. The Parties [shall][KAZ: should] cooperate.\n"
    )
    comity("compose", "base.md", "KAZ=kaz.docx", "-o", "rolling.docx")
    first = office.read(Path("rolling.docx")).paragraphs[0]
    assert ("".join(run.text for run in first.runs), first.heading) == ("On waters", 1)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_headings_in_markdown_are_headings_in_an_office_file_and_marked_again_in_markdown(comity, suffix):
    draft = read("# On waters", "## Part I", "### Article 1", SENTENCES[0], "###### Article 2", SENTENCES[1])
    Path("base.md").write_text(draft, "utf-8")
    Path("kaz.md").write_text(draft.replace("## Part I", "## Part II"), "utf-8")
    assert comity("compose", "base.md", "KAZ=kaz.md", "-o", f"rolling{suffix}").code == 0
    found = [(line.text, line.heading) for line in intake.document(f"rolling{suffix}").original]
    assert found == [
        ("On waters", 1),
        ("Part I", 2),
        ("Article 1", 3),
        (SENTENCES[0], 0),
        ("Article 2", 6),
        (SENTENCES[1], 0),
    ]
    assert comity("compose", "base.md", "KAZ=kaz.md").out == draft.replace("## Part I", "## Part [I][KAZ: II]")


def test_nobody_of_that_name_changes_anything(comity, files):
    files(kaz_docx=office.word(office.changed("One shall.", "shall", "should", author="KAZ, UZB")))
    assert comity("project", "kaz.docx", "UZB").out == "One should.\n"
    assert comity("project", "kaz.docx", "RUS") == (
        2,
        "",
        "No document of RUS is in this composition; there are: KAZ, UZB.\n",
    )


def test_a_file_without_changes_is_nobody_s(comity, files):
    files(base_docx=office.word(*office.plain("One shall.")))
    assert comity("project", "base.docx", "--base").out == "One shall.\n"
    assert comity("project", "base.docx", "KAZ") == (
        2,
        "",
        "base.docx holds no tracked changes, so that nobody's document can be read from it; --base prints its text.\n",
    )


def test_changes_are_dated_as_the_last_one_of_the_file_they_come_from(comity, files):
    changed = office.word(office.changed("One shall.", "shall", "should", comment=("0",)), comments=[office.comment("Why?")])  # fmt: skip
    files(base_docx=office.word(*office.plain("One shall.")), kaz_docx=changed)
    comity("compose", "base.docx", "KAZ=kaz.docx", "-o", "rolling.docx")
    out = comity("docx", "rolling.docx").out
    assert "KAZ, 2023-11-14 22:13 UTC: replaced “shall” with “should” [0]" in out
    assert "[0] KAZ, 2023-11-14 22:13 UTC: Why?\n" in out


def test_white_space_is_listed_in_words(comity, files):
    files(kaz_docx=office.word(office.changed("One shall.", "", " ")))
    assert "¶ 1  KAZ/2, 2023-11-14 22:13 UTC: inserted a space\n" in comity("docx", "kaz.docx").out
    assert ": вставлен пробел\n" in comity("docx", "kaz.docx", "--language", "ru").out


def test_marks_of_two_notes_in_one_place_stand_apart(comity, files):
    files(base_txt="One.\n\nTwo.\n", kaz_txt="Two.\n", uzb_txt="One.\n\nNew.\n\nTwo.\n")
    assert comity("compose", "base.txt", "KAZ=kaz.txt", "UZB=uzb.txt", "--style", "footnotes").out.startswith(
        "One.¹,²\n\nTwo.\n"
    )
