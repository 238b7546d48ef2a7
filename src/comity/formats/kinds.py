"""What a file is, told by its content first and by its name second; no library of any format is needed to tell."""

import re
from pathlib import PurePath
from typing import Final

from comity.core.errors import Unreadable

_LOCK: Final = re.compile(r"~\$(?P<word>.*)|\.~lock\.(?P<office>.*)#")

# Files that no reader of the house takes: how they begin, and what they are called in a sentence.
_FOREIGN: Final = (
    (b"{\\rtf", "RTF"),
    (b"{\\urtf", "RTF"),
    (b"\xffWPC", "WordPerfect"),
    (b"\xdb\xa5-\0", "Word 2"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"MZ\x90\0", "EXE"),
    (b"\x7fELF", "ELF"),
)

# What a package holds, by names that stand plainly in its directory; told apart for certain when it is opened.
_INSIDE: Final = (
    (b"word/document", "docx"),
    (b"xl/workbook", "xlsx"),
    (b"ppt/presentation", "pptx"),
    (b"[Content_Types].xml", "docx"),
    (b"META-INF/manifest.xml", "odt"),
)
_UNWANTED: Final = {"xlsx": "XLSX", "pptx": "PPTX", "ods": "ODS", "odp": "ODP", "odg": "ODG"}
_OPENDOCUMENT: Final = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp", b"graphics": "odg"}

_XML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|[A-Za-z_])")
_AKOMA_NTOSO: Final = re.compile(rb"<(?:\w+:)?akomaNtoso[\s>]")
_FLAT: Final = {
    b"http://schemas.microsoft.com/office/2006/xmlPackage": "Flat OPC",
    b"http://schemas.microsoft.com/office/word/2003/wordml": "Word 2003 XML",
    b"urn:oasis:names:tc:opendocument:xmlns:office:1.0": "FODT",
}
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_BY_NAME: Final = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json"}
_HEAD: Final = 4096


def kind_of(data: bytes, name: str) -> str:
    """``docx``, ``odt``, ``akn``, ``html``, ``json``, ``markdown`` or ``text``: what ``data``, a file called ``name``, is.

    Content decides wherever it says anything; the name decides between kinds of text. ``Unreadable`` for what the house
    has no reader for, and for what is no document at all: nothing, the lock file of an open document, a protected one.
    Takes time in the size of the file's directory, and opens nothing.
    """
    refuse_at_sight(data, name)
    if data.startswith(b"PK"):
        kind = _packed(data)
        if kind in _UNWANTED:
            raise Unreadable(name, "other_kind", kind=_UNWANTED[kind])
        return kind
    head = data[:_HEAD]
    for namespace, kind in _FLAT.items():
        if _XML.match(head) and namespace in head:
            raise Unreadable(name, "other_kind", kind=kind)
    if _XML.match(head) and _AKOMA_NTOSO.search(head):
        return "akn"
    if _HTML.match(head):
        return "html"
    return _BY_NAME.get(PurePath(name).suffix.lower(), "text")


def refuse_at_sight(data: bytes, name: str) -> None:
    """Refuse what the first bytes and the name show to be no document that can be read, with the reason."""
    lock = _LOCK.fullmatch(PurePath(name).name)
    if lock:
        raise Unreadable(name, "lock_file", document=lock["word"] or lock["office"] or "")
    if not data:
        raise Unreadable(name, "zero_bytes")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Unreadable(name, _compound(data))
    if b"%PDF-" in data[:1024]:
        raise Unreadable(name, "pdf")
    for beginning, kind in _FOREIGN:
        if data.startswith(beginning):
            raise Unreadable(name, "other_kind", kind=kind)


def _compound(data: bytes) -> str:
    """Why an OLE compound file is not read: its directory names a stream for a protected package, or it is an old file."""
    return "encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_word"


def _packed(data: bytes) -> str:
    """What a ZIP archive most likely is; one that shows nothing is taken for a document, and opening it says what is wrong."""
    declared = (
        re.match(rb"application/vnd\.oasis\.opendocument\.(\w+)", data[38:128]) if data[30:38] == b"mimetype" else None
    )
    if declared:
        return _OPENDOCUMENT.get(declared[1], "odt")
    return next((kind for name, kind in _INSIDE if name in data), "docx")
