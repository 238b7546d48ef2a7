"""Who vouches for an act, as a page marks it: the keys of its party that signed it, or without any the host."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.core.state import Key, State
from comity.record.batch import Place
from comity.record.signature import Signature
from comity.record.signing import LEVELS

HOW = {"host": 0, "passkey": LEVELS["passkey"], "ed25519": LEVELS["ed25519"]}
"""What an act may be sought by, and the level it is then of."""


@dataclass(frozen=True)
class Signer:
    """A key that signed an act; ``number`` and ``among`` say which it is of several acts signed at once, none where it was alone."""

    key: Key
    number: int | None = None
    among: int | None = None


@dataclass(frozen=True)
class Mark:
    """``how`` is the best that an act was signed with: ``host``, ``passkey`` or ``ed25519``; the keys in the order given."""

    how: str
    signers: tuple[Signer, ...]


def mark(state: State, sigs: Iterable[Signature]) -> Mark:
    """The mark of an act that bears ``sigs``, all of which its record knows."""
    signers = tuple(_signer(state.keys[each.key], each.place) for each in sigs)
    kinds = {signer.key.kind for signer in signers}
    return Mark(max({"host", *kinds}, key=HOW.__getitem__), signers)


def how(sigs: Iterable[Signature]) -> str:
    """By what an act that bears ``sigs`` is found: the best of them, or ``host``."""
    return max(("host", *(each.kind for each in sigs)), key=HOW.__getitem__)


def _signer(key: Key, place: Place | None) -> Signer:
    return Signer(key) if place is None else Signer(key, place.index + 1, place.size)
