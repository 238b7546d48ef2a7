"""The reasons of proposals as comments, each on the first words that its proposal changes."""

from collections.abc import Mapping, Sequence

from comity.formats.publication.values import Offer, Publication
from comity.formats.tracked.making.pieces import Piece
from comity.formats.tracked.making.rows import Row
from comity.formats.tracked.making.signing import Signed
from comity.formats.tracked.values import Comment

Place = tuple[int, int]
"""A row, and a piece of it."""


def reasons(publication: Publication, rows: Sequence[Row], signed: Signed) -> dict[Place, list[Comment]]:
    """The comments on each piece, numbered in the order of the text.

    A proposal's stands on the first words that it inserts, or else on the first that it deletes.
    """
    given = {version: offer for version, offer in publication.offers.items() if offer.rationale}
    found: dict[Place, list[Comment]] = {}
    places = _places(rows, given)
    for n, (place, version) in enumerate(sorted((place, version) for version, place in places.items())):
        stroke = rows[place[0]].pieces[place[1]].stroke
        author = ", ".join(sorted(given[version].sponsors))
        at = signed[stroke].at if stroke else None
        text = told(given[version], publication.names)
        found.setdefault(place, []).append(Comment(str(n), author, at, text))
    return found


def told(offer: Offer, names: Mapping[str, str]) -> str:
    """A reason with what the proposal is called and whose it is: ``No. 12, Kazakhstan, Uzbekistan: …``.

    Where that would say no more than the author of the comment does, the reason alone.
    """
    if offer.label == ",".join(offer.sponsors) and not any(party in names for party in offer.sponsors):
        return offer.rationale
    sponsors = [names.get(party, party) for party in offer.sponsors]
    called = [] if offer.label in {",".join(offer.sponsors), *sponsors} else [offer.label]
    return f"{', '.join([*called, *sponsors])}: {offer.rationale}"


def _places(rows: Sequence[Row], offers: Mapping[str, Offer]) -> dict[str, Place]:
    best: dict[str, tuple[int, Place]] = {}
    for n, row in enumerate(rows):
        for m, piece in enumerate(row.pieces):
            rank = _rank(piece)
            for version in piece.stroke.versions if piece.stroke else ():
                if version in offers and (version not in best or rank < best[version][0]):
                    best[version] = rank, (n, m)
    return {version: place for version, (_, place) in best.items()}


def _rank(piece: Piece) -> int:
    """Words before spaces, what comes before what goes."""
    inserted = piece.stroke is not None and piece.stroke.kind == "inserted"
    return (0 if piece.text.strip() else 2) + (not inserted)
