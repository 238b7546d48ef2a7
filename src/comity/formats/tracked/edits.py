"""The spans of a tracked document that one author marked in one go, put together from its runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from comity.formats.tracked.values import Mark, Paragraph

_NEAR = 10 * 60 * 1000
"""Milliseconds. Editors give each run the minute in which it was written, and an edit takes some."""


class Item(NamedTuple):
    r"""A run, or the end of a paragraph as ``\n``, with the marks that are somebody's change.

    ``opens``: no words stand before it in its paragraph; ``closes``: none after it, of an end: none in the next paragraph.
    """

    text: str
    marks: tuple[Mark, ...]
    comments: tuple[str, ...]
    paragraph: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class Edit:
    """Items from ``start`` up to ``stop`` of the document that touch and are marked alike, by one author, in minutes."""

    mark: Mark
    start: int
    stop: int
    latest: int | None
    items: list[Item] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters, without the ends of paragraphs around them."""
        return "".join(item.text for item in self.items).strip("\n")

    @property
    def is_break(self) -> bool:
        """Does it hold no words, but the end of a paragraph?"""
        return any(item.text == "\n" for item in self.items) and not self.text.strip()

    @property
    def is_whole(self) -> bool:
        """Is it nothing but whole paragraphs?

        An editor marks the end before or the end after the words, or none where they are all that a paragraph holds.
        """
        first, last = self.items[0], self.items[-1]
        return (first.opens or first.text == "\n") and (last.closes or last.text == "\n") and bool(self.text.strip())

    @property
    def paragraph(self) -> int:
        """Where its first words stand, of a mere break the paragraph that it ends."""
        return next((item.paragraph for item in self.items if item.text.strip()), self.items[0].paragraph)

    def touches(self, start: int, at: int | None) -> bool:
        """Is what begins at ``start``, marked at ``at``, its continuation?"""
        return self.stop == start and (self.latest is None or at is None or abs(at - self.latest) <= _NEAR)


def edits(paragraphs: Sequence[Paragraph]) -> list[Edit]:
    """The edits in the order in which they begin, an outer one before those inside it. Linear."""
    found: list[Edit] = []
    latest: dict[tuple[str, str, str | None], Edit] = {}
    for position, item in _items(paragraphs):
        for mark in item.marks:
            edit = latest.get(_key(mark))
            if edit is None or not edit.touches(position, mark.at):
                edit = latest[_key(mark)] = Edit(mark, position, position, mark.at)
                found.append(edit)
            edit.items.append(item)
            edit.stop = position + 1
            edit.latest = mark.at
    return found


def _key(mark: Mark) -> tuple[str, str, str | None]:
    return mark.kind, mark.author, mark.move


def _items(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Item]]:
    """What is marked, with its place among all that stands in the document."""
    worded = [any(run.text.strip() for run in paragraph.runs) for paragraph in paragraphs]
    position = 0
    for index, paragraph in enumerate(paragraphs):
        said = [run for run in paragraph.runs if run.text]
        around = paragraph.around
        if not around and not paragraph.end and not any(run.marks for run in said):
            position += len(said) + 1
            continue
        places = [place for place, run in enumerate(said) if run.text.strip()]
        first, last = (places[0], places[-1]) if places else (len(said), -1)
        pointing = _pointing(paragraph)
        for place, run in enumerate(said):
            marks = _standing(around + run.marks)
            if marks:
                comments = run.comments + pointing.get(place, ())
                yield position, Item(run.text, marks, comments, index, place <= first, place >= last)
            position += marks is not None
        marks = _standing(around + paragraph.end)
        if marks:
            following = (
                index + 1 < len(paragraphs) and paragraphs[index + 1].cell == paragraph.cell and worded[index + 1]
            )
            yield position, Item("\n", marks, (), index, not places, not following)
        position += marks is not None


def _pointing(paragraph: Paragraph) -> dict[int, tuple[str, ...]]:
    """The comments that point behind the run of each number; those before all runs belong to the first."""
    found: dict[int, tuple[str, ...]] = {}
    place = -1
    for run in paragraph.runs:
        if run.text:
            place += 1
        elif run.comments:
            found[max(place, 0)] = found.get(max(place, 0), ()) + run.comments
    return found


def _standing(marks: tuple[Mark, ...]) -> tuple[Mark, ...] | None:
    """The marks that are changes; none where an author has taken back what that same author put in.

    Of several marks of one kind and author, as a row and the words in it carry them, one stands; the one that moves.
    """
    if len(marks) <= 1:
        return marks
    given: dict[tuple[str, str], Mark] = {}
    for mark in marks:
        before = given.get((mark.kind, mark.author))
        if before is None or before.move is None:
            given[mark.kind, mark.author] = mark
    undone = {mark.author for mark in given.values() if mark.kind == "inserted" and ("deleted", mark.author) in given}
    standing = tuple(mark for mark in given.values() if mark.author not in undone)
    return standing if standing or not undone else None
