"""A document with tracked changes as values: what DOCX and ODT are read into, and what they are written from.

A character is in a *view* of the document when every insertion that marks it is taken and no deletion that marks it
is. The end of a paragraph is marked like a character: a paragraph whose end is not in the view runs on into the next.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct


class Mark(Struct, frozen=True, gc=False, cache_hash=True):
    """One tracked change as the file marks it.

    ``author`` is the name in the file, ``""`` where there is none. ``at`` is the instant in whole milliseconds since
    1970 UTC, none where the file has no usable one; files keep whole seconds. ``move`` pairs the two ends of a move: a
    *deleted* and an *inserted* mark of one document with the same name; none for plain changes and for a move that has
    lost its other end.
    """

    kind: Literal["inserted", "deleted"]
    author: str
    at: int | None = None
    move: str | None = None


class Run(Struct, frozen=True, gc=False):
    r"""Characters with the same marks, outermost first: a deletion inside an insertion stands behind it.

    ``text`` is as the reader sees it, not canonical: tabs and line breaks are ``\t`` and ``\n``; automatic numbers, field
    instructions and hidden markup are not in it. ``comments`` are the ids of the comments that span these characters.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    comments: tuple[str, ...] = ()


class Paragraph(Struct, frozen=True, gc=False):
    """One paragraph of the file's own, before any change is taken or rejected.

    ``end`` are the marks of its end. ``around`` are marks on what holds the whole paragraph (a row, a cell, a content
    control): where they are out of the view, so is the paragraph with its end. ``cell`` numbers the table cell it stands
    in, none in the body; paragraphs of different cells never run together. ``bookmarks`` are the names of bookmarks that
    begin in it. ``number`` is its automatic number as it would be printed (``3.``), ``level`` its depth in the list or
    outline from 0, ``heading`` the level of a heading from 1 or 0.
    """

    runs: tuple[Run, ...]
    end: tuple[Mark, ...] = ()
    around: tuple[Mark, ...] = ()
    cell: int | None = None
    bookmarks: tuple[str, ...] = ()
    number: str = ""
    level: int = 0
    heading: int = 0


class Comment(Struct, frozen=True):
    r"""A comment. ``parent`` is the id of the one it answers; ``text`` has ``\n`` between its paragraphs."""

    id: str
    author: str
    at: int | None
    text: str
    parent: str | None = None
    resolved: bool = False


class Outside(Struct, frozen=True):
    """Text that stands outside the paragraphs of the body, as it reads with every change taken.

    ``changed`` says that it holds tracked changes, which no proposal can be made of.
    """

    kind: Literal["header", "footer", "footnote", "endnote", "text_box"]
    text: str
    changed: bool = False


class Tracked(Struct, frozen=True):
    """A whole document.

    ``ignored`` counts what the file holds beside wording, by code: ``format_changes``, ``field_instructions``,
    ``pictures``, ``equations``, ``embedded_objects``, ``embedded_documents``, ``hidden_text`` (runs that are not shown),
    ``unpaired_moves``, ``dates_missing``. ``properties`` are the document's own: ``identifier``, ``title``, ``language``
    where given, and custom ones under their names.
    """

    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Comment, ...] = ()
    outside: tuple[Outside, ...] = ()
    ignored: Mapping[str, int] = {}
    properties: Mapping[str, str] = {}
