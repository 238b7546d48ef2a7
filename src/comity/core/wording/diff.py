"""The changes that make one wording of another, as a negotiator would name them.

Each step takes the edits of the one before and returns better ones; none changes what the edits make of the base:

1. ``anchors``   the longest common subsequence of words
2. ``windows``   an exact weighted alignment where changes lie close together
3. ``asides``    a phrase between commas moves past its sentence, not the sentence past the phrase
4. ``glue``      insertions around a kept word apart; changes of order one; edits around light islands one; modals alone
5. ``slide``     insertions and deletions to the boundary of a sentence, clause or phrase
6. ``balance``   brackets and quotation marks in pairs
7. ``rewrite``   one edit where little of a sentence or provision survives
8. ``hunks``     words become cells, so that every space is exact
"""

from functools import lru_cache

from comity.core.wording import anchors
from comity.core.wording.asides import asides
from comity.core.wording.balance import balanced
from comity.core.wording.edits import Edit, Pair
from comity.core.wording.glue import apart, glued, modals_alone, reordered, sentences_alone
from comity.core.wording.grid import base_grid, grid_like
from comity.core.wording.hunks import hunks
from comity.core.wording.rewrite import rewritten
from comity.core.wording.slide import slid
from comity.core.wording.values import Hunk
from comity.core.wording.windows import refined


@lru_cache(maxsize=8192)
def diff(base: str, wording: str) -> tuple[Hunk, ...]:
    """The hunks that make ``canonical(wording)`` of ``canonical(base)``: ordered, disjoint, exact to the space."""
    grid = base_grid(base)
    pair = Pair(grid, grid_like(grid, wording))
    return tuple(hunks(pair, sensible(pair)))


def sensible(pair: Pair) -> list[Edit]:
    """The edits of a pair, step by step."""
    edits = anchors.edits(pair)
    if len(edits) > 1:
        edits = asides(pair, refined(pair, edits))
    edits = glued(pair, reordered(pair, list(apart(pair, edits))))
    edits = list(modals_alone(pair, list(sentences_alone(pair, edits))))
    edits = balanced(pair, slid(pair, edits))
    return list(map(pair.trimmed, rewritten(pair, edits)))
