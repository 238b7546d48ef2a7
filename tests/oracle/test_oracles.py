"""The oracles agree on a small file that is written here by hand; each of them can therefore be asked."""

import os
import signal
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pytest

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
BY = 'w:author="Делегация КАЗ" w:date="2026-02-03T04:05:06Z"'
BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    '<w:p><w:r><w:t xml:space="preserve">Стороны </w:t></w:r>'
    f'<w:del w:id="1" {BY}><w:r><w:delText>будут</w:delText></w:r></w:del>'
    f'<w:ins w:id="2" {BY}><w:r><w:t>обязуются</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> сотрудничать.</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>Второй абзац.</w:t></w:r></w:p>"
    "</w:body></w:document>"
)
PLAIN = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>Стороны будут сотрудничать.</w:t></w:r></w:p><w:p><w:r><w:t>Второй абзац.</w:t></w:r></w:p>"
    "</w:body></w:document>"
)
ORIGINAL = ["Стороны будут сотрудничать.", "Второй абзац."]
ACCEPTED = ["Стороны обязуются сотрудничать.", "Второй абзац."]


def packed(body):
    data = BytesIO()
    with ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", body)
    return data.getvalue()


def test_three_engines_read_the_same_texts(libreoffice, docxodus, pandoc):
    data = packed(BODY)
    assert libreoffice.texts(data, "docx") == docxodus.texts(data) == pandoc.texts(data) == (ORIGINAL, ACCEPTED)


def test_two_engines_list_the_same_changes(libreoffice, docxodus):
    seen = [(one.kind, one.author, one.text, one.at) for one in libreoffice.changes(packed(BODY), "docx")]
    assert seen == [
        ("Delete", "Делегация КАЗ", "будут", "2026-02-03T04:05:06"),
        ("Insert", "Делегация КАЗ", "обязуются", "2026-02-03T04:05:06"),
    ]
    assert {(one.author, one.text) for one in docxodus.changes(packed(BODY))} == {one[1:3] for one in seen}


def test_the_validator_knows_right_from_wrong(validator):
    assert validator.problems(packed(BODY)) == []
    assert "main:nonsense" in validator.problems(packed(BODY.replace("w:del", "w:nonsense")))[0]


EDITS = (
    (("replace", 1, "Второй", "Третий"), [*ORIGINAL[:1], "Третий абзац."]),
    (("insert_before", 1, "абзац", "краткий "), [*ORIGINAL[:1], "Второй краткий абзац."]),
    (("append", 1, " Конец."), [*ORIGINAL[:1], "Второй абзац. Конец."]),
    (("add", 0, "Новый."), [ORIGINAL[0], "Новый.", ORIGINAL[1]]),
    (("delete", 0), ORIGINAL[1:]),
    (("delete", 1), ORIGINAL[:1]),
    (("split", 1, "абзац"), [ORIGINAL[0], "Второй ", "абзац."]),
    (("merge", 0), ["".join(ORIGINAL)]),
)


@pytest.mark.parametrize("track", [True, False], ids=["tracked", "untracked"])
@pytest.mark.parametrize(("edit", "read"), EDITS, ids=[edit[0] for edit, _ in EDITS])
def test_a_person_edits_in_libreoffice(libreoffice, edit, read, track):
    data = libreoffice.edited(packed(PLAIN), "docx", [edit], track=track, author="КАЗ/2")
    original, accepted = libreoffice.texts(data, "docx")
    assert accepted == read
    assert original == (ORIGINAL if track else read)
    assert {one.author for one in libreoffice.changes(data, "docx")} == ({"КАЗ/2"} if track else set())


def test_a_change_is_decided_and_a_comment_written(libreoffice):
    edits = [("accept", "обязуются"), ("reject", "будут"), ("comment", 1, "абзац", "Почему?")]
    data = libreoffice.edited(packed(BODY), "docx", edits, author="КАЗ/2")
    assert libreoffice.texts(data, "docx")[0] == ["Стороны будутобязуются сотрудничать.", "Второй абзац."]
    assert [tuple(one) for one in libreoffice.comments(data, "docx")] == [("КАЗ/2", "Почему?", False)]


def test_libreoffice_converts(libreoffice, pandoc):
    data = libreoffice.converted(packed(BODY), "docx", "odt")
    assert libreoffice.texts(data, "odt") == (ORIGINAL, ACCEPTED)
    assert libreoffice.converted(data, "odt", "pdf").startswith(b"%PDF-")
    assert libreoffice.converted(packed(PLAIN), "docx", "txt").decode("utf-8-sig").split("\n")[:2] == ORIGINAL
    assert pandoc.texts(data, "odt")[1][1:] == ACCEPTED[1:]


def test_what_libreoffice_cannot_do_is_said_and_the_next_question_is_answered(libreoffice):
    with pytest.raises(libreoffice.LibreOfficeError, match="not found"):
        libreoffice.edited(packed(BODY), "docx", [("replace", 0, "нет такого", "")])
    assert libreoffice.texts(packed(BODY), "docx") == (ORIGINAL, ACCEPTED)


def test_an_office_that_died_is_replaced(libreoffice):
    libreoffice.texts(packed(BODY), "docx")
    bridge = libreoffice._SERVED.process.pid
    listed = subprocess.run(["ps", "-o", "pid=,comm=", "-g", str(bridge)], capture_output=True, text=True, check=True)
    office = next(int(row.split()[0]) for row in listed.stdout.splitlines() if "soffice.bin" in row)
    os.kill(office, signal.SIGKILL)
    with pytest.raises(libreoffice.LibreOfficeError):
        libreoffice.texts(packed(BODY), "docx")
    assert libreoffice.texts(packed(BODY), "docx") == (ORIGINAL, ACCEPTED)
