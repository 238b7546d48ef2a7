"""A text laid out in cells: where each gap and word stands, so that spans of cells are spans of text."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from comity.core.wording.tokens import canonical, cells
from comity.core.wording.values import Hunk


class Numbers(dict[str, int]):
    """Each word of one text has a number; every word it does not hold is -1, which equals none of them."""

    def __missing__(self, word: str) -> int:
        """A word of another text only."""
        return -1


class Grid(Struct, frozen=True, gc=False):
    """A canonical text in cells (see ``values``): cell ``c`` is ``text[offsets[c]:offsets[c + 1]]``."""

    text: str
    words: list[str]
    gaps: list[str]
    offsets: list[int]

    def span(self, start: int, end: int) -> str:
        """The text of the cells ``start:end``."""
        return self.text[self.offsets[start] : self.offsets[end]]

    def read(self, start: int, end: int, hunks: Iterable[Hunk]) -> str:
        """The text of the cells ``start:end`` once ``hunks`` (ordered, disjoint, inside the span) are made."""
        pieces: list[str] = []
        here = start
        for hunk in hunks:
            pieces += (self.span(here, hunk.start), hunk.text)
            here = hunk.end
        return "".join(pieces) + self.span(here, end)


def lay(text: str) -> Grid:
    """The grid of ``canonical(text)``. Linear."""
    text = canonical(text)
    parts = cells(text)
    return Grid(text, parts[1::2], parts[::2], list(accumulate(map(len, parts), initial=0)))


@lru_cache(maxsize=256)
def base_grid(text: str) -> Grid:
    """``lay(text)`` for a base, which is laid out once for all the wordings compared with it."""
    return lay(text)


@lru_cache(maxsize=256)
def numbers(text: str) -> tuple[Numbers, list[int]]:
    """The numbers of a base's words, and the base as numbers."""
    words = base_grid(text).words
    known = Numbers(zip(words, range(len(words)), strict=True))
    return known, [known[word] for word in words]
