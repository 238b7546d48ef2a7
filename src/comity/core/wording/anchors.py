"""The words two texts have in common: the longest common subsequence, in C++, with a bound on its work."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import LCSseq, MatchingBlock

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.grid import index


def edits(pair: Pair) -> list[Edit]:
    """What separates two texts word by word, as few words as can be; ordered, none touching another."""
    base = index(pair.base.text)
    new = list(map(base.numbers.__getitem__, pair.new.words))
    return list(_between(LCSseq.opcodes(base.sequence, new).as_matching_blocks()))


def _between(blocks: Iterable[MatchingBlock]) -> Iterator[Edit]:
    """What stands between the matching blocks, the last of which is empty and marks the ends."""
    a = c = 0
    for block in blocks:
        if a < block.a or c < block.b:
            yield Edit(a, block.a, c, block.b)
        a, c = block.a + block.size, block.b + block.size
