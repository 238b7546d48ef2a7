"""Where changes of one base meet: the geometry of hunks that come from two different hands."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from comity.core.wording.accept import boundaries
from comity.core.wording.values import Hunk


def settled(base: str, hunks: Sequence[Hunk]) -> tuple[Hunk, ...]:
    """The same changes in the one form in which equal changes are equal values. Linear.

    The space that comes or goes with a word stands before it (inserting ``"b "`` after a gap is inserting ``" b"``
    before it), and a rewrite of every word spans all cells.
    """
    offsets, free = boundaries(base), 0
    done: list[Hunk] = []
    for hunk in hunks:
        form = _widened(_space_first(hunk, base, offsets, free), len(offsets) - 1)
        free = form.end + (form.start == form.end)
        done.append(form)
    return tuple(done)


def _space_first(hunk: Hunk, base: str, offsets: Sequence[int], free: int) -> Hunk:
    """``hunk`` one cell to the left where that is the same change, and where the cell is ``free``."""
    start, end = hunk.start - 1, hunk.end - 1
    if start % 2 or end % 2 or start < free:
        return hunk
    text, last = base[offsets[start] : offsets[start + 1]] + hunk.text, base[offsets[end] : offsets[end + 1]]
    if not text.endswith(last):
        return hunk
    old = base[offsets[start] : offsets[end]]
    return replace(hunk, start=start, end=end, old=old, text=text[: len(text) - len(last)])


def _widened(hunk: Hunk, size: int) -> Hunk:
    """``hunk`` over all cells, outer gaps included, where it is a declared rewrite of every word."""
    if hunk.level == "inline" or hunk.start > 1 or hunk.end < size - 1:
        return hunk
    return replace(hunk, start=0, end=size)


def meets(one: Hunk, other: Hunk, size: int) -> bool:
    """Whether two settled hunks of a base of ``size`` cells change the same words, or insert in the same slot.

    An insertion meets a change that it stands strictly inside, and a rewrite of every word, also at its edge.
    """
    if one.start == one.end == other.start == other.end:
        return True
    (start, end), (from_, to) = _reach(one, size), _reach(other, size)
    return start < to and from_ < end


def _reach(hunk: Hunk, size: int) -> tuple[int, int]:
    return (-1, size + 1) if hunk.start == 0 and hunk.end == size else (hunk.start, hunk.end)


def meetings(mine: Sequence[Hunk], theirs: Sequence[Hunk], size: int) -> Iterator[tuple[range, range]]:
    """The groups of hunks and edits (ranges of their positions) that hang together because they meet. Linear."""
    i = j = 0
    while i < len(mine) and j < len(theirs):
        if meets(mine[i], theirs[j], size):
            group = _group(mine, theirs, size, i, j)
            yield group
            i, j = group[0].stop, group[1].stop
        elif (mine[i].end, mine[i].start) < (theirs[j].end, theirs[j].start):
            i += 1
        else:
            j += 1


def _group(mine: Sequence[Hunk], theirs: Sequence[Hunk], size: int, i: int, j: int) -> tuple[range, range]:
    to, until = i + 1, j + 1
    while True:
        if until < len(theirs) and meets(mine[to - 1], theirs[until], size):
            until += 1
        elif to < len(mine) and meets(mine[to], theirs[until - 1], size):
            to += 1
        else:
            return range(i, to), range(j, until)
