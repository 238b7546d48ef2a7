"""Pairs of paragraphs worth a look: few for each paragraph, so that a large document stays linear."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from comity.core.wording.chain import Pair, heaviest_chain
from comity.core.wording.likeness import Likeness

ALIKE = 0.28
"""Below this likeness two paragraphs are not the same provision, unless they alone are left between two that are."""

_REPEATED = 3
"""Of a text that stands many times, how many are looked at before and after the place where it is expected."""


def candidates(likeness: Likeness) -> dict[Pair, float]:
    """Pairs worth a look, with how alike they are.

    For each new paragraph the old texts most like it, where a text repeats those nearest to where it is expected; for
    a short paragraph also what stands beside those of its neighbours.
    """
    old, new = likeness.old, likeness.new
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(old):
        places[text].append(i)
    count = Counter(new)
    once = {text for text in count if count[text] == len(places.get(text, ())) == 1 and text not in likeness.bare}
    anchors = heaviest_chain({(places[text][0], j): 1.0 for j, text in enumerate(new) if text in once})
    alike = {text: [text] if text in places else likeness.nearest(text) for text in dict.fromkeys(new)}
    near = [
        [i for like in alike[text] for i in _closest(places[like], _expected(anchors, j))] for j, text in enumerate(new)
    ]
    pairs: dict[Pair, float] = {}
    for j, text in enumerate(new):
        short = likeness.light(text) and text not in once
        beside = [i - step for step in (-1, 1) if short and 0 <= j + step < len(new) for i in near[j + step]]
        for i in dict.fromkeys(near[j] + beside):
            if 0 <= i < len(old) and (found := likeness.like(old[i], text)) >= ALIKE:
                pairs[i, j] = found
    return pairs


def _expected(anchors: Sequence[Pair], j: int) -> int:
    """Where in the old version a new paragraph would stand, if nothing moved since the anchor before it."""
    place = bisect_right(anchors, j, key=lambda pair: pair[1])
    return anchors[place - 1][0] + j - anchors[place - 1][1] if place else j


def _closest(places: Sequence[int], expected: int) -> Sequence[int]:
    place = bisect_right(places, expected)
    return places[max(0, place - _REPEATED) : place + _REPEATED]
