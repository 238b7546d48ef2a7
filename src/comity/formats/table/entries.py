"""The comparative table: provision by provision the base, each party's wording as a redline, and its sponsors."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from comity.core.wording.document import DocumentComposition, Unit
from comity.formats.structure import Remark, lines, quoted, reading


class Row(Struct, frozen=True):
    """A wording that ``sponsors`` ask for (empty: a deletion), or what they ask for the whole paragraph.

    ``versions`` are the ids of the versions that ask for it, in their own order.
    """

    sponsors: tuple[str, ...]
    wording: str = ""
    remark: Remark | None = None
    versions: tuple[str, ...] = ()


class Entry(Struct, frozen=True):
    """A provision: the id of its unit, its base wording (empty: a party adds it), and the rows in the order of their sponsors."""

    provision: str
    base: str
    rows: tuple[Row, ...]


class Run(Struct, frozen=True):
    """Provisions ``first`` to ``last``, ``count`` of them, that nobody touches; one without a number is quoted."""

    first: str
    last: str
    count: int


def table(composition: DocumentComposition) -> tuple[Entry, ...]:
    """All provisions in order, those that nobody touches without rows."""
    asked: dict[str, list[Row]] = defaultdict(list)
    units = []
    for line in lines(composition):
        if isinstance(line, Unit):
            units.append(line)
        elif line.kind != "moved_here":
            asked[line.unit].append(Row(line.sponsors, remark=line, versions=_asking(composition, line)))
    sponsors = {version.id: version.sponsors for version in composition.versions}
    return tuple(Entry(unit.id, unit.composition.base, (*asked[unit.id], *_rows(unit, sponsors))) for unit in units)


def _asking(composition: DocumentComposition, remark: Remark) -> tuple[str, ...]:
    """The versions that move a unit as the remark says; those that cut it stand beside the wording they give it."""
    moving = {move.version for move in composition.moves if move.unit == remark.unit}
    named = (version for version in composition.versions if {*version.sponsors} <= {*remark.sponsors})
    return tuple(version.id for version in named if remark.kind == "moved_away" and version.id in moving)


def _rows(unit: Unit, sponsors: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    wishes: dict[str, list[str]] = defaultdict(list)
    for version in unit.composition.proposals:
        wishes[reading(unit, version)].append(version)
    rows = [
        Row(
            tuple(sorted({name for version in versions for name in sponsors[version]})),
            wording,
            versions=tuple(versions),
        )
        for wording, versions in wishes.items()
    ]
    yield from sorted(rows, key=lambda row: (row.sponsors, row.wording))


def grouped(entries: tuple[Entry, ...], labels: Mapping[str, str]) -> Iterator[Entry | Run]:
    """Entries that somebody touches one by one; between them, those that nobody touches as one run each.

    ``labels`` are the numbers of provisions by unit id; an entry given back bears its own for the id.
    """
    for touched, group in groupby(entries, key=lambda entry: bool(entry.rows)):
        run = tuple(group)
        if touched:
            yield from (replace(entry, provision=labels[entry.provision]) for entry in run)
        else:
            yield Run(_end(run[0], labels), _end(run[-1], labels), len(run))


def _end(entry: Entry, labels: Mapping[str, str]) -> str:
    return labels[entry.provision].rstrip(".") or quoted(entry.base)
