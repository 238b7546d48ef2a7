"""A tracked document as the body of an OpenDocument text: insertions between two signs, deletions taken out.

What a deletion takes stands in its region as paragraphs: the first goes on where the text stands, what follows in the
text goes on in the last (ODF 1.3 Part 3, 5.5.4). So n deleted ends make n + 1 paragraphs of the region, and the
paragraph of the text in which they meet is the first of those that they join.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element
from msgspec import Struct

from comity.formats.odt.writing.changes import Changes
from comity.formats.odt.writing.comments import Comments
from comity.formats.odt.writing.elements import child, put
from comity.formats.tracked.values import Mark, Paragraph, Run, Tracked

_NUMBER = re.compile(r"[^\t]{1,40}\t")
_DEEPEST = 10
"""Levels of headings that ODF outlines, and that the styles here know."""


class _Taking(Struct):
    """A deletion that is being filled: what it is told from the next one by, and its last paragraph."""

    key: tuple[object, ...]
    region: _Element
    last: _Element


def body(tracked: Tracked, into: _Element) -> None:
    """Write the paragraphs of a document, its changes, comments and bookmarks into ``office:text``."""
    changes = Changes()
    if any(True for paragraph in tracked.paragraphs for _ in (*paragraph.around, *paragraph.end, *_marks(paragraph))):
        into.append(changes.holder)
    _Body(tracked, into, changes).write()


def _marks(paragraph: Paragraph) -> Iterator[Mark]:
    return (mark for run in paragraph.runs for mark in run.marks)


class _Body:
    """The text as far as it is written."""

    def __init__(self, tracked: Tracked, into: _Element, changes: Changes) -> None:
        self._paragraphs = tracked.paragraphs
        self._comments = Comments(tracked.comments, tracked.paragraphs)
        self._into = into
        self._changes = changes
        self._host = into
        self._inserting: dict[Mark, str] = {}
        self._taking: _Taking | None = None
        self._bookmarks: tuple[str, ...] = ()

    def write(self) -> None:
        joined = False
        for index, paragraph in enumerate(self._paragraphs):
            if not joined:
                self._host = _paragraph(self._into, paragraph)
            self._bookmarks = paragraph.bookmarks
            if self._taking is None:
                self._bookmark(self._host)
            for at, run in enumerate(paragraph.runs):
                self._run(paragraph, run, (index, at))
            joined = self._end(paragraph, self._paragraphs[index + 1 : index + 2])
        if joined:
            self._arrive(())
        self._host = self._into
        self._arrive(())

    def _run(self, paragraph: Paragraph, run: Run, place: tuple[int, int]) -> None:
        inserted, deleted = _parted((*paragraph.around, *run.marks))
        if self._comments.begin_at(place) or not run.text:
            self._arrive(())
            self._comments.begin(self._host, place)
        if not run.text:
            return
        if deleted is None:
            self._arrive(inserted)
            put(self._host, run.text)
        else:
            put(self._taken(deleted, inserted, run.comments, paragraph).last, run.text)
        if self._comments.end_at(place):
            self._arrive(inserted if deleted is None else ())
            self._comments.end(self._host, place)

    def _end(self, paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
        """End a paragraph; does the next one go on in the same place?"""
        inserted, deleted = _parted((*paragraph.around, *paragraph.end))
        if deleted is None:
            self._arrive(inserted)
            return False
        taking = self._taken(deleted, inserted, (), paragraph)
        self._bookmark(taking.last)
        taking.last = _paragraph(taking.region, following[0] if following else paragraph)
        return True

    def _taken(self, mark: Mark, inserted: Sequence[Mark], comments: Sequence[str], paragraph: Paragraph) -> _Taking:
        """The deletion that what comes now is taken by: the one that is open, or a new one."""
        key = (mark, inserted, comments)
        if self._taking is None or self._taking.key != key:
            self._arrive(())
            known, region = self._changes.deletion(mark, inserted)
            child(self._host, "text:change", text_change_id=known)
            self._taking = _Taking(key, region, _paragraph(region, paragraph))
        return self._taking

    def _arrive(self, inserted: Sequence[Mark]) -> None:
        """What comes now stands in the text itself, inside these insertions and no others."""
        if self._taking is not None:
            self._taking = None
            self._bookmark(self._host)
        for mark in [mark for mark in self._inserting if mark not in inserted]:
            child(self._host, "text:change-end", text_change_id=self._inserting.pop(mark))
        for mark in inserted:
            if mark not in self._inserting:
                self._inserting[mark] = self._changes.insertion(mark)
                child(self._host, "text:change-start", text_change_id=self._inserting[mark])

    def _bookmark(self, element: _Element) -> None:
        for bookmark in self._bookmarks:
            child(element, "text:bookmark", text_name=bookmark)
        self._bookmarks = ()


def _parted(marks: Iterable[Mark]) -> tuple[tuple[Mark, ...], Mark | None]:
    """The insertions among some marks, and the outermost deletion: ODF keeps one."""
    marks = tuple(marks)
    return (
        tuple(mark for mark in marks if mark.kind == "inserted"),
        next((mark for mark in marks if mark.kind == "deleted"), None),
    )


def _paragraph(into: _Element, paragraph: Paragraph) -> _Element:
    if paragraph.heading:
        level = str(min(paragraph.heading, _DEEPEST))
        style = f"Heading_20_{level}" + "_20_numbered" * _numbered(paragraph)
        return child(into, "text:h", text_style_name=style, text_outline_level=level)
    style = f"Provision_20_{min(paragraph.level, 4)}" if paragraph.level else "Text_20_body"
    return child(
        into, "text:p", text_style_name=f"Number_20_{min(paragraph.level, 4)}" if _numbered(paragraph) else style
    )


def _numbered(paragraph: Paragraph) -> bool:
    """Does a number stand before its words? Then they hang from it."""
    return any(_NUMBER.match(run.text) for run in paragraph.runs[:1])
