"""Moves are pairs: a move that has lost its other end is a plain deletion or insertion."""

from collections.abc import Sequence

from msgspec.structs import replace

from comity.formats.tracked.values import Mark, Paragraph
from comity.formats.tracked.views import marks

Marks = tuple[Mark, ...]


def paired(paragraphs: Sequence[Paragraph]) -> tuple[tuple[Paragraph, ...], int]:
    """The paragraphs with the names of unpaired moves taken off their marks, and how many such moves there are."""
    ends: dict[str, set[str]] = {}
    for mark in marks(paragraphs):
        if mark.move is not None:
            ends.setdefault(mark.move, set()).add(mark.kind)
    lone = {name for name, kinds in ends.items() if len(kinds) == 1}
    if not lone:
        return tuple(paragraphs), 0
    return tuple(_without(paragraph, lone) for paragraph in paragraphs), len(lone)


def _without(paragraph: Paragraph, lone: set[str]) -> Paragraph:
    def plain(given: Marks) -> Marks:
        return tuple(replace(mark, move=None) if mark.move in lone else mark for mark in given)

    runs = tuple(replace(run, marks=plain(run.marks)) for run in paragraph.runs)
    return replace(paragraph, runs=runs, end=plain(paragraph.end), around=plain(paragraph.around))
