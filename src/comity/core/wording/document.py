"""Whole documents in one value: every party's document, paragraph by paragraph, read back exactly.

A *unit* is what parties differ about: one base paragraph; several where somebody merges them; none where somebody adds
a paragraph. Paragraphs of one unit stand in its wordings joined by ``" ¶ "``.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from comity.core.wording.values import ALGORITHM, Composition, Part, Site

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
    return tuple(part.replace("¶¶", "¶") for part in wording.split(JOINT)) if wording else ()


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
