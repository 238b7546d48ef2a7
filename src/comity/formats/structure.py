"""A rolling text as the lines of a document: units in order, and what is proposed about whole paragraphs.

Words that differ stand in the composition of their unit. That a paragraph should stand elsewhere, or be cut in two, or
be joined with the next, is a *remark* on its own line, beside the unit and, for a move, at the new place as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from comity.core.wording.align import align
from comity.core.wording.document import DocumentComposition, Move, Unit, split
from comity.core.wording.project import project
from comity.formats.script import tongue
from comity.locale import say

_QUOTED = 60
"""Characters of a paragraph that are quoted to name it."""

Kind = Literal["moved_away", "moved_here", "merged", "split"]
_CUTS: tuple[Literal["merged", "split"], ...] = ("merged", "split")


class Remark(Struct, frozen=True, order=True):
    """What ``sponsors`` propose to do with the whole of ``unit``.

    ``quote`` is the beginning of the paragraph after which it goes (``moved_away``; empty: first) or which is put here
    (``moved_here``). ``count`` is the number of paragraphs that it becomes (``merged``, ``split``).
    """

    kind: Kind
    unit: str
    sponsors: tuple[str, ...]
    quote: str = ""
    count: int = 0


_Remarks = defaultdict[str | None, list[Remark]]


def lines(composition: DocumentComposition) -> Iterator[Unit | Remark]:
    """Units and remarks in the order in which they are read; linear in the composition but for aligning joined units."""
    away, here = _moves(composition)
    sponsors = {version.id: version.sponsors for version in composition.versions}
    yield from here[None]
    for unit in composition.units:
        yield from away[unit.id]
        yield from _cuts(unit, sponsors)
        yield unit
        yield from here[unit.id]


def reading(unit: Unit, version: str) -> str:
    """What a version reads at a unit; a version that the unit does not list reads the base."""
    return project(unit.composition, version if version in unit.composition.proposals else None)


def _moves(composition: DocumentComposition) -> tuple[_Remarks, _Remarks]:
    """What stands beside each moved unit, and what stands at each new place: after a unit that stays, or first."""
    units = {unit.id: unit for unit in composition.units}
    sponsors = {version.id: version.sponsors for version in composition.versions}
    away: _Remarks = defaultdict(list)
    here: _Remarks = defaultdict(list)
    places: dict[tuple[str, str | None], str | None] = {}
    for (unit, after), moves in _together(composition.moves):
        names = sorted({name for move in moves for name in sponsors[move.version]})
        for move in moves:
            places[move.version, unit] = place = places.get((move.version, after), after)
        version = moves[0].version
        target = quote(split(reading(units[after], version))[-1]) if after else ""
        away[unit].append(Remark("moved_away", unit, tuple(names), target))
        here[place].append(Remark("moved_here", unit, tuple(names), quote(split(reading(units[unit], version))[0])))
    return away, here


def _together(moves: Iterable[Move]) -> Iterable[tuple[tuple[str, str | None], list[Move]]]:
    """Moves of one unit to one place, by whomever, in the order in which they first stand."""
    found: dict[tuple[str, str | None], list[Move]] = defaultdict(list)
    for move in moves:
        found[move.unit, move.after].append(move)
    return found.items()


def _cuts(unit: Unit, sponsors: Mapping[str, tuple[str, ...]]) -> Iterator[Remark]:
    """Who splits or merges the paragraphs of a unit, and into how many."""
    found: dict[tuple[Kind, int], set[str]] = defaultdict(set)
    base = split(unit.composition.base)
    if base:
        for version in unit.composition.proposals:
            new = split(project(unit.composition, version))
            for kind in _kinds(base, new):
                found[kind, len(new)] |= set(sponsors[version])
    for (kind, count), names in sorted(found.items()):
        yield Remark(kind, unit.id, tuple(sorted(names)), count=count)


def _kinds(base: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Kind]:
    if len(base) > 1 or len(new) > 1:
        pairings = align(base, new)
        yield from (kind for kind in _CUTS if pairings.of(kind))


def quote(paragraph: str) -> str:
    """The beginning of a paragraph, short enough to name it in a remark."""
    if len(paragraph) <= _QUOTED:
        return paragraph
    return paragraph[:_QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def quoted(paragraph: str) -> str:
    """The same within the quotation marks of its language."""
    opening, closing = "«»" if tongue(paragraph) == "ru" else "“”"
    return f"{opening}{quote(paragraph)}{closing}"


def told(remark: Remark, language: str) -> str:
    """A remark as a sentence."""
    if remark.kind == "merged" and remark.count == 1:
        return say(language, "remark.joined")
    if remark.count:
        return say(language, f"remark.{remark.kind}", n=remark.count)
    kind = remark.kind if remark.quote else "moved_first"
    return say(language, f"remark.{kind}", words=remark.quote)
