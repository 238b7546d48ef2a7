"""Where versions put paragraphs that they move, and what they read there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from comity.core.wording.document import Move
from comity.formats.publication.values import Head
from comity.formats.tracked.making.pieces import Stroke, reads
from comity.formats.tracked.making.rows import Row, numbered, written

Reading = tuple[tuple[str, Head], ...]
"""The paragraphs of a unit as one version reads them, numbers apart, each with what it is."""


class Branch(Struct):
    """A unit moved to a place by ``versions``, and what some of them put right after it.

    Versions share a branch only if they put the same units before it, so each reads its own in its own order.
    """

    versions: list[str] = field(default_factory=list)
    then: dict[str, "Branch"] = field(default_factory=dict)


Tree = dict[str, Branch]


def places(moves: Iterable[Move]) -> dict[str | None, Tree]:
    """What stands right after each unit that stays (None: before all others) by the moved unit that comes first."""
    following: dict[str, dict[str | None, str]] = defaultdict(dict)
    for move in moves:
        following[move.version][move.after] = move.unit
    found: dict[str | None, Tree] = defaultdict(dict)
    for version, way in following.items():
        moved = {*way.values()}
        for start in way:
            if start not in moved:
                _grow(found[start], version, start, way)
    return found


def _grow(tree: Tree, version: str, start: str | None, way: Mapping[str | None, str]) -> None:
    place = start
    while place in way:
        place = way[place]
        branch = tree.setdefault(place, Branch())
        branch.versions.append(version)
        tree = branch.then


def reading(rows: Sequence[Row], version: str) -> Reading:
    """What a version reads of rows that stand in their own place."""
    found: list[tuple[str, Head]] = []
    text, head = "", None
    for row in rows:
        own = "".join(piece.text for piece in row.pieces if reads(piece.stroke, version))
        head = head or row.head
        text += own
        if reads(row.end, version):
            found.append(_parted(text, head))
            text, head = "", None
    return tuple(found)


def _parted(text: str, head: Head) -> tuple[str, Head]:
    """Words without the number that stands before them, and what they are; only a head with this number keeps it."""
    number = numbered(head)
    if number and text.startswith(number):
        return text.removeprefix(number), Head("", head.kind, head.number, head.level)
    return text, Head("", head.kind, level=head.level)


def moved_rows(tree: Tree, readings: Mapping[tuple[str, str], Reading], pairs: Mapping[str, str]) -> Iterator[Row]:
    """The paragraphs of a tree; ``readings`` by unit and version, ``pairs`` are the names of paired moves by unit."""
    for unit, branch in tree.items():
        together: dict[Reading, list[str]] = defaultdict(list)
        for version in branch.versions:
            together[readings[unit, version]].append(version)
        for paragraphs, versions in together.items():
            stroke = Stroke("inserted", frozenset(versions), pairs.get(unit, ""))
            yield from written(paragraphs, stroke, unit)
        yield from moved_rows(branch.then, readings, pairs)
