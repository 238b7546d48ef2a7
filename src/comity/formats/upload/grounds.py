"""What was sent, laid open for comparison: its base provisions, and which of its paragraphs hold the words of which."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from comity.core.wording.document import project_document
from comity.formats.publication.values import Head, Publication
from comity.formats.tracked.making import Keys, tracked_with_keys
from comity.formats.tracked.values import Tracked
from comity.formats.tracked.views import original
from comity.formats.upload.lines import Labelled, Numbers


class Grounds(Struct, frozen=True):
    """The base: ``heads`` and ``words`` of its provisions in order.

    ``of`` is the provision in each paragraph of the document, ``places`` the paragraphs of each provision; ``original`` is
    how the document reads with no change taken; ``whose`` the versions of each pending mark, by author and instant.
    """

    publication: Publication
    document: Tracked
    heads: tuple[Head, ...]
    words: tuple[str, ...]
    original: tuple[Labelled, ...]
    of: Mapping[int, int]
    places: Mapping[int, Sequence[int]]
    numbers: Numbers
    whose: Keys


def grounds(publication: Publication) -> Grounds:
    """A publication with the document that is made of it."""
    document, whose = tracked_with_keys(publication)
    words = project_document(publication.composition, None)
    heads = publication.heads
    lines = original(document)
    of = {at: n for n, line in enumerate(lines) for at in line.sources}
    places: dict[int, list[int]] = defaultdict(list)
    for at, n in of.items():
        places[n].append(at)
    offered = [offer.head.number for offer in publication.offers.values() if offer.head]
    numbers = Numbers([*(head.number for head in heads), *offered])
    return Grounds(publication, document, heads, words, tuple(numbers.labelled(lines)), of, places, numbers, whose)
