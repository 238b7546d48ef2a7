"""The paragraphs of a text as they come: characters with the marks that are open, ends, and what each paragraph is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby

from msgspec import Struct

from comity.formats.tracked.values import Mark, Paragraph, Run

_MOST_OPEN = 100
"""Changes and comments that may lie over one another at one place; each piece of text carries all of them."""


class Head(Struct, frozen=True):
    """What a paragraph is, beside its words."""

    number: str = ""
    level: int = 0
    heading: int = 0


class _Open(Struct):
    """A paragraph that is being filled."""

    head: Head
    cell: int | None
    around: tuple[Mark, ...]
    pieces: list[Run]
    bookmarks: list[str]


class Flow:
    """Paragraphs in the order of the text before any change is taken.

    ``inserting`` are the insertions that are open, by region, outermost first; ``comments`` those that span what comes.
    Within ``taken`` the flow spells out what a deletion took: there the first paragraph goes on where the text stands,
    and what comes behind the last goes on in it (ODF 1.3 Part 3, 5.5.4).
    """

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.inserting: dict[str, tuple[Mark, ...]] = {}
        self.comments: dict[str, bool] = {}
        self.cell: int | None = None
        self.around: tuple[Mark, ...] = ()
        self._open: _Open | None = None
        self._deleting: tuple[Mark, ...] = ()
        self._spelling: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of what comes next, outermost first, each once; those on what holds it do not count."""
        inserted = (mark for marks in self.inserting.values() for mark in marks)
        return tuple(mark for mark in dict.fromkeys((*inserted, *self._deleting)) if mark not in self.around)

    def begin(self, head: Head) -> None:
        """Begin a paragraph; inside a deletion the one before it ends here, deleted, unless this is the first."""
        if self._open and self._spelling:
            joins, self._spelling = self._spelling == "first", "next"
            if joins:
                return
            head = _numbered(head, self._open.head)
            self._close()
        self._open = _Open(head, self.cell, self.around, [], [])

    def end(self) -> None:
        """End the open paragraph; inside a deletion its end is not known yet."""
        if not self._spelling:
            self._close()

    def insert(self, key: str, marks: tuple[Mark, ...]) -> None:
        """An insertion begins; one that would lie over ``_MOST_OPEN`` others is not told apart from them."""
        if len(self.inserting) < _MOST_OPEN:
            self.inserting[key] = marks

    def words(self, text: str) -> None:
        """Put characters into the open paragraph."""
        if self._open and text:
            self._open.pieces.append(Run(text, self.marks, tuple(self.comments)))
            self.comments = dict.fromkeys(self.comments, True)

    def bookmark(self, name: str) -> None:
        """A bookmark begins here."""
        if self._open and name and name not in self._open.bookmarks:
            self._open.bookmarks.append(name)

    def point(self, comment: str) -> None:
        """A comment stands here that spans no characters."""
        if self._open:
            self._open.pieces.append(Run("", self.marks, (*self.comments, comment)))

    def comment(self, comment: str) -> None:
        """A comment begins to span what comes; one that would lie over ``_MOST_OPEN`` others stands at its beginning."""
        if len(self.comments) < _MOST_OPEN:
            self.comments[comment] = False
        else:
            self.point(comment)

    def commented(self, comment: str) -> None:
        """A comment ends here."""
        if self.comments.pop(comment, True) is False:
            self.point(comment)

    @contextmanager
    def taken(self, marks: tuple[Mark, ...]) -> Iterator[None]:
        """Spell out a deletion where the text stands."""
        before = self._deleting, self._spelling
        self._deleting = (*self._deleting, *marks)
        self._spelling = "first" if self._open else ""
        yield
        self._deleting, self._spelling = before

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Paragraphs that interrupt the open one, as a table inside a deletion does: before it, or between its parts."""
        held, spelling = self._open, self._spelling
        if held and (held.pieces or held.bookmarks):
            self._close()
            held = _Open(held.head, held.cell, held.around, [], [])
        self._open, self._spelling = None, ""
        yield
        self._open, self._spelling = held, "first" if spelling else ""

    def _close(self) -> None:
        done, self._open = self._open, None
        if done is None:
            return
        head = done.head
        self.paragraphs.append(
            Paragraph(
                runs=tuple(_runs(done.pieces)),
                end=self.marks,
                around=done.around,
                cell=done.cell,
                bookmarks=tuple(done.bookmarks),
                number=head.number,
                level=head.level,
                heading=head.heading,
            )
        )


def _runs(pieces: Iterable[Run]) -> Iterator[Run]:
    """Pieces with the same marks and comments as one run; a comment at a point stands alone."""
    for (marks, comments, said), alike in groupby(pieces, lambda each: (each.marks, each.comments, bool(each.text))):
        if said:
            yield Run("".join(each.text for each in alike), marks, comments)
        else:
            yield from alike


def _numbered(head: Head, host: Head) -> Head:
    """What a deletion took from a list bears no number there: the number of the place that it stood in is the nearest."""
    alike = head.heading == host.heading and not head.number
    return Head(host.number, head.level, head.heading) if alike else head
