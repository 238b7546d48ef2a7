"""What was sent, laid open for comparison: its base provisions, and which of its paragraphs hold the words of which."""

from collections.abc import Mapping

from msgspec import Struct

from comity.core.wording.document import project_document
from comity.formats.publication.values import Head, Publication
from comity.formats.tracked.values import Tracked
from comity.formats.tracked.views import original
from comity.formats.upload.lines import Numbers


class Grounds(Struct, frozen=True):
    """The base: ``heads`` and ``words`` of its provisions in order, and the provision in each paragraph ``of`` the document."""

    publication: Publication
    document: Tracked
    heads: tuple[Head, ...]
    words: tuple[str, ...]
    of: Mapping[int, int]
    numbers: Numbers


def grounds(publication: Publication, document: Tracked) -> Grounds:
    """The base of a publication in the document that was made of it."""
    words = project_document(publication.composition, None)
    heads = publication.heads
    of = {at: n for n, line in enumerate(original(document)) for at in line.sources}
    offered = [offer.head.number for offer in publication.offers.values() if offer.head]
    numbers = Numbers([*(head.number for head in heads), *offered])
    return Grounds(publication, document, heads, words, of, numbers)
