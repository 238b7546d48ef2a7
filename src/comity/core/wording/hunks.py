"""From edits of words to hunks of cells: every gap between words goes where it reads exactly."""

from collections.abc import Iterator, Sequence

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.moves import moves
from comity.core.wording.values import Hunk, Level

WIDE = 8
"""A hunk of so many base words rewrites a clause: the smaller changes of others stand inside it."""


def hunks(pair: Pair, edits: Sequence[Edit]) -> Iterator[Hunk]:
    """The hunks, ordered and disjoint, that make the wording of the base exactly, spaces included.

    Where two edits touch, the gap between them belongs to the one that only inserts or deletes, else to the later.
    """
    a = c = 0
    left = True
    moved = moves(pair, edits) if len(edits) > 1 else {}
    for number, edit in enumerate(edits):
        after = edits[number + 1] if number + 1 < len(edits) else None
        yield from _respaced(pair, a, edit.a, c)
        touched = after is not None and (after.a, after.c) == (edit.b, edit.d)
        right = not touched or not edit.replaces
        yield _hunk(pair, edit, moved.get(number), left=left, right=right)
        a, c, left = edit.b + 1, edit.d + 1, not (touched and right)
    yield from _respaced(pair, a, len(pair.base.gaps), c)


def _hunk(pair: Pair, edit: Edit, move: int | None, *, left: bool, right: bool) -> Hunk:
    """One edit with as little of the gaps around it as reads exactly; ``left`` and ``right`` say which are its own."""
    base, new = pair
    level = _level(pair, edit)
    if level == "provision":
        return Hunk(0, len(base.cells), base.text, new.text, level)
    same_left = not left or base.gaps[edit.a] == new.gaps[edit.c]
    same_right = not right or base.gaps[edit.b] == new.gaps[edit.d]
    if not edit.replaces and same_right:
        same_left = False
    start, end = 2 * edit.a + same_left, 2 * edit.b + (not same_right)
    text = new.span(2 * edit.c + same_left, 2 * edit.d + (not same_right))
    return Hunk(start, end, base.span(start, end), text, level, move)


def _level(pair: Pair, edit: Edit) -> Level:
    whole = edit.b - edit.a == len(pair.base.words)
    if whole and (edit.rewrites or not edit.replaces):
        return "provision"
    return "wide" if edit.rewrites or edit.b - edit.a >= WIDE else "inline"


def _respaced(pair: Pair, first: int, stop: int, new: int) -> Iterator[Hunk]:
    """The gaps ``first:stop`` of the base that the wording spaces differently; there they begin at gap ``new``."""
    old, now = pair.base.gaps[first:stop], pair.new.gaps[new : new + max(0, stop - first)]
    if old != now:
        for number, (gap, other) in enumerate(zip(old, now, strict=True), first):
            if gap != other:
                yield Hunk(2 * number, 2 * number + 1, gap, other)
