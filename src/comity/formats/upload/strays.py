"""Paragraphs with pending words that came back in another place: what became of the words is seen where they went."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Indel

from comity.formats.tracked.values import Paragraph

Window = tuple[int, int, int, int]
"""Paragraphs ``a:b`` of what was sent and ``c:d`` of what came, between those that came back as they went."""

_LIKE = 0.5
"""Of their characters, what a paragraph shares with the one that has its bookmark."""
_SURE = 0.75
"""The same without a bookmark."""


def strays(sent: Sequence[Paragraph], came: Sequence[Paragraph], windows: Sequence[Window]) -> Mapping[int, int]:
    """Paragraphs sent with pending words, by where they stand in what came, if that is in another window.

    One that is much like what stands in its place is no stray; only the others are compared with every paragraph of the
    windows.
    """
    home = {j: n for n, (_, _, c, d) in enumerate(windows) for j in range(c, d)}
    named: dict[str, list[int]] = defaultdict(list)
    for j in home:
        for name in came[j].bookmarks:
            named[name].append(j)
    words = {j: _words(came[j]) for j in home}
    found: dict[int, int] = {}
    for n, i in _unlike(sent, words, windows):
        there = _marked(sent[i], named, words)
        there = _alike(sent[i], words) if there is None else there
        if there is not None and home[there] != n and there not in found.values():
            found[i] = there
    return found


def _unlike(
    sent: Sequence[Paragraph], words: Mapping[int, str], windows: Sequence[Window]
) -> Iterator[tuple[int, int]]:
    """The paragraphs with pending words that are unlike what stands in their place, each with its window."""
    for n, (a, b, c, d) in enumerate(windows):
        for i in range(a, b):
            if any(run.marks for run in sent[i].runs):
                here = c + i - a
                if here >= d or _likeness(sent[i], words[here]) < _SURE:
                    yield n, i


def _marked(paragraph: Paragraph, named: Mapping[str, Sequence[int]], words: Mapping[int, str]) -> int | None:
    """The one paragraph that has its bookmark, unless the words contradict it."""
    here = {j for name in paragraph.bookmarks for j in named.get(name, ())}
    if len(here) != 1:
        return None
    j = here.pop()
    return j if _likeness(paragraph, words[j]) >= _LIKE else None


def _alike(paragraph: Paragraph, words: Mapping[int, str]) -> int | None:
    """The paragraph that is most like one of its readings, if it is surely the same."""
    best = (process.extractOne(each, words, scorer=Indel.normalized_similarity) for each in _readings(paragraph))
    _, likeness, j = max(filter(None, best), key=lambda each: each[1], default=("", 0.0, None))
    return j if likeness >= _SURE else None


def _likeness(paragraph: Paragraph, words: str) -> float:
    return max(Indel.normalized_similarity(each, words) for each in _readings(paragraph))


def _readings(paragraph: Paragraph) -> Iterable[str]:
    """With all its marks shown, all taken, and all rejected."""
    yield _words(paragraph)
    for left_out in ("deleted", "inserted"):
        yield "".join(run.text for run in paragraph.runs if all(mark.kind != left_out for mark in run.marks))


def _words(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)
