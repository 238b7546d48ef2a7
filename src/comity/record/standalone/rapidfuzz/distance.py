"""The longest common subsequence of two sequences by whole numbers of as many bits (Hyyrö 2004), always the same one.

Of several that are as long it must be the one that the library finds: what a proposal becomes on a new base hangs on it.
The library first sets equal ends aside and then walks back through the matrix; so does this.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """``size`` equal elements from ``a`` on in the first sequence and from ``b`` on in the second."""

    a: int
    b: int
    size: int


class Opcodes(tuple[Block, ...]):
    """An alignment, told by what is equal."""

    __slots__ = ()

    def as_matching_blocks(self) -> list[Block]:
        """The blocks in order, none touching another; an empty one at the ends comes last."""
        return list(self)


class LCSseq:
    """The name under which the library offers it."""

    @staticmethod
    def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Opcodes:
        """The alignment of two sequences. O(len(old) · len(new) / 64) steps, and bits of memory as many as pairs."""
        head = _alike(zip(old, new, strict=False))
        room = min(len(old), len(new)) - head
        tail = min(_alike(zip(reversed(old), reversed(new), strict=False)), room)
        inner = _matches(old[head : len(old) - tail], new[head : len(new) - tail])
        pairs = [(k, k) for k in range(head)]
        pairs += [(head + a, head + b) for a, b in inner]
        pairs += [(len(old) - k, len(new) - k) for k in range(tail, 0, -1)]
        return Opcodes((*_blocks(pairs), Block(len(old), len(new), 0)))


def _alike(pairs: Iterator[tuple[Hashable, Hashable]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    rows = _matrix(old, new)
    column, row = len(old), len(new)
    found = []
    while row and column:
        bit = 1 << (column - 1)
        if rows[row - 1] & bit:
            column -= 1
        else:
            row -= 1
            if not row or rows[row - 1] & bit:
                column -= 1
                found.append((column, row))
    return found[::-1]


def _matrix(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """A number for each element of ``new``; a bit is 0 where the element of ``old`` makes the subsequence longer."""
    places: dict[Hashable, int] = {}
    for place, each in enumerate(old):
        places[each] = places.get(each, 0) | 1 << place
    whole = (1 << len(old)) - 1
    state, rows = whole, []
    for each in new:
        equal = state & places.get(each, 0)
        state = ((state + equal) | (state - equal)) & whole
        rows.append(state)
    return rows


def _blocks(pairs: list[tuple[int, int]]) -> Iterator[Block]:
    start = 0
    for place, (a, b) in enumerate(pairs, 1):
        if place == len(pairs) or pairs[place] != (a + 1, b + 1):
            yield Block(*pairs[start], place - start)
            start = place
