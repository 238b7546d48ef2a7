"""Strokes get an author and an instant: the sponsors' names, and a second that nothing else in the document has."""

from collections.abc import Mapping, Sequence

from comity.formats.publication.values import Publication
from comity.formats.tracked.making.pieces import Stroke, Versions
from comity.formats.tracked.making.rows import Row, strokes
from comity.formats.tracked.values import Mark

NO_DATE = 946_684_800_000
"""1 January 2000, for what no record dates: editors take an earlier year for a missing one."""

_SECOND = 1000

Signed = Mapping[Stroke, Mark]
"""The mark of each stroke. Strokes of one kind by the same versions have the same author and second."""


def signed(publication: Publication, rows: Sequence[Row]) -> Signed:
    """Sign the strokes of ``rows``: each kind and set of versions with the next free second since its last one was made.

    Deterministic; linear in the strokes.
    """
    sponsors = {version.id: version.sponsors for version in publication.composition.versions}
    seconds: dict[tuple[str, Versions], int] = {}
    free: dict[int, int] = {}
    found: dict[Stroke, Mark] = {}
    for stroke in strokes(rows):
        if stroke in found:
            continue
        key = stroke.kind, stroke.versions
        if key not in seconds:
            seconds[key] = _next(free, _made(publication, stroke.versions) // _SECOND)
        author = ", ".join(sorted({party for version in stroke.versions for party in sponsors[version]}))
        found[stroke] = Mark(stroke.kind, author, seconds[key] * _SECOND, stroke.move or None)
    return found


def _made(publication: Publication, versions: Versions) -> int:
    """The instant at which the last of some versions was made, or the document's own."""
    offers = (publication.offers[version] for version in versions if version in publication.offers)
    return max((offer.at for offer in offers), default=0) or publication.letterhead.at or NO_DATE


def _next(free: dict[int, int], second: int) -> int:
    """The first second from this one that is not taken; ``free`` leads from each taken second on."""
    path = []
    while second in free:
        path.append(second)
        second = free[second]
    for taken in (*path, second):
        free[taken] = second + 1
    return second
