"""Pairs of paragraphs worth a look: few for each paragraph, so that a large document stays linear."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from comity.core.wording.chain import Pair, heaviest_chain
from comity.core.wording.likeness import Likeness, bare

ALIKE = 0.28
"""Below this likeness two paragraphs are not the same provision, unless they alone are left between two that are."""

_LONG = 300
_REPEATED = 3
"""Of a text that stands many times, how many are looked at before and after the place where it is expected."""


def anchors(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Texts that stand once in both versions and are more than a label, as far as they keep their order."""
    place = _once(old)
    pairs = {(place[text], j): 1 + min(1.0, len(text) / _LONG) for text, j in _once(new).items() if text in place}
    return heaviest_chain({pair: weight for pair, weight in pairs.items() if not bare(old[pair[0]])})


def candidates(old: Sequence[str], new: Sequence[str], sure: Sequence[Pair], likeness: Likeness) -> dict[Pair, float]:
    """Pairs worth a look, with how alike they are; of a ``sure`` pair both paragraphs stand in no other.

    For each new paragraph the old texts most like it, where a text repeats those nearest to where it is expected; for
    a short paragraph also what stands beside those of its neighbours.
    """
    taken, near = {i for i, _ in sure}, {j: [i] for i, j in sure}
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(old):
        if i not in taken:
            places[text].append(i)
    alike: dict[str, list[str]] = {}
    open_ = [j for j in range(len(new)) if j not in near]
    for j in open_:
        if new[j] not in alike:
            alike[new[j]] = [new[j]] if new[j] in places else likeness.nearest(new[j])
        near[j] = [i for text in alike[new[j]] for i in _closest(places[text], _expected(sure, j))]
    pairs = dict.fromkeys(sure, 1.0)
    for j in open_:
        beside = [i - step for step in (-1, 1) if likeness.light(new[j]) for i in near.get(j + step, ())]
        for i in dict.fromkeys(near[j] + beside):
            if 0 <= i < len(old) and i not in taken and (found := likeness.like(old[i], new[j])) >= ALIKE:
                pairs[i, j] = found
    return pairs


def _once(texts: Sequence[str]) -> dict[str, int]:
    count = Counter(texts)
    return {text: n for n, text in enumerate(texts) if count[text] == 1}


def _expected(anchors: Sequence[Pair], j: int) -> int:
    """Where in the old version a new paragraph would stand, if nothing moved since the anchor before it."""
    place = bisect_right(anchors, j, key=lambda pair: pair[1])
    return anchors[place - 1][0] + j - anchors[place - 1][1] if place else j


def _closest(places: Sequence[int], expected: int) -> Sequence[int]:
    place = bisect_right(places, expected)
    return places[max(0, place - _REPEATED) : place + _REPEATED]
