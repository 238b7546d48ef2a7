"""A document of any kind that the house reads, as the paragraphs that texts are composed from.

The library of a format is imported when a file of that kind comes; text and HTML need none.
"""

from importlib import import_module

from msgspec import Struct
from msgspec.structs import replace

from comity.core.errors import Unreadable
from comity.formats import text
from comity.formats.kinds import kind_of
from comity.formats.manner import in_manner, unmarked
from comity.formats.tracked.values import Tracked
from comity.formats.tracked.views import Line, accepted, original

_READERS = {
    "docx": "comity.formats.docx",
    "odt": "comity.formats.odt",
    "akn": "comity.formats.akn",
    "html": "comity.formats.html.reading",
}


class Document(Struct, frozen=True):
    """What a file says: as it was before its tracked changes, and with all of them taken.

    ``tracked`` is the whole file, none for kinds of files that know no tracked changes; there both views are one. The
    ``sources`` of a line are then the line of the file, from 0.
    """

    kind: str
    original: tuple[Line, ...]
    accepted: tuple[Line, ...]
    tracked: Tracked | None = None


def read(data: bytes, where: str) -> Document:
    """The document in a file called ``where``, whose kind its content and its name tell; linear.

    ``Unreadable`` for what is none, and where not a word stands in it. ``ImportError`` where the library of its format is
    not installed.
    """
    kind = kind_of(data, where)
    found = _read(data, where, kind)
    if not found.accepted and not found.original:
        raise Unreadable(where, "empty")
    return found


def in_manner_of(draft: Document, document: Document) -> Document:
    """A party's document with numbers and headings as the draft, as it was circulated, writes them."""
    before, after = (in_manner(lines, draft.original) for lines in (document.original, document.accepted))
    return replace(document, original=before, accepted=after)


def without_marks(document: Document) -> Document:
    """A document whose headings bear no marks of Markdown."""
    return replace(document, original=unmarked(document.original), accepted=unmarked(document.accepted))


def _read(data: bytes, where: str, kind: str) -> Document:
    if kind in _READERS:
        tracked: Tracked = import_module(_READERS[kind]).read(data, where)
        return Document(kind, original(tracked), accepted(tracked), tracked)
    if kind not in {"text", "markdown"}:
        raise Unreadable(where, "other_format", kind=kind.upper())
    lines = _lines(data, where, markdown=kind == "markdown")
    return Document(kind, lines, lines)


def _lines(data: bytes, where: str, *, markdown: bool) -> tuple[Line, ...]:
    """The paragraphs of plain text or Markdown."""
    return tuple(
        Line(one.text, one.text, heading=text.heading(one.text), sources=(one.line - 1,))
        for one in text.paragraphs(text.decode(data, where), markdown=markdown)
    )
