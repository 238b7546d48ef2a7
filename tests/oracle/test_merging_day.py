"""A merging day with files that real LibreOffice made: composed on the command line, and opened by LibreOffice again."""

import subprocess
import sys

import pytest

from cli import office
from oracles.package import paragraphs

SHALL = "Стороны будут сотрудничать в использовании трансграничных вод."
DATA = "Они добровольно обмениваются данными."
DISPUTES = "Споры решаются путём консультаций."
DRAFT = (SHALL, DATA, DISPUTES)

EDITS = {
    "KAZ": [
        ("replace", 0, "будут", "обязуются"),
        ("add", 1, "Создаётся секретариат."),
        ("comment", 0, "вод", "Так принято."),
    ],
    "RUS": [("replace", 0, "будут", "намерены"), ("delete", 2)],
    "UZB": [("append", 1, " Обмен ежегодный.")],
}
READ = {
    "KAZ": [SHALL.replace("будут", "обязуются"), DATA, "Создаётся секретариат.", DISPUTES],
    "RUS": [SHALL.replace("будут", "намерены"), DATA],
    "UZB": [SHALL, f"{DATA} Обмен ежегодный.", DISPUTES],
}


def comity(folder, *words):
    command = [sys.executable, "-m", "comity.cli", *words, "--language", "ru"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(params=["docx", "odt"])
def day(request, tmp_path, libreoffice):
    """The draft and three delegations' files; each expert sits at LibreOffice."""
    base = libreoffice.converted(office.word(*office.plain(*DRAFT)), "docx", "docx")
    (tmp_path / "base.docx").write_bytes(base)
    for party, edits in EDITS.items():
        made = libreoffice.edited(base, "docx", edits, author=f"Эксперт {party}")
        made = made if request.param == "docx" else libreoffice.converted(made, "docx", "odt")
        (tmp_path / f"{party}.{request.param}").write_bytes(made)
    return ["compose", "base.docx", *(f"{party}={party}.{request.param}" for party in EDITS)]


@pytest.mark.parametrize("target", ["docx", "odt"])
def test_every_delegation_is_shown_by_libreoffice(libreoffice, day, tmp_path, target):
    done = comity(tmp_path, *day, "-o", f"rolling.{target}")
    assert done.returncode == 0, done.stderr
    assert "отличаются" not in done.stderr
    data = (tmp_path / f"rolling.{target}").read_bytes()
    original, _ = libreoffice.texts(data, target)
    assert [text for text in original if text] == list(DRAFT)
    seen = {(change.author, change.kind, (change.text or "").strip()) for change in libreoffice.changes(data, target)}
    assert {("KAZ", "Insert", "обязуются"), ("RUS", "Insert", "намерены")} <= seen
    assert any("Так принято." in comment.text for comment in libreoffice.comments(data, target))


def test_every_wording_reads_back(day, tmp_path):
    comity(tmp_path, *day, "--json", "-o", "round.json")
    for party, read in READ.items():
        assert comity(tmp_path, "project", "round.json", party).stdout.strip().split("\n\n") == read


def test_the_redline_of_two_versions_is_accepted_as_the_new_one(libreoffice, docxodus, validator, day, tmp_path):
    kind = day[2].rpartition(".")[2]
    assert comity(tmp_path, "diff", "base.docx", f"KAZ.{kind}", "-o", "redline.docx").returncode == 1
    data = (tmp_path / "redline.docx").read_bytes()
    for original, accepted in (libreoffice.texts(data, "docx"), docxodus.texts(data)):
        assert [text for text in original if text] == list(DRAFT)
        assert [text for text in accepted if text] == READ["KAZ"]
    assert validator.problems(data) == []
    assert [text for text in paragraphs((tmp_path / "base.docx").read_bytes()) if text] == list(DRAFT)
