"""How alike two paragraphs are: the words and pairs of words they share, the rare ones counting more."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import pairwise
from math import log

_WORD = re.compile(r"\w+")
_STEM = 7
_POSTINGS = 100
_NEAREST = 6
_LIGHT = 9
_BARE, _UNEQUAL = 0.5, 0.999

_LABEL = re.compile(
    r"""
    [\s\#*_>\[\"'«“-]*
    (?: (?:article|section|part|chapter|annex|option|статья|раздел|часть|глава|приложение|вариант)\s+\(?\w{1,6}\)?
      | \(? (?: \d{1,3} (?:\.\d{1,3})* | [ivxl]{1,6} | \w ) \s?(?:bis|ter|quater|quinquies|sexies|septies)? [.)]
      | \d{1,3}\s?(?:bis|ter|quater|quinquies|sexies|septies)\b )
    [\s*_:.)—-]*
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Likeness:
    """The paragraphs of two versions by their features: words, folded and cut to a stem, and pairs of neighbours.

    The label a paragraph begins with (``3bis.``, ``(a)``, ``Article 4``) is no feature of it: numbers are a hint only.
    A paragraph that is nothing but a label is *bare*; all it has in common with another is the kind of label.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old, self.new = old, new
        self._ids: dict[object, int] = {}
        self.labels: dict[str, str] = {}
        self.bare: set[str] = set()
        self.features = {text: self._features(text) for text in dict.fromkeys((*old, *new))}
        frequency = Counter(feature for text in (*old, *new) for feature in self.features[text])
        total = len(old) + len(new)
        self._rarity = [log((total + 1) / (frequency[feature] + 0.5)) + 0.05 for feature in range(len(self._ids))]
        self._frequency = frequency
        self.weights = {text: self.weight(features) for text, features in self.features.items()}
        self._index: dict[int, list[str]] = defaultdict(list)
        for text in dict.fromkeys(old):
            for feature in self.features[text]:
                self._index[feature].append(text)

    def _features(self, text: str) -> frozenset[int]:
        found = _LABEL.match(text)
        label = found[0] if found else ""
        words = [word[:_STEM] for word in _WORD.findall(text[len(label) :].casefold())]
        if not words:
            self.bare.add(text)
            words = _WORD.findall(label.casefold()) or [text]
        self.labels[text] = label.strip(" \t#*_[]:.").casefold()
        ids = self._ids
        own = {ids.setdefault(word, len(ids)) for word in words}
        return frozenset(own | {ids.setdefault(pair, len(ids)) for pair in pairwise(words)})

    def weight(self, features: Iterable[int]) -> float:
        """How much features weigh together."""
        rarity = self._rarity
        return sum([rarity[feature] for feature in features])

    def like(self, old: str, new: str) -> float:
        """From 0 to 1, and 1 only for equal texts: twice the shared weight over the weight of both."""
        if old == new:
            return 1.0
        if old in self.bare and new in self.bare:
            return _BARE if _kind(self.labels[old]) == _kind(self.labels[new]) else 0.0
        shared = self.weight(self.features[old] & self.features[new])
        return min(_UNEQUAL, 2 * shared / (self.weights[old] + self.weights[new]))

    def joined(self, olds: Iterable[str], news: Iterable[str]) -> float:
        """The same for several old paragraphs taken together, or several new ones."""
        old = frozenset[int]().union(*(self.features[text] for text in olds))
        new = frozenset[int]().union(*(self.features[text] for text in news))
        return min(_UNEQUAL, 2 * self.weight(old & new) / (self.weight(old) + self.weight(new)))

    def same_label(self, old: str, new: str) -> bool:
        """Do both begin with the same label?"""
        return bool(self.labels[old]) and self.labels[old] == self.labels[new]

    def light(self, text: str) -> bool:
        """Is it so short (about five words) that it proves nothing about its place?"""
        return len(self.features[text]) < _LIGHT

    def nearest(self, new: str) -> list[str]:
        """Old texts that may be like a new one, found by its rarest features; bounded for any document."""
        shared: dict[str, float] = defaultdict(float)
        seen = 0
        for feature in sorted(self.features[new], key=self._frequency.__getitem__):
            texts = self._index.get(feature, ())
            seen += len(texts)
            if seen > _POSTINGS and shared:
                break
            for text in texts[:_POSTINGS]:
                shared[text] += self._rarity[feature]
        own, weights = self.weights[new], self.weights
        return nlargest(_NEAREST, shared, key=lambda text: shared[text] / (weights[text] + own))


def _kind(label: str) -> str:
    """``article`` of ``article 9``, nothing of ``3bis`` or ``(a)``."""
    return label.rpartition(" ")[0]
