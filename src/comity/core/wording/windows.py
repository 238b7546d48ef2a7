"""Where changes lie close together: an exact weighted alignment instead of the longest common subsequence.

The longest common subsequence counts words, so it holds on to every "of" and "the" and leaves confetti. Inside a
*window*, changes joined by weak islands of matched words, the alignment is made anew by the cost of what is lost: a
content word costs 1, a stop word 0.25, a mark 0.15; an island costs a charge of its own, so that a few little words
are not worth one; a form of the same stem (Russian cases) replaces another cheaply.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.lexicon import BREAKS, CONTENT, MODALS, stem, weight

WEAK = 2.0
"""Matched words between two changes that weigh less than this join them into one window."""

ISLAND = 1.2
"""What an island of matched words costs inside a window: it must save more than this."""

FORM = 0.3
"""What it costs to replace a word by another form of it."""

LARGEST = 2500
"""Windows of more pairs of words than this keep the common subsequence: the exact alignment is quadratic."""

ALL = 250_000
"""So many pairs of words are aligned exactly in one text (some 100 ms); the windows after that keep theirs too."""

_BREAK = 0.75
_INFINITE = float("inf")


@lru_cache(maxsize=1 << 16)
def strength(word: str) -> float:
    """How much a matched word holds two changes apart: its weight, and more for the end of a sentence or clause."""
    if word in BREAKS:
        return _BREAK
    return CONTENT if word.lower() in MODALS else weight(word)


def refined(pair: Pair, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, with every window aligned anew."""
    result: list[Edit] = []
    left = ALL
    for window in _windows(pair, edits):
        whole = window[0].up_to(window[-1])
        pairs = (whole.b - whole.a) * (whole.d - whole.c)
        if len(window) > 1 and pairs <= min(LARGEST, left) and _worth(pair, whole):
            left -= pairs
            result += _cheapest(pair, whole)
        else:
            result += window
    return result


def _windows(pair: Pair, edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    window: list[Edit] = []
    for edit in edits:
        if window and sum(map(strength, pair.base.words[window[-1].b : edit.a])) >= WEAK:
            yield window
            window = []
        window.append(edit)
    if window:
        yield window


def _worth(pair: Pair, window: Edit) -> bool:
    """Some word that both sides hold could make an island worth its charge."""
    shared = set(pair.old_words(window)).intersection(pair.new_words(window))
    return any(strength(word) >= CONTENT for word in shared)


def _cheapest(pair: Pair, window: Edit) -> Iterator[Edit]:
    """The edits of least cost. Time and memory are proportional to the pairs of words (at most ``LARGEST``)."""
    alignment = _Alignment(pair.old_words(window), pair.new_words(window))
    a, c = window.a, window.c
    for i, j in alignment.kept_pairs():
        if a < window.a + i or c < window.c + j:
            yield Edit(a, window.a + i, c, window.c + j)
        a, c = window.a + i + 1, window.c + j + 1
    if a < window.b or c < window.d:
        yield Edit(a, window.b, c, window.d)


class _Alignment:
    """All least costs of making the first ``i`` words of one text into the first ``j`` words of another.

    ``kept[i][j]`` is the least cost where the last step kept a word, ``lost[i][j]`` where it changed one, ``least`` the
    lesser of the two. Before the window stands an anchor, so words kept at its very beginning extend that and open no
    island.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old, self.new = old, new
        self.losses, self.gains = list(map(strength, old)), list(map(strength, new))
        self.old_stems, self.new_stems = list(map(stem, old)), list(map(stem, new))
        self.kept = [[0.0] + [_INFINITE] * len(new)]
        self.lost = [[_INFINITE, *accumulate(self.gains)]]
        self.least = [[0.0, *accumulate(self.gains)]]
        for i in range(len(old)):
            self._add_row(i)

    def _add_row(self, i: int) -> None:
        """The costs with one more word of the base: the engine's innermost loop, hence written without calls."""
        word, form, loss = self.old[i], self.old_stems[i], self.losses[i]
        kept_before, lost_before, before = self.kept[i], self.lost[i], self.least[i]
        least = before[0] + loss
        kept_row, lost_row, row = [_INFINITE], [least], [least]
        for j, other in enumerate(self.new):
            keep = _INFINITE
            lose, gain = before[j + 1] + loss, least + self.gains[j]
            change = min(gain, lose)
            if word == other:
                keep, opened = kept_before[j], lost_before[j] + ISLAND
                keep = min(opened, keep)
            elif form == self.new_stems[j] and before[j] + FORM < change:
                change = before[j] + FORM
            least = min(change, keep)
            kept_row.append(keep)
            lost_row.append(change)
            row.append(least)
        self.kept.append(kept_row)
        self.lost.append(lost_row)
        self.least.append(row)

    def kept_pairs(self) -> list[tuple[int, int]]:
        """The positions of the words that the cheapest alignment keeps, in order."""
        pairs: list[tuple[int, int]] = []
        i, j = len(self.old), len(self.new)
        keeps = self.kept[i][j] <= self.lost[i][j]
        while i or j:
            if keeps:
                i, j = i - 1, j - 1
                pairs.append((i, j))
                keeps = self.kept[i][j] <= self.lost[i][j] + ISLAND
            else:
                _, i, j = min(self._ways(i, j))
                keeps = self.kept[i][j] <= self.lost[i][j]
        return pairs[::-1]

    def _ways(self, i: int, j: int) -> Iterator[tuple[float, int, int]]:
        """The steps that change a word and lead to ``i, j``: the cost by each, and where it comes from."""
        if i:
            yield self.least[i - 1][j] + self.losses[i - 1], i - 1, j
        if j:
            yield self.least[i][j - 1] + self.gains[j - 1], i, j - 1
        if i and j and self.old_stems[i - 1] == self.new_stems[j - 1] and self.old[i - 1] != self.new[j - 1]:
            yield self.least[i - 1][j - 1] + FORM, i - 1, j - 1
