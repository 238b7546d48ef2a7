"""Paragraphs with pending words beside those that came back: which strayed, and which belong together."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise

from rapidfuzz.distance import Indel

from comity.formats.tracked.values import Paragraph
from comity.formats.upload.anchoring import Line, Pair, anchored

Window = tuple[int, int, int, int]
"""Paragraphs ``a:b`` of what was sent and ``c:d`` of what came, between those that came back as they went."""

Part = tuple[Sequence[int], Sequence[int]]
"""Paragraphs of what was sent and of what came, both ascending."""


def windows(old: Sequence[int], new: Sequence[int]) -> Iterator[Window]:
    """The stretches of paragraphs between those that came back as they went, which have the same numbers."""
    for equal, codes in groupby(Indel.opcodes(old, new), key=lambda code: code.tag == "equal"):
        if not equal:
            held = list(codes)
            yield held[0].src_start, held[-1].src_end, held[0].dest_start, held[-1].dest_end


class Whereabouts:
    """Where in its windows each paragraph came back: by its bookmark, else by its words. They are anchored once, if asked."""

    def __init__(self, sent: Sequence[Paragraph], came: Sequence[Paragraph], windows: Sequence[Window]) -> None:
        self._sent, self._came, self._windows = sent, came, windows

    @cached_property
    def _pairs(self) -> Sequence[Pair]:
        words = [_words(each) for each in self._came]
        here = {words[j] for _, _, c, d in self._windows for j in range(c, d)}
        before = [Line(_reading(each, here), each.bookmarks) for each in self._sent]
        after = [Line(*each) for each in zip(words, (each.bookmarks for each in self._came), strict=True)]
        return anchored(before, after, dict(self._untouched()))

    def _untouched(self) -> Iterator[tuple[int, int]]:
        """The paragraphs between the windows, which came back as they went."""
        ends = [(0, 0, 0, 0), *self._windows, (len(self._sent), 0, len(self._came), 0)]
        for (_, b, _, d), (a, _, c, _) in pairwise(ends):
            yield from zip(range(b, a), range(d, c), strict=True)

    def regions(self) -> Iterator[Part]:
        """Each window without what strayed into another or from there, then each stray with what it is there."""
        strays = self._strays()
        left = {i for pair in strays for i in pair.old}
        gone = {j for pair in strays for j in pair.new}
        for a, b, c, d in self._windows:
            yield [i for i in range(a, b) if i not in left], [j for j in range(c, d) if j not in gone]
        yield from ((pair.old, pair.new) for pair in strays)

    def _strays(self) -> Sequence[Pair]:
        """Paragraphs sent with pending words, what they were merged with, and where they stand, if in other windows."""
        home = {i: n for n, (a, b, _, _) in enumerate(self._windows) for i in range(a, b)}
        if len(self._windows) == 1 or not any(_is_pending(self._sent[i]) for i in home):
            return ()
        there = {j: n for n, (_, _, c, d) in enumerate(self._windows) for j in range(c, d)}
        away = (
            pair
            for pair in self._pairs
            if home.keys() >= {*pair.old}
            and there.keys() >= {*pair.new}
            and {home[i] for i in pair.old}.isdisjoint(there[j] for j in pair.new)
        )
        return [pair for pair in away if pair.new and any(_is_pending(self._sent[i]) for i in pair.old)]

    def parts(self, region: Part) -> Iterator[Part]:
        """What belongs together in a region, and together what is left of both sides."""
        olds, news = map(set, region)
        for pair in self._pairs:
            if pair.old and pair.new and olds.issuperset(pair.old) and news.issuperset(pair.new):
                yield pair.old, pair.new
                olds.difference_update(pair.old)
                news.difference_update(pair.new)
        yield sorted(olds), sorted(news)


def _is_pending(paragraph: Paragraph) -> bool:
    return any(run.marks for run in paragraph.runs)


def _reading(paragraph: Paragraph, came: Collection[str]) -> str:
    """The one that came back word for word, else that with all marks shown."""
    return next((each for each in _readings(paragraph) if each in came), _words(paragraph))


def _readings(paragraph: Paragraph) -> Iterable[str]:
    """With all its marks shown, all taken, and all rejected."""
    yield _words(paragraph)
    for left_out in ("deleted", "inserted"):
        yield "".join(run.text for run in paragraph.runs if all(mark.kind != left_out for mark in run.marks))


def _words(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)
