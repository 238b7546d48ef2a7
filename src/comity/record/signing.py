"""Which signatures an act needs, and whether those given are such: by the state before the act, and nothing else.

Levels are stated by the opening act. 0: the host attests who was signed in; 1: a passkey, or better; 2: a key of the party's
own, outside any browser. A key is valid by its place in the record, never by a clock.
"""

import base64
from collections.abc import Sequence

from comity.core.acts import Act
from comity.core.acts.key.revoke import Revoke
from comity.core.acts.keying import Keying, key_of, keys_of
from comity.core.errors import Refused, Unreadable
from comity.core.state import Key, State
from comity.record import signature
from comity.record.signature import PURE, Curves, Signature

LEVELS = {"passkey": 1, "ed25519": 2}
"""What a signature of each kind is worth."""

FINAL = frozenset({"approval.initial", "consultation.succeed", "key.recover", "text.issue_revision"})
"""Acts that fix a text, or decide who may, or what the record is: signed at the level ``signing_final`` where that is the higher."""

MOST = 8
"""Signatures of one act; each costs a few milliseconds to check."""


def level(state: State | None, act: Act) -> int:
    """The level at which ``act`` is to be signed in ``state``.

    The opening act and the first key of a party are attested by the host, since nothing is there yet to sign with. A party
    that has a key signs for every other one, and for the end of one, whatever the level of the consultation; with a key
    of any kind. So a host that invents a key for it would be seen.
    """
    if state is None:
        return 0
    if isinstance(act, Keying) and act.kind == "key.add":
        return 1 if keys_of(state, act.party) else 0
    if isinstance(act, Revoke):
        return 1 if act.behalf is None else max(state.signing, state.signing_final)
    return max(state.signing, state.signing_final) if act.kind in FINAL else state.signing


def require(state: State | None, act: Act, statement: bytes, sigs: Sequence[str], curves: Curves = PURE) -> None:
    """Refuse ``act`` unless ``sigs`` are signatures of its statement that ``state`` knows, and enough; raise nothing else.

    ``key_unsound`` for a key that is no point of its curve, or one under which anything verifies; for the signatures
    ``signature_malformed``, ``signatures_too_many``, ``signature_repeated``, ``key_unknown``, ``key_revoked``, ``key_foreign`` (held by
    another seat), ``signature_wrong``; ``signature_needed`` and ``signature_key_needed`` where the level is not reached.
    """
    if isinstance(act, Keying) and not signature.is_key(act.key_kind, base64.b64decode(act.public)):
        raise Refused("key_unsound", kind=act.key_kind)
    if len(sigs) > MOST:
        raise Refused("signatures_too_many", most=MOST)
    signed: set[str] = set()
    reached = 0
    for line in sigs:
        given = _read(line)
        if given.key in signed:
            raise Refused("signature_repeated", key=given.key)
        signed.add(given.key)
        _verify(_key(state, act, given), given, statement, curves)
        reached = max(reached, LEVELS[given.kind])
    needed = level(state, act)
    if reached < needed:
        raise Refused("signature_needed" if needed == 1 else "signature_key_needed")


def signers(state: State, seat: str) -> tuple[Key, ...]:
    """The keys with which ``seat`` signs now, in the order added. O(keys)."""
    return tuple(key for key in keys_of(state, seat.partition("/")[0]) if key.revoked is None and _is_held(key, seat))


def _read(line: str) -> Signature:
    try:
        return signature.read(line)
    except Unreadable:
        raise Refused("signature_malformed") from None


def _key(state: State | None, act: Act, given: Signature) -> Key:
    """The key that a signature names, in the hands of whoever acts."""
    if state is None:
        raise Refused("key_unknown", key=given.key)
    key = key_of(state, given.key)
    if not _is_held(key, act.actor):
        raise Refused("key_foreign", key=key.id, holder=key.holder, seat=act.actor)
    return key


def _is_held(key: Key, seat: str) -> bool:
    return key.holder in {seat, seat.partition("/")[0]}


def _verify(key: Key, given: Signature, statement: bytes, curves: Curves) -> None:
    if given.kind != key.kind or not signature.verifies(
        given, base64.b64decode(key.public), statement, key.site, curves
    ):
        raise Refused("signature_wrong", key=key.id)
