"""Which paragraph of a document became which of another: kept, reworded, moved, split, merged, added, deleted."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from msgspec import Struct

from comity.core.wording.chain import Pair, heaviest_chain
from comity.core.wording.matching import MOVED, SURELY_MOVED, Matching

Kind = Literal["kept", "reworded", "moved", "split", "merged", "added", "deleted"]


_CONTEXT = 12
_LONG = 300


class Pairing(Struct, frozen=True):
    """Paragraphs ``old`` of one version and ``new`` of the other (from 0, ascending) that are the same provision.

    ``similarity`` is 1 for equal text and less for all other; a *moved* paragraph below 1 is reworded as well. A *split*
    has one old paragraph and several new ones, a *merged* one the reverse; *added* has no old, *deleted* no new one.
    """

    kind: Kind
    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float


class Alignment(Struct, frozen=True):
    """How two versions correspond. Every paragraph of both stands in exactly one pairing.

    Pairings come in the order of the new version; what was deleted stands after its neighbour in the old one.
    """

    pairings: tuple[Pairing, ...]

    def of(self, kind: Kind) -> tuple[Pairing, ...]:
        """The pairings of one kind."""
        return tuple(pairing for pairing in self.pairings if pairing.kind == kind)


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Align two versions of a document, given as canonical paragraphs.

    First the assignment that keeps the order and most of the words, then what moved, was split or merged, then what
    little is left between linked neighbours. Equal text, numbers and labels are hints, not identity. About 0.2 s for
    400 paragraphs; grows little faster than the text, also with many equal paragraphs.
    """
    start, end = _unchanged(old, new)
    matching = Matching(old[start : len(old) - end], new[start : len(new) - end])
    matching.in_order()
    matching.moves(SURELY_MOVED)
    matching.splits_and_merges()
    matching.moves(MOVED)
    matching.gaps()
    if len(old) == len(new) == 1 and not matching.news:
        matching.link(0, 0)  # a document of one paragraph is that paragraph, however it is rewritten
    changed = [_shifted(pairing, start) for pairing in _pairings(matching)]
    head = [Pairing("kept", (n,), (n,), 1.0) for n in range(start)]
    tail = [Pairing("kept", (len(old) - n,), (len(new) - n,), 1.0) for n in range(end, 0, -1)]
    return Alignment((*head, *changed, *tail))


def _unchanged(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many paragraphs at the beginning and at the end are kept, but for some that stay as context of the rest."""
    least = min(len(old), len(new))
    start = next((n for n in range(least) if old[n] != new[n]), least)
    start = max(0, start - _CONTEXT)
    least -= start
    end = next((n for n in range(least) if old[-1 - n] != new[-1 - n]), least)
    return start, max(0, end - _CONTEXT)


def _shifted(pairing: Pairing, by: int) -> Pairing:
    old, new = (tuple(n + by for n in side) for side in (pairing.old, pairing.new))
    return Pairing(pairing.kind, old, new, pairing.similarity)


def _pairings(matching: Matching) -> Iterator[Pairing]:
    in_order = _in_order(matching)
    yield from _deleted(matching, -1)
    for j in range(len(matching.new)):
        olds = tuple(sorted(matching.olds.get(j, ())))
        news = tuple(sorted(matching.news[olds[0]])) if olds else (j,)
        if news[0] == j:
            yield _pairing(matching, olds, news, in_order)
            for i in olds:
                yield from _deleted(matching, i)


def _pairing(matching: Matching, olds: tuple[int, ...], news: tuple[int, ...], in_order: AbstractSet[Pair]) -> Pairing:
    if not olds:
        return Pairing("added", (), news, 0.0)
    if len(olds) > 1 or len(news) > 1:
        similarity = matching.likeness.joined([matching.old[i] for i in olds], [matching.new[j] for j in news])
        return Pairing("merged" if len(olds) > 1 else "split", olds, news, similarity)
    pair = olds[0], news[0]
    similarity = matching.likeness.like(matching.old[olds[0]], matching.new[news[0]])
    kind: Kind = "moved" if pair not in in_order else "kept" if similarity == 1 else "reworded"
    return Pairing(kind, olds, news, similarity)


def _in_order(matching: Matching) -> AbstractSet[Pair]:
    """The most linked pairs that stand in one order, long paragraphs counting up to double; the others have moved."""
    pairs = [(i, j) for i, news in matching.news.items() for j in news]
    return frozenset(heaviest_chain({(i, j): 1 + min(1.0, len(matching.old[i]) / _LONG) for i, j in pairs}))


def _deleted(matching: Matching, after: int) -> Iterator[Pairing]:
    """The run of deleted paragraphs that follows an old one."""
    for i in range(after + 1, len(matching.old)):
        if i in matching.news:
            return
        yield Pairing("deleted", (i,), (), 0.0)
