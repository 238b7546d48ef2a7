"""Files of strangers at the door: one sentence each in the reader's language, nothing kept, nobody else held up."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comity.web.work.kept import folders
from formats.packed import compound, packed, quoting_bomb, word, word_parts
from web.reading import checked
from web.waiting import followed
from web.water import LOG, TEXT

UPLOAD = reverse("upload", args=(LOG, TEXT))
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def bomb():
    """A part of 300 MB in 300 kB."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in word_parts().items():
            archive.writestr(name, part)
        archive.writestr("word/media/image1.xml", b"\0" * 300_000_000)
    return data.getvalue()


def entities():
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return word(f"<!DOCTYPE w [{declared}]><w>&e9;</w>")


def deep():
    return word("<a>" * 5000 + "</a>" * 5000)


HOSTILE = {
    "nothing": lambda: b"",
    "a text": lambda: b"The Parties shall cooperate.",
    "a PDF": lambda: b"%PDF-1.7\n",
    "an old document": lambda: compound("WordDocument"),
    "a protected document": lambda: compound("EncryptedPackage"),
    "a truncated one": lambda: word()[:200],
    "a zip of something else": lambda: packed({"a": "b"}),
    "a bomb": bomb,
    "many bombs in one": quoting_bomb,
    "entities": entities,
    "deep nesting": deep,
    "macros": lambda: word(main=MACROS),
}


def send(visitor, data, name="letter.docx", **fields):
    """The answer to a file that somebody uploads."""
    action, form = visitor.get("upload/").form()
    return visitor.client.post(action, {**form, **fields, "file": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_document_is_one_sentence_and_nothing_of_it_is_kept(held, come, kind, language):
    size = held.state.size
    visitor = come("member", language)
    response = followed(visitor, send(visitor, HOSTILE[kind]()))
    page = checked(response)
    assert page.status == 422
    assert ("не" in page.text) == (language == "ru")
    assert "letter.docx" in page.text
    assert "Traceback" not in page.text
    assert not [each for folder in folders() for each in folder.iterdir() if each.name in {"order", "result"}]
    assert held.state.size == size
    assert visitor.get("").text


def test_without_a_file_one_is_asked_for(come):
    visitor = come("member")
    action, form = visitor.get("upload/").form()
    assert "No file was chosen" in checked(visitor.client.post(action, {**form, "file": ""})).text


def test_a_file_that_is_too_large_is_refused_unread(come, settings):
    settings.COMITY_UPLOAD = 1024**2
    response = send(come("member"), b"PK\3\4" + b"x" * 1024**2)
    assert response.status_code == 422
    assert "letter.docx is larger than 1 MB" in checked(response).text
    assert list(folders()) == []


def test_a_name_that_says_where_to_write_is_a_name(come):
    visitor = come("member")
    response = followed(visitor, send(visitor, b"%PDF-1.7", name="../../<b>etc.docx"))
    assert response.status_code == 422
    assert not checked(response).one("main").findall(".//{http://www.w3.org/1999/xhtml}b")


def test_two_files_at_once_are_not_taken(come):
    files = [SimpleUploadedFile("a.docx", b"PK"), SimpleUploadedFile("b.docx", b"PK")]
    assert come("member").client.post(UPLOAD, {"file": files}).status_code == 400


def test_a_form_of_another_site_uploads_nothing(come):
    visitor = come("member")
    visitor.client.handler.enforce_csrf_checks = True
    response = visitor.client.post(UPLOAD, {"file": SimpleUploadedFile("a.docx", b"PK")})
    assert response.status_code == 403
    assert list(folders()) == []
