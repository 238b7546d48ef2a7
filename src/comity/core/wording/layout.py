"""Where the paragraphs of many documents stand: one order of units, and each document's way through it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from comity.core.wording.align import Alignment, align
from comity.core.wording.candidates import ALIKE
from comity.core.wording.chain import heaviest_chain

Paragraphs = tuple[str, ...]


class Block(NamedTuple):
    """Neighbouring paragraphs of one document that stand in one unit."""

    unit: int
    paragraphs: Paragraphs


class Way(NamedTuple):
    """A document as blocks in its own order, each unit at most once; ``moved`` are those of its units out of order."""

    blocks: tuple[Block, ...]
    moved: frozenset[int]


class Place(NamedTuple):
    """A unit: base paragraphs ``start:end``, or the ``number``-th addition (from 1) before paragraph ``start == end``."""

    start: int
    end: int
    number: int = 0


class Layout(NamedTuple):
    """All units in order, and the way of each document."""

    places: tuple[Place, ...]
    ways: tuple[Way, ...]


def layout(base: Paragraphs, documents: Sequence[Paragraphs]) -> Layout:
    """Lay out documents, each as canonical paragraphs, over the units of their common base.

    Base paragraphs that some document merges are one unit for all. A paragraph that stands apart from the others of
    its unit, or that the base does not have, is an addition after the unit that precedes it in order. Additions at one
    place are one unit where they are equal or alike. The order of ``documents`` decides only in which order unlike
    additions stand. Linear in the number of documents, but where all add unlike paragraphs at one place.
    """
    alignments = [align(base, document) for document in documents]
    spans = _spans(len(base), alignments)
    additions = _Additions(len(spans))
    drafts = [
        additions.take(_runs(spans, alignment, document))
        for alignment, document in zip(alignments, documents, strict=True)
    ]
    places, at = additions.places(spans)
    return Layout(places, tuple(_way([(at[key], paragraphs) for key, paragraphs in draft]) for draft in drafts))


def _spans(size: int, alignments: Iterable[Alignment]) -> list[tuple[int, int]]:
    """The base paragraphs cut into units: neighbours stay together where some document merges them."""
    merged = (pairing.old for alignment in alignments for pairing in alignment.of("merged"))
    held = {i for old in merged for i in range(old[0], old[-1])}
    ends = [i + 1 for i in range(size) if i not in held]
    return list(zip([0, *ends[:-1]], ends, strict=True)) if ends else []


_Run = tuple[int | None, Paragraphs]


def _runs(spans: Sequence[tuple[int, int]], alignment: Alignment, document: Paragraphs) -> list[_Run]:
    """A document as runs of paragraphs of one unit of the base, in its order; None for each paragraph it adds."""
    of_base = {i: unit for unit, (start, end) in enumerate(spans) for i in range(start, end)}
    units: list[int | None] = [None] * len(document)
    for pairing in alignment.pairings:
        for j in pairing.new:
            units[j] = of_base[pairing.old[0]] if pairing.old else None
    _enclose(units)
    _gather(units, document)
    runs: list[_Run] = []
    for unit, run in groupby(range(len(document)), key=units.__getitem__):
        texts = tuple(document[j] for j in run)
        runs += [(None, (text,)) for text in texts] if unit is None else [(unit, texts)]
    return runs


def _enclose(units: list[int | None]) -> None:
    """What is added between two paragraphs of one unit belongs to it."""
    before = 0
    for j, unit in enumerate(units):
        if unit is not None:
            if units[before] == unit:
                units[before : j + 1] = [unit] * (j + 1 - before)
            before = j


def _gather(units: list[int | None], document: Paragraphs) -> None:
    """A unit stands in one place of a document, where most of it stands; what stands apart counts as added."""
    runs: dict[int, list[list[int]]] = defaultdict(list)
    for unit, run in groupby(range(len(units)), key=units.__getitem__):
        if unit is not None:
            runs[unit].append(list(run))
    for apart in runs.values():
        apart.sort(key=lambda run: -sum(len(document[j]) for j in run))
        for j in (j for run in apart[1:] for j in run):
            units[j] = None


def _in_order(blocks: Iterable[tuple[int, Paragraphs]]) -> frozenset[int]:
    """The units that keep their order and hold most text."""
    weights = {(unit, n): 1.0 + sum(map(len, paragraphs)) for n, (unit, paragraphs) in enumerate(blocks)}
    return frozenset(unit for unit, _ in heaviest_chain(weights))


def _way(blocks: Iterable[tuple[int, Paragraphs]]) -> Way:
    found = tuple(Block(unit, paragraphs) for unit, paragraphs in blocks)
    return Way(found, frozenset(block.unit for block in found) - _in_order(found))


_Key = tuple[int, int]
"""A unit before all additions are known: the unit of the base, and 0 or the addition behind it by its first coming."""


class _Additions:
    """The additions behind each unit of the base (-1: before the first), in order."""

    def __init__(self, size: int) -> None:
        self.texts: dict[int, list[str]] = {unit: [] for unit in range(-1, size)}
        self.order: dict[int, list[int]] = {unit: [] for unit in range(-1, size)}

    def take(self, runs: Sequence[_Run]) -> list[tuple[_Key, Paragraphs]]:
        """A document's runs with the unit of each; equal or like additions of earlier documents are found again."""
        stays = _in_order((unit, paragraphs) for unit, paragraphs in runs if unit is not None)
        added: dict[int, list[int]] = defaultdict(list)
        keys: list[_Key] = []
        place = -1
        for n, (unit, _) in enumerate(runs):
            place = unit if unit is not None and unit in stays else place
            keys.append((place if unit is None else unit, 0))
            if unit is None:
                added[place].append(n)
        for unit, numbers in added.items():
            found = self._find(unit, [runs[n][1][0] for n in numbers])
            for n, addition in zip(numbers, found, strict=True):
                keys[n] = unit, addition
        return list(zip(keys, (paragraphs for _, paragraphs in runs), strict=True))

    def _find(self, unit: int, texts: Sequence[str]) -> list[int]:
        """The additions, from 1, that one document's texts at a place are.

        Unlike ones are put in behind the text before them, those at the beginning ahead of the first that is known.
        """
        order, known = self.order[unit], self.texts[unit]
        like = {
            pairing.new[0]: order[pairing.old[0]]
            for pairing in align([known[number - 1] for number in order], texts).pairings
            if len(pairing.old) == len(pairing.new) == 1 and pairing.similarity >= ALIKE
        }
        first = next((like[n] for n in range(len(texts)) if n in like), None)
        ahead: list[int] = []
        behind: dict[int, list[int]] = defaultdict(list)
        run = ahead
        for n, text in enumerate(texts):
            if n in like:
                run = behind[like[n]]
            else:
                known.append(text)
                like[n] = len(known)
                run.append(len(known))
        self.order[unit] = [
            number for old in order for number in (*(ahead if old == first else ()), old, *behind.get(old, ()))
        ] + (ahead if first is None else [])
        return [like[n] for n in range(len(texts))]

    def places(self, spans: Sequence[tuple[int, int]]) -> tuple[tuple[Place, ...], dict[_Key, int]]:
        """All units in order, and where each key stands among them."""
        places: list[Place] = []
        at: dict[_Key, int] = {}
        for unit, order in self.order.items():
            end = spans[unit][1] if unit >= 0 else 0
            if unit >= 0:
                at[unit, 0] = len(places)
                places.append(Place(spans[unit][0], end))
            for number, addition in enumerate(order, 1):
                at[unit, addition] = len(places)
                places.append(Place(end, end, number))
        return tuple(places), at
