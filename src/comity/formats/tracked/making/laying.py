"""A publication as the paragraphs of one document: units in order, and after each what versions move there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from comity.core.wording.document import DocumentComposition, Unit
from comity.formats.publication.values import Publication
from comity.formats.tracked.making.moves import Reading, moved_rows, places, reading
from comity.formats.tracked.making.pieces import NOBODY, Piece, Stroke, Versions, merged
from comity.formats.tracked.making.rows import Row, added_rows, base_rows, strokes


def rows(publication: Publication) -> Iterator[Row]:
    """Every paragraph on paper, in order. Linear in the composition, but for units that some versions join or split."""
    composition = publication.composition
    away = _away(composition)
    readings = _readings(publication, away)
    pairs = _pairs(publication, away, readings)
    tree = places(composition.moves)
    yield from moved_rows(tree.get(None, {}), readings, pairs)
    for unit in composition.units:
        own = _rows(publication, unit, away.get(unit.id, NOBODY))
        yield from _paired(own, away[unit.id], pairs[unit.id]) if unit.id in pairs else own
        if unit.id in tree:
            yield from moved_rows(tree[unit.id], readings, pairs)


def _rows(publication: Publication, unit: Unit, absent: Versions = NOBODY) -> list[Row]:
    if unit.start < unit.end:
        return base_rows(unit, publication.heads[unit.start : unit.end], absent)
    return list(added_rows(unit, publication.offers, absent))


def _away(composition: DocumentComposition) -> dict[str, Versions]:
    """Who moves each unit."""
    found: dict[str, set[str]] = defaultdict(set)
    for move in composition.moves:
        found[move.unit].add(move.version)
    return {unit: frozenset(versions) for unit, versions in found.items()}


def _readings(publication: Publication, away: Mapping[str, Versions]) -> dict[tuple[str, str], Reading]:
    """What those who move a unit read there."""
    moved = {unit.id: _rows(publication, unit) for unit in publication.composition.units if unit.id in away}
    return {(unit, version): reading(moved[unit], version) for unit in moved for version in away[unit]}


def _pairs(
    publication: Publication, away: Mapping[str, Versions], readings: Mapping[tuple[str, str], Reading]
) -> dict[str, str]:
    """The name of each move that has two ends: a unit of the base that all who move it put to one place, in one wording.

    Any other move is a deletion here and an insertion there, since a deletion can be the other end of one insertion
    only. So is that of a unit into which others put words: some programs take these along with it.
    """
    targets: dict[str, set[object]] = defaultdict(set)
    before: dict[str, dict[str | None, str | None]] = defaultdict(dict)
    for move in publication.composition.moves:
        before[move.version][move.unit] = move.after
    for move in publication.composition.moves:
        targets[move.unit].add((_path(before[move.version], move.unit), readings[move.unit, move.version]))
    names: dict[str, str] = {}
    for unit in publication.composition.units:
        if unit.start < unit.end and len(targets[unit.id]) == 1:
            struck = {*strokes(_rows(publication, unit, away[unit.id]))}
            if Stroke("deleted", away[unit.id]) in struck and all(stroke.kind == "deleted" for stroke in struck):
                names[unit.id] = f"move{len(names) + 1}"
    return names


def _path(before: Mapping[str | None, str | None], unit: str) -> tuple[str | None, ...]:
    """The units that one version puts before a moved one, back to one that stays."""
    path: list[str | None] = []
    place: str | None = unit
    while place in before:
        place = before[place]
        path.append(place)
    return tuple(path)


def _paired(own: list[Row], versions: Versions, name: str) -> Iterator[Row]:
    """Rows of a moved unit, with the name of the move on what those who move it alone strike."""
    plain, moved = Stroke("deleted", versions), Stroke("deleted", versions, name)
    for row in own:
        pieces = merged(Piece(text, moved if stroke == plain else stroke) for text, stroke in row.pieces)
        yield replace(row, pieces=tuple(pieces), end=moved if row.end == plain else row.end)
