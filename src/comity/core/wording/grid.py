"""A text laid out in cells: where each gap and word stands, so that spans of cells are spans of text."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from comity.core.wording.tokens import canonical, cells, cells_between
from comity.core.wording.values import Hunk


class Grid(Struct, frozen=True, gc=False):
    """A canonical text and its cells (see ``values``): ``cells[2 * i]`` is ``gaps[i]``, ``cells[2 * i + 1]`` ``words[i]``."""

    text: str
    cells: list[str]
    words: list[str]
    gaps: list[str]

    def span(self, start: int, end: int) -> str:
        """The text of the cells ``start:end``."""
        return "".join(self.cells[start:end])

    def read(self, start: int, end: int, hunks: Iterable[Hunk]) -> str:
        """The text of the cells ``start:end`` once ``hunks`` (ordered, disjoint, inside the span) are made."""
        pieces: list[str] = []
        here = start
        for hunk in hunks:
            pieces += self.cells[here : hunk.start]
            pieces.append(hunk.text)
            here = hunk.end
        return "".join([*pieces, *self.cells[here:end]])


def _grid(text: str, row: list[str]) -> Grid:
    return Grid(text, row, row[1::2], row[::2])


@lru_cache(maxsize=256)
def base_grid(text: str) -> Grid:
    """The grid of ``canonical(text)`` for a base, which is laid out once for all the wordings compared with it. Linear."""
    text = canonical(text)
    return _grid(text, cells(text))


class Numbers(dict[str, int]):
    """Each word of one text has a number; every word it does not hold is -1, which equals none of them."""

    def __missing__(self, word: str) -> int:
        """A word of another text only."""
        return -1


class Index(Struct, frozen=True, gc=False):
    """What is looked up in a base again and again: its words as numbers, the cell of each space, the text backwards."""

    numbers: Numbers
    sequence: list[int]
    spaces: dict[int, int]
    backwards: str


@lru_cache(maxsize=256)
def index(text: str) -> Index:
    """The index of the base ``text``, which is canonical. Linear."""
    base = base_grid(text)
    numbers = Numbers(zip(base.words, range(len(base.words)), strict=True))
    starts = list(accumulate(map(len, base.cells), initial=0))[::2]
    spaces = {start: 2 * number for number, (start, gap) in enumerate(zip(starts, base.gaps, strict=False)) if gap}
    return Index(numbers, [numbers[word] for word in base.words], spaces, base.text[::-1])


def grid_like(base: Grid, text: str) -> Grid:
    """The grid of ``canonical(text)``, a wording of ``base``. Linear, and only what differs is cut into words anew.

    Both texts are cut at a space of their common beginning, and at one of their common end that has a common character
    before it. No word holds a space and none is recognised by more than one character beyond the space beside it, so
    the pieces have the cells that they have in the whole text.
    """
    text, known = canonical(text), index(base.text)
    start = max(0, base.text.rfind(" ", 0, _alike(base.text, text)))
    room = min(len(base.text), len(text)) - start
    common_end = _alike(known.backwards[:room], text[: -room - 1 : -1])
    end = base.text.find(" ", len(base.text) - common_end + 1)
    first, last = known.spaces.get(start, 0), known.spaces.get(end, len(base.cells) - 1)
    upto = end + len(text) - len(base.text) if end >= 0 else len(text)
    return _grid(text, base.cells[:first] + cells_between(text, start, upto) + base.cells[last:])


def _alike(one: str, other: str) -> int:
    """With how many equal characters two texts begin: by halving, so that slices are compared and not characters."""
    sure, most = 0, min(len(one), len(other))
    while sure < most:
        middle = (sure + most + 1) // 2
        if one[sure:middle] == other[sure:middle]:
            sure = middle
        else:
            most = middle - 1
    return sure
