"""Provisions and what is proposed on them laid out as the composition of one document."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from comity.core.wording.document import DocumentComposition, Move, Unit, Version, split
from comity.core.wording.values import Composition
from comity.formats.publication.values import Head


class Piece(Struct, frozen=True):
    """Base paragraphs that stay together, or one that is added: heads (none for an addition) and composed words.

    ``id`` names it among the pieces of one document, until it has a place.
    """

    id: str
    heads: tuple[Head, ...]
    composition: Composition


class Laid(Struct, frozen=True):
    """A document's composition, the heads of its base paragraphs, and the id that each piece has as a unit."""

    composition: DocumentComposition
    heads: tuple[Head, ...]
    units: dict[str, str]


def lay(
    pieces: Sequence[Piece], versions: Iterable[Version], moves: Iterable[tuple[str, str, str | None]] = ()
) -> Laid:
    """Pieces in reading order as a document; ``moves`` are (version, piece, piece after which it goes or none)."""
    units: list[Unit] = []
    named: dict[str, str] = {}
    at = added = 0
    for piece in pieces:
        count = len(split(piece.composition.base))
        added = 0 if count else added + 1
        named[piece.id] = _name(at, count, added)
        units.append(Unit(named[piece.id], at, at + count, piece.composition))
        at += count
    placed = [Move(version, named[piece], named[after] if after else None) for version, piece, after in moves]
    composition = DocumentComposition(tuple(versions), tuple(units), tuple(placed))
    return Laid(composition, tuple(head for piece in pieces for head in piece.heads), named)


def _name(at: int, count: int, added: int) -> str:
    """The id of a unit, as ``core.wording.document.Unit`` writes it."""
    if not count:
        return f"{at}+{added}"
    return str(at + 1) if count == 1 else f"{at + 1}-{at + count}"
