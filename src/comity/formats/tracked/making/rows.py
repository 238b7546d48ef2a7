"""The units of a composition as paragraphs on paper, with their numbers, before strokes have authors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from comity.core.wording.document import Unit, split
from comity.core.wording.values import Alternative, Site
from comity.formats.publication.values import Head, Offer
from comity.formats.tracked.making.joints import cut
from comity.formats.tracked.making.pieces import NOBODY, Piece, Stroke, Versions, merged, pieces, reads, struck

PLAIN = Head("")
"""What a paragraph is of which nothing is known."""


class Row(Struct, frozen=True):
    """A paragraph on paper: its words, the stroke of its end, and what it is.

    ``opens`` says that a provision begins in it, the one of its head. ``unit`` is the id of the unit that stands, or is
    moved, here.
    """

    pieces: tuple[Piece, ...]
    end: Stroke | None
    head: Head
    opens: bool = False
    unit: str = ""


def numbered(head: Head) -> str:
    """The number of a paragraph as it is printed before its words."""
    return f"{head.number}\t" if head.number else ""


def base_rows(unit: Unit, heads: Sequence[Head], absent: Versions = NOBODY) -> list[Row]:
    """The paragraphs of a unit of the base; ``absent`` are versions that read it elsewhere.

    The number of its first paragraph stays while anything of the unit does; that of another, while it begins a paragraph.
    """
    if not absent and not unit.composition.proposals:
        return list(_untouched(unit, heads))
    words = pieces(unit.composition.parts, absent)
    paragraphs = cut(words, absent | frozenset(unit.composition.proposals))
    gone = struck(absent | _empty(words, unit.composition.proposals))
    rows = []
    number: Piece | None = Piece(numbered(heads[0]), gone)
    head, following = heads[0], iter(heads[1:])
    for n, (own, end) in enumerate(paragraphs, start=1):
        last = n == len(paragraphs)
        shown = merged([number, *own]) if number and number.text else own
        rows.append(Row(tuple(shown), gone if last else end, head, number is not None, unit.id))
        number = None
        if not last and (end is None or end.kind == "deleted"):
            head = next(following, PLAIN)
            number = Piece(numbered(head), end)
    return rows


def _untouched(unit: Unit, heads: Sequence[Head]) -> Iterator[Row]:
    """The paragraphs of a unit that every version reads as the base does."""
    for words, head in zip(split(unit.composition.base), heads, strict=True):
        yield Row((Piece(numbered(head) + words),), None, head, opens=True, unit=unit.id)


def _empty(words: Iterable[Piece], versions: Iterable[str]) -> Versions:
    """The versions that read nothing of a unit."""
    empty = set(versions)
    for piece in words:
        if not empty:
            break
        empty -= {version for version in empty if reads(piece.stroke, version)}
    return frozenset(empty)


def added_rows(unit: Unit, offers: Mapping[str, Offer], absent: Versions = NOBODY) -> Iterator[Row]:
    """The paragraphs that versions add to the base: one after the other where they differ."""
    for alternative in _alternatives(unit):
        versions = frozenset(alternative.proposals) - absent
        heads = (offers[version].head for version in alternative.proposals if version in offers)
        head = next((each for each in heads if each), PLAIN)
        if versions:
            paragraphs = split(alternative.text)
            given = [head, *[Head("", head.kind, level=head.level)] * (len(paragraphs) - 1)]
            yield from written(zip(paragraphs, given, strict=True), Stroke("inserted", versions), unit.id)


def _alternatives(unit: Unit) -> Iterator[Alternative]:
    for part in unit.composition.parts:
        if isinstance(part, Site):
            yield from part.alternatives


def written(paragraphs: Iterable[tuple[str, Head]], stroke: Stroke, unit: str) -> Iterator[Row]:
    """Paragraphs that are new on paper, each with its number; a provision opens where the head names it."""
    for text, head in paragraphs:
        yield Row(tuple(merged([Piece(numbered(head) + text, stroke)])), stroke, head, bool(head.provision), unit)


def strokes(rows: Iterable[Row]) -> Iterator[Stroke]:
    """The strokes of rows, in the order of the text; one that does several things comes several times."""
    for row in rows:
        for piece in row.pieces:
            if piece.stroke:
                yield piece.stroke
        if row.end:
            yield row.end
