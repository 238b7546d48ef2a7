"""Whether a composition read from a file is whole: what holds for everything that the engine composes."""

from collections.abc import Iterator, Mapping, Sequence

from comity.core.wording.document import DocumentComposition, Unit, Version
from comity.core.wording.tokens import cells
from comity.core.wording.values import Alternative, Part, Site
from comity.formats.text import hidden

_Sponsors = Mapping[str, tuple[str, ...]]


def faults(composition: DocumentComposition) -> Iterator[str]:
    """The parts that contradict the rest, as paths (``units[3].composition``); none of a composition that was composed.

    Names stand for what is there and for one thing only; units cover the base in order; the parts of a unit hold its
    base to the letter at the cells they name; alternatives differ, and belong to whom they say; moves lead somewhere.
    Linear in the composition.
    """
    sponsors = {version.id: version.sponsors for version in composition.versions}
    if not _named_once(composition.versions):
        yield "versions"
    if len({unit.id for unit in composition.units}) < len(composition.units):
        yield "units"
    end = 0
    for n, unit in enumerate(composition.units):
        if not end == unit.start <= unit.end or not _whole(unit, sponsors):
            yield f"units[{n}]"
        end = unit.end
    if not _moves_lead_somewhere(composition):
        yield "moves"


def _named_once(versions: Sequence[Version]) -> bool:
    names = {version.id for version in versions}
    return len(names) == len(versions) and all(
        version.id.partition("#")[0] == ",".join(sorted(set(version.sponsors))) for version in versions
    )


def _whole(unit: Unit, sponsors: _Sponsors) -> bool:
    composition = unit.composition
    words = cells(composition.base)
    known = {proposal: sponsors[proposal] for proposal in composition.proposals if proposal in sponsors}
    return (
        len(known) == len(composition.proposals)
        and not hidden(composition.base)
        and _covers(composition.parts, 0, len(words), words, known)
    )


def _covers(parts: Sequence[Part], start: int, end: int, words: Sequence[str], sponsors: _Sponsors) -> bool:
    """Do the parts hold these cells of the base, one after the other; and so do those inside them?"""
    for part in parts:
        text = part.base if isinstance(part, Site) else part.text
        if not start == part.start <= part.end <= end or text != "".join(words[part.start : part.end]):
            return False
        if isinstance(part, Site) and not _sound(part, words, sponsors):
            return False
        start = part.end
    return start == end


def _sound(site: Site, words: Sequence[str], sponsors: _Sponsors) -> bool:
    texts = {alternative.text for alternative in site.alternatives}
    proposals = [proposal for alternative in site.alternatives for proposal in alternative.proposals]
    inside = {proposal: names for proposal, names in sponsors.items() if proposal not in proposals}
    return (
        len(texts) == len(site.alternatives) > 0
        and site.base not in texts
        and not any(map(hidden, texts))
        and len(set(proposals)) == len(proposals)
        and all(_belongs(alternative, sponsors) for alternative in site.alternatives)
        and (not site.content or _covers(site.content, site.start, site.end, words, inside))
    )


def _belongs(alternative: Alternative, sponsors: _Sponsors) -> bool:
    named = [sponsors.get(proposal) for proposal in alternative.proposals]
    return bool(named) and alternative.sponsors == tuple(sorted({name for names in named for name in names or "?"}))


def _moves_lead_somewhere(composition: DocumentComposition) -> bool:
    """Is every move of a version a step on one way that begins at a unit which stays, or at the beginning?"""
    units = {unit.id for unit in composition.units}
    following: dict[str, dict[str | None, str]] = {version.id: {} for version in composition.versions}
    for move in composition.moves:
        way = following.get(move.version)
        if way is None or move.unit not in units or move.after in way or move.after not in {None, *units}:
            return False
        way[move.after] = move.unit
    return all(_reached(way) == len(set(way.values())) == len(way) for way in following.values())


def _reached(way: Mapping[str | None, str]) -> int:
    """How many moved units stand behind one that stays, or behind one that stands so itself."""
    reached = 0
    for start in way.keys() - set(way.values()):
        place: str | None = start
        while place in way:
            place = way[place]
            reached += 1
    return reached
