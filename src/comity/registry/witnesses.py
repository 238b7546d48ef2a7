"""What witnesses have seen of a log: their latest cosignatures, kept beside its checkpoint and served in it."""

import time
from contextlib import suppress

from msgspec import Struct

from comity.core.errors import Refused, Unreadable
from comity.record import checkpoint as record_checkpoint
from comity.record import cosignature, note
from comity.record.checkpoint import Checkpoint
from comity.record.cosignature import Cosigned
from comity.record.note import COSIGNATURE, Key, Note, Signature
from comity.registry import beside, heads, known, store
from comity.registry.guarded import guarded

HOST = ""
"""The party of a witness that the host asks by itself: nobody vouches for it but its key."""

MOST = 8
"""Keys that one party may cosign with."""

SERVED = 60
"""Cosignatures in a checkpoint at most: a reader of notes takes 64 lines (signed-note, *signatures*), one is the host's."""

LONGEST = 320
"""Characters of a key with its name."""

AHEAD = 3600
"""Seconds by which the clock of a witness may run before ours."""


class Witness(Struct, frozen=True):
    """The key of ``party``'s witness (a verifier key, ``name+id+key``), and the largest size it cosigned, when (seconds).

    ``party`` is ``HOST`` where the host asked for the cosignature before any party brought it.
    """

    party: str
    key: str
    size: int
    at: int

    @property
    def name(self) -> str:
        """What the witness calls itself."""
        return self.key.partition("+")[0]


def witnesses(log: str) -> tuple[Witness, ...]:
    """Every witness of ``log``, by party and name."""
    with guarded(log):
        return tuple(Witness(*row[:4]) for row in beside.cosignatures(log))


def cosign(log: str, party: str, key: Key, cosigned: Note) -> Witness:
    """Keep the cosignature of a checkpoint of ``log`` that ``key``, a witness of ``party`` or ``HOST``, gave; what is kept of it.

    The checkpoint may be an older one; a later cosignature is never replaced by an earlier one, so sending again is
    nothing new. Refuses a key that is no witness's (``witness_key``), another log (``log_wrong``), a head that the
    log never had (``witness_forked``: the witness holds proof of two histories), a signature that is not the key's
    or whose time has not come (``witness_signature``), a key of another party (``witness_other``), more than ``MOST``
    keys (``witness_many``). Where this host signed the head that the log does not have, that is kept in mind, and the
    refusal is that by which the record is no longer continued (``record_behind``, ``record_forked``).
    """
    head = record_checkpoint.read(cosigned.text)
    _heed(log, key, head, cosigned)
    found = _found(cosigned, key)
    if found is None or found.at > time.time() + AHEAD:
        raise Refused("witness_signature", key=key.name)
    line = next(str(each) for each in reversed(cosigned.signatures) if _is_of(each, key))
    with guarded(log), store.hold(log):
        seen = {each.key: each for each in witnesses(log)}
        kept = seen.get(str(key))
        fresh = Witness(kept.party if kept else party, str(key), head.size, found.at)
        _own(party, fresh, seen)
        if kept and (kept.size, kept.at) >= (fresh.size, fresh.at):
            return kept
        beside.keep_cosignature(log, (fresh.party, fresh.key, fresh.size, fresh.at, line))
    return fresh


def checkpoint(log: str) -> bytes:
    """The newest checkpoint of ``log``, signed by the host, with the cosignatures that witnesses gave to it.

    Refuses ``record_unknown`` where nothing is kept.
    """
    signed = heads.checkpoint(log)
    size = record_checkpoint.read(note.read(signed).text).size
    with guarded(log):
        lines = [line for _, _, cosigned, _, line in beside.cosignatures(log) if cosigned == size]
    return signed + "".join(f"{line}\n" for line in lines[:SERVED]).encode()


def _heed(log: str, key: Key, head: Checkpoint, cosigned: Note) -> None:
    """Refuse a key, a log and a head that cannot be cosigned here; a head that this host signed is kept in mind."""
    origin = store.origin(log)
    if key.kind != COSIGNATURE or key.name == origin or len(str(key)) > LONGEST:
        raise Refused("witness_key", key=key.name)
    if head.origin != origin:
        raise Refused("log_wrong", log=head.origin, expected=origin)
    if not head.size or store.root(log, head.size) != head.root:
        with suppress(Unreadable):
            known.remind(log, bytes(cosigned))
        raise known.broken(log) or Refused("witness_forked", size=head.size)


def _own(party: str, fresh: Witness, seen: dict[str, Witness]) -> None:
    """Refuse a key of another party, and more keys than a party has use for. The host may ask whom it likes, and whose it likes."""
    if HOST in {party, fresh.party}:
        return
    if fresh.key in seen:
        if fresh.party != party:
            raise Refused("witness_other", key=fresh.name, party=fresh.party)
    elif sum(each.party == party for each in seen.values()) >= MOST:
        raise Refused("witness_many", party=party, most=MOST)


def _found(cosigned: Note, key: Key) -> Cosigned | None:
    try:
        return next(iter(cosignature.cosigned(cosigned, (key,))), None)
    except Unreadable:
        return None


def _is_of(line: Signature, key: Key) -> bool:
    return (line.name, line.id) == (key.name, key.id)
