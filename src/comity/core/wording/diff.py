"""The changes that make one wording of another, as a negotiator would name them."""

from functools import lru_cache

from comity.core.wording import anchors
from comity.core.wording.edits import Pair
from comity.core.wording.grid import base_grid, lay
from comity.core.wording.hunks import hunks
from comity.core.wording.values import Hunk


@lru_cache(maxsize=8192)
def diff(base: str, wording: str) -> tuple[Hunk, ...]:
    """The hunks that make ``canonical(wording)`` of ``canonical(base)``: ordered, disjoint, exact to the space."""
    pair = Pair(base_grid(base), lay(wording))
    return tuple(hunks(pair, anchors.edits(pair)))
