"""Tracked changes as markup: ``w:ins``, ``w:del``, the two ends of a move, on characters and on paragraph marks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from comity.formats.docx.writing.markup import instant, tag
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


def signed(mark: Mark, local: str, number: str, *content: str, **attributes: str) -> str:
    """An element of a tracked change, with its number, author and date."""
    given = {} if mark.at is None else {"date": instant(mark.at)}
    return tag(local, *content, id=number, author=mark.author, **given, **attributes)


def revised(content: str, marks: Sequence[Mark], ids: Ids) -> str:
    """Runs in the elements of their marks, outermost first."""
    for mark in reversed(marks):
        content = signed(mark, kind(mark), ids.next(), content)
    return content


def ended(marks: Sequence[Mark], ids: Ids) -> str:
    """What the mark of a paragraph bears (17.13.5.15, 17.13.5.20)."""
    return tag("rPr", *(signed(mark, kind(mark), ids.next()) for mark in marks)) if marks else ""


def words(marks: Sequence[Mark]) -> str:
    """The element that holds characters: deleted ones have their own (17.3.3.7), moved ones have not."""
    return "delText" if marks and any(kind(mark) == "del" for mark in marks) else "t"


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
        self._open: dict[int, str] = {}

    def begin(self, at: int) -> str:
        """The start of the range that begins in paragraph ``at``."""
        reach = self._reaches.get(at)
        if reach is None:
            return ""
        number = self._ids.next()
        self._open[reach.last] = tag(f"{kind(reach.mark)}RangeEnd", id=number)
        return signed(reach.mark, f"{kind(reach.mark)}RangeStart", number, name=reach.mark.move or "")

    def end(self, at: int) -> str:
        """The end of the range that closes behind paragraph ``at``: it holds the paragraph's mark too."""
        return self._open.pop(at, "")


def _reaches(paragraphs: Sequence[Paragraph]) -> Iterator[Reach]:
    found: dict[Mark, Reach] = {}
    for n, paragraph in enumerate(paragraphs):
        for marks in (*[run.marks for run in paragraph.runs], paragraph.end):
            for mark in marks:
                if mark.move is not None:
                    found[mark] = Reach(found[mark].first if mark in found else n, n, mark)
    yield from found.values()
