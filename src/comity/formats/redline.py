"""A redline as spans: what is kept, what goes, what comes, in the order in which it is read."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from comity.core.wording.diff import diff
from comity.core.wording.tokens import cells


class Span(NamedTuple):
    """Words of a redline; ``moved`` says that they go or come because a phrase moved."""

    kind: Literal["kept", "deleted", "inserted"]
    text: str
    moved: bool = False


def spans(base: str, wording: str) -> Iterator[Span]:
    """What turns ``base`` into ``wording``, both canonical; no span is empty.

    Kept and deleted spans concatenate to ``base``, kept and inserted ones to ``wording``.
    """
    words = cells(base)
    done = 0
    for hunk in diff(base, wording):
        moved = hunk.move is not None
        yield from _some("kept", "".join(words[done : hunk.start]))
        yield from _some("deleted", hunk.old, moved)
        yield from _some("inserted", hunk.text, moved)
        done = hunk.end
    yield from _some("kept", "".join(words[done:]))


def _some(kind: Literal["kept", "deleted", "inserted"], text: str, moved: bool = False) -> Iterator[Span]:
    if text:
        yield Span(kind, text, moved)


Marks = tuple[str, str, str, str]
"""What stands before and after deleted words, before and after inserted ones."""

PLAIN: Marks = ("[-", "-]", "{+", "+}")
"""Marks around what goes and what comes, where there is no colour: those of ``wdiff`` and ``git diff --word-diff``."""


def marked(base: str, wording: str, marks: Marks = PLAIN, escape: Callable[[str], str] = str) -> str:
    """A redline as text: ``marks`` around what goes and what comes, all words as ``escape`` gives them."""
    return written(spans(base, wording), marks, escape)


def written(redline: Iterable[Span], marks: Marks = PLAIN, escape: Callable[[str], str] = str) -> str:
    """Spans of a redline as text."""
    signs = {"kept": ("", ""), "deleted": marks[:2], "inserted": marks[2:]}
    return "".join(signs[span.kind][0] + escape(span.text) + signs[span.kind][1] for span in redline)
