"""Tracked changes as markup: ``w:ins``, ``w:del``, the two ends of a move, on characters and on paragraph marks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from comity.formats.docx.writing.markup import element, instant, put, writable
from comity.formats.tracked.values import Mark, Paragraph

_KINDS = {
    ("inserted", False): "ins",
    ("deleted", False): "del",
    ("inserted", True): "moveTo",
    ("deleted", True): "moveFrom",
}


class Ids:
    """Numbers for what the document annotates; no two elements share one."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """The next number."""
        self._last += 1
        return str(self._last)


def kind(mark: Mark) -> str:
    """The element of a mark."""
    return _KINDS[mark.kind, mark.move is not None]


def attributes(mark: Mark, ids: Ids) -> dict[str, str]:
    """What an element of a tracked change says: its number, author and date."""
    given = {"id": ids.next(), "author": writable(mark.author)}
    return given if mark.at is None else {**given, "date": instant(mark.at)}


def revised(parent: etree._Element, marks: Sequence[Mark], ids: Ids) -> etree._Element:
    """The element that characters with these marks stand in: the innermost of those put into ``parent``, or itself."""
    for mark in marks:
        parent = put(parent, kind(mark), **attributes(mark, ids))
    return parent


def words(marks: Sequence[Mark]) -> str:
    """The element that holds characters: deleted ones have their own (17.3.3.7), moved ones have not."""
    return "delText" if any(kind(mark) == "del" for mark in marks) else "t"


class Reach(NamedTuple):
    """From which paragraph to which one end of a move reaches."""

    first: int
    last: int
    mark: Mark


class Ranges:
    """The ranges of moves, which Word pairs by their names (17.13.5.22 to 17.13.5.28)."""

    def __init__(self, paragraphs: Sequence[Paragraph], ids: Ids) -> None:
        self._ids = ids
        self._reaches = {each.first: each for each in _reaches(paragraphs)}
        self._open: dict[int, etree._Element] = {}

    def begin(self, at: int, parent: etree._Element) -> None:
        """Put the start of the range that begins in paragraph ``at`` into it."""
        reach = self._reaches.get(at)
        if reach is None:
            return
        number = self._ids.next()
        given = {**attributes(reach.mark, self._ids), "id": number, "name": reach.mark.move or ""}
        put(parent, f"{kind(reach.mark)}RangeStart", **given)
        self._open[reach.last] = element(f"{kind(reach.mark)}RangeEnd", id=number)

    def end(self, at: int) -> etree._Element | None:
        """The end of the range that closes behind paragraph ``at``: it holds the paragraph's mark too."""
        return self._open.pop(at, None)


def _reaches(paragraphs: Sequence[Paragraph]) -> Iterator[Reach]:
    found: dict[Mark, Reach] = {}
    for n, paragraph in enumerate(paragraphs):
        for mark in {mark for marks in (*(run.marks for run in paragraph.runs), paragraph.end) for mark in marks}:
            if mark.move is not None:
                found[mark] = Reach(found[mark].first if mark in found else n, n, mark)
    yield from found.values()
