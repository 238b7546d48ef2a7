"""The heaviest chain: of many possible pairs, those that can stand in one order and weigh most together."""

from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

Pair = tuple[int, int]
NOTHING: Mapping[Pair, float] = MappingProxyType({})


def heaviest_chain(pairs: Mapping[Pair, float], following: Mapping[Pair, float] = NOTHING) -> list[Pair]:
    """The pairs, each side used once and in increasing order, whose weights add up to most.

    ``following`` is what a pair wins besides where it follows another of the chain directly on both sides, which
    decides between equal paragraphs. O(n log n) in the number of pairs, but for the moving of list items.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[1], pair[0]))
    if all(i < k and j < m and pairs[i, j] > 0 < pairs[k, m] for (i, j), (k, m) in pairwise(ordered)):
        return ordered  # each stands behind the one before: none has to be left out
    best: dict[Pair, float] = {}
    before: dict[Pair, Pair | None] = {}
    front = _Front()
    row: list[Pair] = []
    for pair in ordered:
        if row and row[-1][1] != pair[1]:
            front.take(row, best)
            row = []
        value, previous = front.below(pair[0])
        beside = (pair[0] - 1, pair[1] - 1)
        if pair in following and beside in best and best[beside] + following[pair] > value:
            value, previous = best[beside] + following[pair], beside
        best[pair], before[pair] = value + pairs[pair], previous
        row.append(pair)
    chain: list[Pair] = []
    last = max(best, key=lambda pair: (best[pair], -pair[0], -pair[1]), default=None)
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]


class _Front:
    """The best chains so far by the old paragraph they end on: ever later ends with ever heavier chains."""

    def __init__(self) -> None:
        self.ends: list[int] = []
        self.chains: list[tuple[float, Pair]] = []

    def below(self, old: int) -> tuple[float, Pair | None]:
        place = bisect_left(self.ends, old)
        return self.chains[place - 1] if place else (0.0, None)

    def take(self, row: list[Pair], best: Mapping[Pair, float]) -> None:
        for pair in row:
            value = best[pair]
            if self.below(pair[0] + 1)[0] >= value:
                continue
            start = end = bisect_left(self.ends, pair[0])
            while end < len(self.ends) and self.chains[end][0] <= value:
                end += 1
            self.ends[start:end] = [pair[0]]
            self.chains[start:end] = [(value, pair)]
