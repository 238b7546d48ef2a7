"""Whole documents in one value: every party's document, paragraph by paragraph, read back exactly.

A *unit* is what parties differ about: one base paragraph; several where somebody merges them; none where somebody adds
a paragraph. Paragraphs of one unit stand in its wordings joined by ``" ¶ "``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from comity.core.errors import Refused
from comity.core.wording.compose import compose
from comity.core.wording.layout import Paragraphs, Place, Way, layout
from comity.core.wording.project import project
from comity.core.wording.tokens import canonical
from comity.core.wording.values import ALGORITHM, Composition, Part, Reading, Site

JOINT = " ¶ "
"""Stands between two paragraphs of one unit. A pilcrow of the text itself is doubled: ``¶¶``."""


class Document(Struct, frozen=True):
    """What one file gives: its paragraphs in order, and the parties whose wording it is (several: joint sponsors)."""

    sponsors: tuple[str, ...]
    paragraphs: tuple[str, ...]


class Version(Struct, frozen=True):
    """One party's document in a composition.

    ``id`` is ``KAZ``, for joint sponsors ``KAZ,UZB``, for a second file of the same sponsors ``KAZ#2``. It is the
    ``proposal`` under which the document's wordings stand in the units.
    """

    id: str
    sponsors: tuple[str, ...]


class Unit(Struct, frozen=True):
    """Base paragraphs ``start:end`` (half open; equal for an addition, which stands before paragraph ``start``).

    ``id`` is ``7`` for the seventh paragraph, ``7-8`` for two joined ones, ``7+1`` for the first addition after the
    seventh. ``composition`` lists only versions that do not read the base; a version not listed reads the base here.
    """

    id: str
    start: int
    end: int
    composition: Composition


class Move(Struct, frozen=True):
    """In the document of ``version`` the paragraphs of ``unit`` stand right after those of ``after`` (None: first)."""

    version: str
    unit: str
    after: str | None


class DocumentComposition(Struct, frozen=True):
    """All versions of one document: units in order, and what each version moves, in the version's own order."""

    versions: tuple[Version, ...]
    units: tuple[Unit, ...]
    moves: tuple[Move, ...] = ()
    algorithm: int = ALGORITHM


class Summary(Struct, frozen=True):
    """What a composition amounts to.

    ``provisions`` counts base paragraphs, ``added`` units that some version adds, ``sites`` places where wordings
    differ (inner ones too), ``alternatives`` the wordings proposed there, ``moved`` units that some version moves,
    ``untouched`` base paragraphs that no version rewords, deletes or moves.
    """

    provisions: int
    added: int
    sites: int
    alternatives: int
    moved: int
    untouched: int


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one wording; ``split`` gives them back."""
    return JOINT.join(paragraph.replace("¶", "¶¶") for paragraph in paragraphs)


def split(wording: str) -> tuple[str, ...]:
    """The paragraphs of a unit's wording, none of an empty one."""
    if "¶" not in wording:
        return (wording,) if wording else ()
    return tuple(part.replace("¶¶", "¶") for part in wording.split(JOINT))


def compose_documents(base: Sequence[str], documents: Sequence[Document]) -> DocumentComposition:
    """All parties' documents over their common base, in one value; paragraphs are made canonical, empty ones dropped.

    Every version reads back exactly (``project_document``). The order of ``documents`` does not matter, except that
    it numbers several documents of the same sponsors. Equal documents are aligned once.
    """
    foundation = _paragraphs(base)
    given = _given(documents)
    distinct = tuple(dict.fromkeys(given.values()))
    laid = layout(foundation, distinct)
    ways = dict(zip(distinct, laid.ways, strict=True))
    bases = [joined(foundation[place.start : place.end]) for place in laid.places]
    changes = {paragraphs: _changes(bases, way) for paragraphs, way in ways.items()}
    readings: dict[int, list[Reading]] = defaultdict(list)
    for version, paragraphs in given.items():
        for unit, text in changes[paragraphs]:
            readings[unit].append(Reading(version.id, version.sponsors, text))
    names = [_name(place) for place in laid.places]
    composed = _composed(bases, readings)
    units = [Unit(names[n], place.start, place.end, composed[n]) for n, place in enumerate(laid.places)]
    moves = [move for version, paragraphs in given.items() for move in _moves(version.id, ways[paragraphs], names)]
    return DocumentComposition(tuple(given), tuple(units), tuple(moves))


def project_document(composition: DocumentComposition, version: str | None) -> Paragraphs:
    """Exactly the paragraphs of a version in its order, or those of the base for None; linear in the composition.

    Raises ``Refused("unknown_version")`` for an id that names no version.
    """
    names = [known.id for known in composition.versions]
    if version is not None and version not in names:
        raise Refused("unknown_version", party=version, versions=", ".join(names))
    texts = {
        unit.id: project(unit.composition, version if version in unit.composition.proposals else None)
        for unit in composition.units
    }
    following = {move.after: move.unit for move in composition.moves if move.version == version}
    moved = set(following.values())
    paragraphs: list[str] = []
    for start in (None, *(name for name, text in texts.items() if text and name not in moved)):
        place: str | None = start
        if place is not None:
            paragraphs += split(texts[place])
        while (place := following.pop(place, None)) is not None:
            paragraphs += split(texts[place])
    return tuple(paragraphs)


def _paragraphs(given: Iterable[str]) -> Paragraphs:
    return tuple(filter(None, map(canonical, given)))


def _given(documents: Iterable[Document]) -> dict[Version, Paragraphs]:
    """Each version with its paragraphs, in the order of their ids."""
    files: dict[tuple[str, ...], list[Paragraphs]] = defaultdict(list)
    for document in documents:
        files[tuple(sorted(set(document.sponsors)))].append(_paragraphs(document.paragraphs))
    return {
        Version(",".join(sponsors) + (f"#{number}" if number > 1 else ""), sponsors): paragraphs
        for sponsors in sorted(files)
        for number, paragraphs in enumerate(files[sponsors], 1)
    }


def _composed(bases: Sequence[str], readings: Mapping[int, Sequence[Reading]]) -> list[Composition]:
    """The composition of each unit; units that repeat the same words and wishes are composed once."""
    known: dict[tuple[str, tuple[Reading, ...]], Composition] = {}
    found = []
    for n, base in enumerate(bases):
        key = base, tuple(readings.get(n, ()))
        if key not in known:
            known[key] = compose(*key)
        found.append(known[key])
    return found


def _changes(bases: Sequence[str], way: Way) -> list[tuple[int, str]]:
    """The units that a document reads otherwise than the base, and how it reads them."""
    texts = {block.unit: joined(block.paragraphs) for block in way.blocks}
    return [(unit, texts.get(unit, "")) for unit, base in enumerate(bases) if texts.get(unit, "") != base]


def _moves(version: str, way: Way, names: Sequence[str]) -> Iterator[Move]:
    after: str | None = None
    for block in way.blocks:
        if block.unit in way.moved:
            yield Move(version, names[block.unit], after)
        after = names[block.unit]


def _name(place: Place) -> str:
    if place.number:
        return f"{place.end}+{place.number}"
    return str(place.end) if place.end == place.start + 1 else f"{place.start + 1}-{place.end}"


def summary(composition: DocumentComposition) -> Summary:
    """Count provisions, sites and alternatives; linear in the composition."""
    moved = {move.unit for move in composition.moves}
    sites = [site for unit in composition.units for site in _sites(unit.composition.parts)]
    untouched = [
        unit.end - unit.start for unit in composition.units if not unit.composition.proposals and unit.id not in moved
    ]
    return Summary(
        provisions=sum(unit.end - unit.start for unit in composition.units),
        added=sum(unit.start == unit.end for unit in composition.units),
        sites=len(sites),
        alternatives=sum(len(site.alternatives) for site in sites),
        moved=len(moved),
        untouched=sum(untouched),
    )


def _sites(parts: Iterable[Part]) -> Iterator[Site]:
    for part in parts:
        if isinstance(part, Site):
            yield part
            yield from _sites(part.content)
