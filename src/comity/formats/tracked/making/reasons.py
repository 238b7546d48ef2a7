"""The reasons of proposals as comments, each on the first words that its proposal changes."""

from collections.abc import Mapping, Sequence

from comity.formats.publication.values import Offer, Publication
from comity.formats.tracked.making.pieces import Piece
from comity.formats.tracked.making.rows import Row
from comity.formats.tracked.making.signing import Signed
from comity.formats.tracked.values import Comment

Place = tuple[int, int]
"""A row, and a piece of it."""

_Given = tuple[str, str]
"""A version, and the unit for which it gives a reason, or ``""`` for the reason of all of it."""


def reasons(publication: Publication, rows: Sequence[Row], signed: Signed) -> dict[Place, list[Comment]]:
    """The comments on each piece, numbered in the order of the text.

    A proposal's stands on the first words that it inserts, or else on the first that it deletes; one that it gives for a
    unit, on those of the unit.
    """
    given = {version: offer for version, offer in publication.offers.items() if offer.rationale or offer.reasons}
    found: dict[Place, list[Comment]] = {}
    places = _places(rows, given)
    for n, (place, (version, unit)) in enumerate(sorted((place, key) for key, place in places.items())):
        stroke = rows[place[0]].pieces[place[1]].stroke
        author = ", ".join(sorted(given[version].sponsors))
        at = signed[stroke].at if stroke else None
        text = told(given[version], publication.names, unit)
        found.setdefault(place, []).append(Comment(str(n), author, at, text))
    return found


def told(offer: Offer, names: Mapping[str, str], unit: str = "") -> str:
    """The reason, that for ``unit`` if there is one, with the name and sponsors: ``No. 12, Kazakhstan, Uzbekistan: …``.

    Where that would say no more than the author of the comment does, the reason alone.
    """
    words = offer.reasons.get(unit, offer.rationale)
    if offer.label == ",".join(offer.sponsors) and not any(party in names for party in offer.sponsors):
        return words
    sponsors = [names.get(party, party) for party in offer.sponsors]
    called = [] if offer.label in {",".join(offer.sponsors), *sponsors} else [offer.label]
    return f"{', '.join([*called, *sponsors])}: {words}"


def _places(rows: Sequence[Row], offers: Mapping[str, Offer]) -> dict[_Given, Place]:
    best: dict[_Given, tuple[int, Place]] = {}
    for n, row in enumerate(rows):
        for m, piece in enumerate(row.pieces):
            for version in piece.stroke.versions & offers.keys() if piece.stroke else ():
                unit = row.unit if row.unit in offers[version].reasons else ""
                if unit or offers[version].rationale:
                    found = _rank(piece), (n, m)
                    best[version, unit] = min(best.get((version, unit), found), found)
    return {key: place for key, (_, place) in best.items()}


def _rank(piece: Piece) -> int:
    """Words before spaces, what comes before what goes."""
    inserted = piece.stroke is not None and piece.stroke.kind == "inserted"
    return (0 if piece.text.strip() else 2) + (not inserted)
