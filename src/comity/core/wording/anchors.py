"""The words two texts have in common: the longest common subsequence, in C++, with a bound on its work."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from comity.core.wording.chain import heaviest_chain
from comity.core.wording.edits import Edit, Pair
from comity.core.wording.grid import index

MOST = 1 << 26
"""So many pairs of words are compared exactly (8,192 words with as many: some 30 ms and 8 MB)."""

RUN = 4
"""A run of so many words that stands once in each of two texts pins one to the other."""

DEEPEST = 8
"""How often a text too long for that is divided again."""

_Match = tuple[int, int, int]


def edits(pair: Pair) -> list[Edit]:
    """What separates two texts word by word, as few words as can be; ordered, none touching another.

    Where the texts differ in more than ``MOST`` pairs of words, they are first divided at runs of words that stand
    once in each; a piece that stays too long is one replacement. So time is near linear in the length of the texts.
    """
    base = index(pair.base.text)
    new = list(map(base.numbers.__getitem__, pair.new.words))
    a = c = 0
    result: list[Edit] = []
    for start, at, size in (*_matches(base.sequence, new, DEEPEST), (len(base.sequence), len(new), 0)):
        if a < start or c < at:
            result.append(Edit(a, start, c, at))
        a, c = start + size, at + size
    return result


def _matches(old: Sequence[int], new: Sequence[int], depth: int) -> Iterator[_Match]:
    """Words in common, in order: the first of the base, the first of the wording, how many."""
    if len(old) * len(new) <= MOST:
        blocks = LCSseq.opcodes(old, new).as_matching_blocks()
        yield from ((block.a, block.b, block.size) for block in blocks[:-1])
    elif depth:
        yield from _divided(old, new, depth)


def _divided(old: Sequence[int], new: Sequence[int], depth: int) -> Iterator[_Match]:
    """The matches of two long texts, piece by piece between the words that pin one to the other."""
    a = c = 0
    pins = _pins(old, new)
    depth = depth - 1 if pins[1:-1] else 0
    for start, at, size in (*pins, (len(old), len(new), 0)):
        for first, second, count in _matches(old[a:start], new[c:at], depth):
            yield a + first, c + second, count
        if size:
            yield start, at, size
        a, c = start + size, at + size


def _pins(old: Sequence[int], new: Sequence[int]) -> list[_Match]:
    """The common beginning and end, and between them runs of words that stand once in each text, in one order."""
    head = _alike(old, new)
    room = min(len(old), len(new)) - head
    tail = _alike(old[: -room - 1 : -1], new[: -room - 1 : -1])
    once = _once(old[head : len(old) - tail])
    twins = [(once[run], at) for run, at in _once(new[head : len(new) - tail]).items() if run in once]
    inner = [(head + start, head + at, 1) for start, at in heaviest_chain(dict.fromkeys(twins, 1.0))]
    return [(0, 0, head), *inner, (len(old) - tail, len(new) - tail, tail)]


def _once(words: Sequence[int]) -> dict[tuple[int, ...], int]:
    """The runs of words that stand once in a text, and where each begins."""
    runs = list(zip(*(words[first:] for first in range(RUN)), strict=False))
    places = dict(zip(runs, range(len(runs)), strict=True))
    return {run: places[run] for run, count in Counter(runs).items() if count == 1}


def _alike(old: Sequence[int], new: Sequence[int]) -> int:
    """With how many equal words two texts begin."""
    return next(
        (place for place, (word, other) in enumerate(zip(old, new, strict=False)) if word != other),
        min(len(old), len(new)),
    )
