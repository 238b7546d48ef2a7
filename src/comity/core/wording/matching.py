"""The stages of an alignment: in order first, then moves, splits and merges among what is left, then small gaps."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from comity.core.wording.candidates import ALIKE, anchors, candidates
from comity.core.wording.chain import Pair, heaviest_chain
from comity.core.wording.likeness import Likeness, bare, same_label

SURELY_MOVED, MOVED = 0.8, 0.4
"""What a paragraph needs to be recognised at another place: before splits and merges are looked for, and after."""

_LEFT_ALONE = 0.2
_HELD = 0.45
_RIVAL = 0.65
_LABEL = 0.1
_NEIGHBOURS = 0.15
_SMALL_GAP = 400


class Matching:
    """Links between old and new paragraphs: one to one, one old to several new, or several old to one new."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old, self.new = old, new
        self.count_old, self.count_new = Counter(old), Counter(new)
        self.news: dict[int, list[int]] = {}
        self.olds: dict[int, list[int]] = {}
        sure = anchors(old, new)
        kept = {old[i] for i, _ in sure}
        self.likeness = Likeness(*([text for text in texts if text not in kept] for texts in (old, new)))
        self.possible = candidates(old, new, sure, self.likeness)

    def link(self, i: int, j: int) -> None:
        """Old paragraph ``i`` became, or became part of, new paragraph ``j``."""
        self.news.setdefault(i, []).append(j)
        self.olds.setdefault(j, []).append(i)

    def free(self, i: int, j: int) -> bool:
        """Are both still without a partner?"""
        return i not in self.news and j not in self.olds

    def in_order(self) -> None:
        """Link the heaviest chain of possible pairs: the assignment that keeps the order and most of the words."""
        best_old: dict[int, float] = defaultdict(float)
        best_new: dict[int, float] = defaultdict(float)
        for (i, j), alike in self.possible.items():
            best_old[i], best_new[j] = max(best_old[i], alike), max(best_new[j], alike)
        weights = {
            (i, j): self._value(i, j, alike)
            for (i, j), alike in self.possible.items()
            if alike >= _RIVAL * max(best_old[i], best_new[j]) or bare(self.old[i])
        }
        # A heading belongs to what follows it, so it wins nothing by what stands before it.
        following = {pair: _NEIGHBOURS for pair in weights if not bare(self.old[pair[0]])}
        for i, j in heaviest_chain(weights, following):
            self.link(i, j)

    def _value(self, i: int, j: int, alike: float) -> float:
        """What a pair is worth in order: long paragraphs more, equal numbers a little, equal bare labels no more."""
        old, new = self.old[i], self.new[j]
        if self.once(old, new):
            return 1.0 + _LABEL
        if bare(old):
            alike = min(alike, 0.5)
        size = min(1.0, 0.4 + min(self.likeness.heavy(old), self.likeness.heavy(new)) / 100)
        return size * alike + _LABEL * same_label(old, new)

    def once(self, old: str, new: str) -> bool:
        """Are they one text, more than a label, that stands once in both versions?"""
        return old == new and self.count_old[old] == self.count_new[new] == 1 and not bare(old)

    def moves(self, least: float) -> None:
        """Link what is left and alike at another place, with the neighbours that moved along.

        A short paragraph alone proves nothing (*Option 2: No text*) unless it stands once in both versions: it moves
        beside a longer one.
        """
        alike = sorted(
            (pair for pair, alike in self.possible.items() if alike >= least),
            key=lambda pair: (-self.possible[pair], abs(pair[0] - pair[1]), pair),
        )
        for i, j in alike:
            if self.free(i, j) and self._proves(self.old[i], self.new[j]):
                self.link(i, j)
                for step in (-1, 1):
                    self._along(i, j, step)

    def _proves(self, old: str, new: str) -> bool:
        return self.once(old, new) or not (self.likeness.light(old) or self.likeness.light(new))

    def _along(self, i: int, j: int, step: int) -> None:
        i, j = i + step, j + step
        while 0 <= i < len(self.old) and 0 <= j < len(self.new) and self.free(i, j):
            if self.likeness.like(self.old[i], self.new[j]) < MOVED:
                return
            self.link(i, j)
            i, j = i + step, j + step

    def splits_and_merges(self) -> None:
        """Link what is left to the partner of its neighbour, where most of its words are found there."""
        found = True
        while found:
            found = False
            for _, i, j in sorted(self._parts(), reverse=True):
                part_is_new = j not in self.olds
                if part_is_new == (i not in self.news):
                    continue
                if len(self.olds[self.news[i][0]] if part_is_new else self.news[self.olds[j][0]]) == 1:
                    self.link(i, j)
                    found = True

    def _parts(self) -> Iterator[tuple[float, int, int]]:
        """Candidates: how surely new ``j`` is a further part of old ``i``, or old ``i`` a further part of new ``j``."""
        for j in (j for j in range(len(self.new)) if j not in self.olds):
            for beside in (j - 1, j + 1):
                for i in self.olds.get(beside, ()):
                    others = [self.new[n] for n in self.news[i]]
                    yield from self._held(self.new[j], self.old[i], others, (i, j))
        for i in (i for i in range(len(self.old)) if i not in self.news):
            for beside in (i - 1, i + 1):
                for j in self.news.get(beside, ()):
                    others = [self.old[n] for n in self.olds[j]]
                    yield from self._held(self.old[i], self.new[j], others, (i, j))

    def _held(self, part: str, whole: str, others: Sequence[str], pair: Pair) -> Iterator[tuple[float, int, int]]:
        """How much of the part, but for what the other parts hold as well, is in the whole."""
        features = self.likeness.features
        own = features(part).difference(*map(features, others))
        weight = self.likeness.weight(own)
        shared = self.likeness.weight(own & features(whole))
        if weight and shared >= _HELD * weight:
            yield shared / weight, *pair

    def gaps(self) -> None:
        """Link what is left alone between two linked neighbours, by its place and what little it has in common."""
        chain = heaviest_chain({(i, j): 1.0 for i, news in self.news.items() for j in news})
        ends = [(-1, -1), *chain, (len(self.old), len(self.new))]
        for (i, j), (k, m) in pairwise(ends):
            olds = [n for n in range(i + 1, k) if n not in self.news]
            news = [n for n in range(j + 1, m) if n not in self.olds]
            if not olds or not news or len(olds) * len(news) > _SMALL_GAP:
                continue
            alone = len(olds) == len(news) == 1
            weights = {(a, b): self._weak(a, b) for a in olds for b in news}
            least = _LEFT_ALONE if alone else ALIKE
            for a, b in heaviest_chain({pair: weight for pair, weight in weights.items() if weight >= least}):
                self.link(a, b)

    def _weak(self, i: int, j: int) -> float:
        return self.likeness.like(self.old[i], self.new[j]) + _LABEL * same_label(self.old[i], self.new[j])
