"""The language versions of a text beside each other: where one has moved on and another has yet to follow."""

from msgspec import Struct

from comity.core.positions import standing
from comity.core.revision.concordance import behind
from comity.core.revision.settle import worded
from comity.core.state import Provision, Text


class Discord(Struct, frozen=True):
    """The version of ``provision`` in ``language`` is to be brought into line with another that was ruled on since.

    ``offered`` are open proposals that have other words for it in that language: accepting one, or one of its
    alternatives, would do, and so does ``text.place`` in that language.
    """

    provision: str
    language: str
    offered: tuple[str, ...]


def concordance(text: Text) -> tuple[Discord, ...]:
    """Every version that is behind, settlements since the last revision included, in the order of the text.

    A version that a draft, an addition, a merger or a split left out is behind as well: it has yet to be translated.
    Linear in the provisions; see decision 0015.
    """
    found = (text.provisions[each] for each in text.order)
    return tuple(
        Discord(each.id, language, _offered(text, each, language)) for each in found for language in behind(text, each)
    )


def _offered(text: Text, provision: Provision, language: str) -> tuple[str, ...]:
    says = worded(text, provision).wordings.get(language)
    rewords = (each for each in standing(text, provision) if (each.kind, each.state) == ("reword", "open"))
    return tuple(each.id for each in rewords if each.pieces[0].get(language, says) != says)
