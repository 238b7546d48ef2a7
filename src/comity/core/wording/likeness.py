"""How alike two paragraphs are: the words and pairs of words they share, the rare ones counting more."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest
from itertools import count, pairwise
from math import log

_WORD = re.compile(r"\w+")
_STEM = 7
_POSTINGS = 100
_NEAREST = 6
_LIGHT = 9
_BARE, _UNEQUAL = 0.5, 0.999

_FEW, _SMOOTH = 20, 5
"""Rarity is smoothed, so that in two short texts a shared word does not count for less than one that is not shared."""

_LABEL = re.compile(
    r"""
    [\s\#*_>\["'«“-]*
    (?:
      (?: (?:article|section|part|chapter|annex|option|статья|раздел|часть|глава|приложение|вариант)\s+\(?\w{1,6}\)?
        | \(? (?: \d{1,3} (?:\.\d{1,3})* | [ivxl]{1,6} | \w ) \s?(?:bis|ter|quater|quinquies|sexies|septies)? [.)]
        | \d{1,3}\s?(?:bis|ter|quater|quinquies|sexies|septies)\b )
      [\s*_:.)—-]*
    ){1,2}
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Likeness:
    """The texts of two versions by their features: words, folded and cut to a stem, and pairs of neighbours.

    The label a paragraph begins with (``3bis.``, ``(a)``, ``Article 4``) is no feature of it: numbers are a hint only.
    A paragraph that is nothing but a label is *bare*; all it has in common with another is the kind of label.
    How rare a feature is, is learnt from the texts given; others may be asked about as well.
    """

    def __init__(self, old: Iterable[str], new: Iterable[str]) -> None:
        self._ids: dict[object, int] = defaultdict(count().__next__)
        self._known: dict[str, frozenset[int]] = {}
        self._heavy: dict[str, float] = {}
        self._frequency = Counter[int]()
        self._index: dict[int, list[str]] = defaultdict(list)
        old = dict.fromkeys(old)
        texts = dict.fromkeys([*old, *new])
        for text in texts:
            self._frequency.update(self.features(text))
        for text in old:
            for feature in self.features(text):
                self._index[feature].append(text)
        most = len(texts) + _FEW
        self._rarity = [log(most / (self._frequency[n] + _SMOOTH)) for n in range(len(self._ids))]
        self._rarest = log(most / (1 + _SMOOTH))

    def features(self, text: str) -> frozenset[int]:
        """The features of any text, as numbers."""
        if text not in self._known:
            words = [word[:_STEM] for word in _WORD.findall(text[len(_head(text)) :].casefold())]
            words = words or _WORD.findall(text.casefold()) or [text]
            number = self._ids.__getitem__
            self._known[text] = frozenset(set(map(number, words)) | set(map(number, pairwise(words))))
        return self._known[text]

    def weight(self, features: Iterable[int]) -> float:
        """How much features weigh together."""
        rarity, known = self._rarity, len(self._rarity)
        return sum([rarity[n] if n < known else self._rarest for n in features])

    def heavy(self, text: str) -> float:
        """How much a text weighs."""
        if text not in self._heavy:
            self._heavy[text] = self.weight(self.features(text))
        return self._heavy[text]

    def like(self, old: str, new: str) -> float:
        """From 0 to 1, and 1 only for equal texts: twice the shared weight over the weight of both."""
        if old == new:
            return 1.0
        if bare(old) and bare(new):
            return _BARE if _kind(old) == _kind(new) else 0.0
        shared = self.weight(self.features(old) & self.features(new))
        return min(_UNEQUAL, 2 * shared / (self.heavy(old) + self.heavy(new)))

    def joined(self, olds: Iterable[str], news: Iterable[str]) -> float:
        """The same for several old texts taken together, or several new ones."""
        old = frozenset[int]().union(*map(self.features, olds))
        new = frozenset[int]().union(*map(self.features, news))
        return min(_UNEQUAL, 2 * self.weight(old & new) / (self.weight(old) + self.weight(new)))

    def light(self, text: str) -> bool:
        """Is it so short (about five words) that it proves nothing about its place?"""
        return len(self.features(text)) < _LIGHT

    def nearest(self, new: str) -> list[str]:
        """Old texts that may be like a new one, found by its rarest features; bounded for any document."""
        shared: dict[str, float] = defaultdict(float)
        seen = 0
        for feature in sorted(self.features(new), key=self._frequency.__getitem__):
            texts = self._index.get(feature, ())
            seen += len(texts)
            if seen > _POSTINGS and shared:
                break
            for text in texts[:_POSTINGS]:
                shared[text] += self._rarity[feature]
        own = self.heavy(new)
        return nlargest(_NEAREST, shared, key=lambda text: shared[text] / (self.heavy(text) + own))


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """What a paragraph is numbered: ``article 9``, ``3bis``, ``a``; empty where it begins with words."""
    return _head(text).strip(" \t#*_>[]().:—-\"'«“").casefold()


@lru_cache(maxsize=4096)
def bare(text: str) -> bool:
    """Is the paragraph nothing but its label?"""
    head = _head(text)
    return bool(head) and not _WORD.search(text, len(head))


def same_label(old: str, new: str) -> bool:
    """Do both begin with the same label?"""
    return bool(label(old)) and label(old) == label(new)


def _head(text: str) -> str:
    found = _LABEL.match(text)
    return found[0] if found else ""


def _kind(text: str) -> str:
    """``article`` of ``Article 9``, nothing of ``3bis`` or ``(a)``."""
    return label(text).rpartition(" ")[0]
