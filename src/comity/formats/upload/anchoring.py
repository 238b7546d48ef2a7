"""Which paragraph of the upload is which of what was sent: by bookmark where the words do not contradict it, else by words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from comity.core.wording.align import align
from comity.core.wording.candidates import anchors
from comity.core.wording.chain import heaviest_chain

_LIKE = 0.5
"""Of their characters, what two paragraphs under one bookmark share at least where all around them is in place."""
_SURE = 0.75
"""The same in another place, or without a bookmark. Unrelated paragraphs of one language share about half."""

_NOTHING: Mapping[int, int] = MappingProxyType({})

By = Literal["bookmark", "text"]


class Line(NamedTuple):
    """A paragraph to be anchored: its words, and the bookmarks that begin in it."""

    words: str
    bookmarks: tuple[str, ...]


class Pair(NamedTuple):
    """Old paragraphs that are the same as new ones; one side is empty for what was deleted or added."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    by: By


def anchored(old: Sequence[Line], new: Sequence[Line], known: Mapping[int, int] = _NOTHING) -> list[Pair]:
    """Every paragraph of both sides in exactly one pair.

    Bookmarks settle paragraphs with the same words, and those reworded in their place; so does what is ``known`` otherwise,
    old paragraphs by new ones. What they leave open goes by its words: first what stands once on both sides, what is much
    like the one with its bookmark elsewhere, and what is so between the same neighbours; only the rest is aligned. A bookmark on other words is believed where the words
    find nothing.
    """
    if [line.words for line in old] == [line.words for line in new]:
        return [_in_its_place(n, *lines) for n, lines in enumerate(zip(old, new, strict=True))]
    marked = _marked(old, new)
    hinted = {**_without(known, marked), **marked}
    settled = {i: j for i, j in hinted.items() if old[i].words == new[j].words}
    settled |= {i: j for i, j in hinted.items() if i not in settled and _in_place(old, new, hinted, i)}
    settled |= _repeated(old, new, settled)
    settled |= _carried(old, new, settled, marked)
    settled |= _reworded(old, new, settled)
    pairs = [Pair((i,), (j,), "bookmark" if marked.get(i) == j else "text") for i, j in settled.items()]
    return pairs + _remarried(_open(old, new, settled), hinted, marked)


def _in_its_place(n: int, old: Line, new: Line) -> Pair:
    return Pair((n,), (n,), "text" if set(old.bookmarks).isdisjoint(new.bookmarks) else "bookmark")


def _without(known: Mapping[int, int], marked: Mapping[int, int]) -> Mapping[int, int]:
    """What is known of paragraphs that no bookmark names."""
    taken = set(marked.values())
    return {i: j for i, j in known.items() if i not in marked and j not in taken}


def moved(pairs: Sequence[Pair], lengths: Sequence[int]) -> frozenset[int]:
    """The first old paragraphs of the pairs that stand out of order, as few and short ones as can be."""
    linked = {(pair.old[0], pair.new[0]): 1.0 + lengths[pair.old[0]] / 1000 for pair in pairs if pair.old and pair.new}
    if all(one[1] < other[1] for one, other in pairwise(sorted(linked))):
        return frozenset()
    in_order = set(heaviest_chain(linked))
    return frozenset(i for i, j in linked if (i, j) not in in_order)


def _marked(old: Sequence[Line], new: Sequence[Line]) -> dict[int, int]:
    """The old paragraphs whose bookmark is in one new paragraph only; one with several goes to the old one it repeats."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j, line in enumerate(new):
        for name in line.bookmarks:
            holders[name].append(j)
    claims: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(old):
        here = {j for name in line.bookmarks for j in holders.get(name, ())}
        if len(here) == 1:
            claims[here.pop()].append(i)
    found = {}
    for j, claimed in claims.items():
        equal = [i for i in claimed if old[i].words == new[j].words]
        if len(claimed) == 1 or len(equal) == 1:
            found[(equal or claimed)[0]] = j
    return found


def _repeated(old: Sequence[Line], new: Sequence[Line], settled: Mapping[int, int]) -> dict[int, int]:
    """What is open and stands word for word once on both sides, as far as it keeps its order."""
    taken = set(settled.values())
    olds = [i for i in range(len(old)) if i not in settled]
    news = [j for j in range(len(new)) if j not in taken]
    found = anchors([old[i].words for i in olds], [new[j].words for j in news])
    return {olds[n]: news[m] for n, m in found}


def _carried(
    old: Sequence[Line], new: Sequence[Line], settled: Mapping[int, int], marked: Mapping[int, int]
) -> dict[int, int]:
    """What is open and much like the paragraph that has its bookmark, wherever that stands."""
    taken = set(settled.values())
    return {
        i: j
        for i, j in marked.items()
        if i not in settled and j not in taken and _is_like(old[i].words, new[j].words, _SURE)
    }


def _reworded(old: Sequence[Line], new: Sequence[Line], settled: Mapping[int, int]) -> dict[int, int]:
    """Open paragraphs between settled neighbours that follow on one another, as many on both sides, one like the other."""
    found: dict[int, int] = {}
    taken = set(settled.values())
    edges = [(-1, -1), *sorted(settled.items()), (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise(edges):
        size = next_i - i - 1
        # What moved stands between others, and is settled itself.
        if size and next_j - j - 1 == size and taken.isdisjoint(range(j + 1, next_j)):
            before = [old[n].words for n in range(i + 1, next_i)]
            after = [new[n].words for n in range(j + 1, next_j)]
            if _are_alike(before, after):
                found |= {i + 1 + n: j + 1 + n for n in range(size)}
    return found


def _are_alike(before: Sequence[str], after: Sequence[str]) -> bool:
    """Is each paragraph surely the one in its place, and more like it than like those beside it?"""
    alike = [Indel.normalized_similarity(*pair, score_cutoff=_SURE) for pair in zip(before, after, strict=True)]
    return all(alike) and all(
        Indel.normalized_similarity(before[n], after[m]) < min(alike[n], alike[m])
        for here in range(1, len(alike))
        for n, m in ((here - 1, here), (here, here - 1))
    )


def _in_place(old: Sequence[Line], new: Sequence[Line], marked: Mapping[int, int], i: int) -> bool:
    """Is this a paragraph with other words between the same neighbours?"""
    j = marked[i]
    before = marked.get(i - 1) == j - 1 if i and j else i == j == 0
    behind = marked.get(i + 1) == j + 1 if i + 1 < len(old) and j + 1 < len(new) else len(old) - i == len(new) - j == 1
    return before and behind and _is_like(old[i].words, new[j].words)


def _is_like(old: str, new: str, least: float = _LIKE) -> bool:
    return Indel.normalized_similarity(old, new, score_cutoff=least) >= least


def _open(old: Sequence[Line], new: Sequence[Line], settled: Mapping[int, int]) -> list[Pair]:
    """What bookmarks did not settle, aligned by words; settled neighbours that kept their order stand by."""
    taken = set(settled.values())
    olds = [i for i in range(len(old)) if i not in settled]
    news = [j for j in range(len(new)) if j not in taken]
    if not olds or not news:
        return [*(Pair((i,), (), "text") for i in olds), *(Pair((), (j,), "text") for j in news)]
    away = moved([Pair((i,), (j,), "text") for i, j in settled.items()], [len(line.words) for line in old])
    back = {j: i for i, j in settled.items() if i not in away}
    near = {i for n in olds for i in (n - 1, n + 1) if i in settled and i not in away}
    near |= {back[j] for n in news for j in (n - 1, n + 1) if j in back}
    rows, columns = sorted({*olds, *near}), sorted({*news, *(settled[i] for i in near)})
    # With the words that were sent a reworded neighbour is nothing else's partner.
    words = [old[back[j]].words if j in back else new[j].words for j in columns]
    alignment = align([old[i].words for i in rows], words)
    return list(_unsettled(((p.old, p.new) for p in alignment.pairings), rows, columns, (set(settled), taken)))


def _unsettled(
    pairings: Iterator[tuple[tuple[int, ...], tuple[int, ...]]],
    rows: Sequence[int],
    columns: Sequence[int],
    settled: tuple[set[int], set[int]],
) -> Iterator[Pair]:
    for old, new in pairings:
        left = tuple(i for i in (rows[n] for n in old) if i not in settled[0])
        right = tuple(j for j in (columns[n] for n in new) if j not in settled[1])
        if left or right:
            yield Pair(left, right, "text")


def _remarried(pairs: Sequence[Pair], hinted: Mapping[int, int], marked: Mapping[int, int]) -> list[Pair]:
    """What the words leave without its like goes by its bookmark, or what is known of it, however it was rewritten."""
    added = {pair.new[0] for pair in pairs if not pair.old and len(pair.new) == 1}
    gone = {pair.old[0] for pair in pairs if not pair.new and len(pair.old) == 1}
    found = {i: hinted[i] for i in gone if hinted.get(i) in added}
    met = set(found.values())
    kept = [
        pair
        for pair in pairs
        if not (len(pair.old) == 1 and pair.old[0] in found and not pair.new)
        and not (not pair.old and pair.new[0] in met)
    ]
    return [*kept, *(Pair((i,), (j,), "bookmark" if i in marked else "text") for i, j in found.items())]
