"""Who stands where on a proposal, as one sentence."""

from collections.abc import Iterator
from typing import get_args

from comity.core.state import StanceValue
from comity.formats.publication.values import Offer
from comity.locale import say

_ORDER = get_args(StanceValue)


def positions(offer: Offer, language: str) -> str:
    """``Support: KAZ, UZB. Object: RUS. RUS: the words of its reservation``; empty where nobody has taken a position."""
    return " ".join(_positions(offer, language))


def _positions(offer: Offer, language: str) -> Iterator[str]:
    for value, parties in sorted(offer.stances, key=lambda stance: _ORDER.index(stance[0])):
        yield say(language, f"table.stance.{value}", parties=", ".join(parties))
    for party, note in offer.reservations:
        yield f"{party}: {' '.join(note.split())}"
