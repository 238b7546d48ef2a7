"""Heads of logs as signed checkpoints: what the host stands for with its key."""

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from comity.core.errors import Refused, Unreadable
from comity.record import note
from comity.record.checkpoint import Checkpoint
from comity.record.checkpoint import read as read_checkpoint
from comity.record.note import Key, Note
from comity.registry import store
from comity.registry.folded import Folded
from comity.registry.guarded import guarded
from comity.registry.read import newest


def key(log: str) -> Key:
    """The public key under which checkpoints of ``log`` are signed, named by the origin of the log."""
    return Key(store.origin(log), _private().public_key().public_bytes_raw())


def sign(log: str, folded: Folded) -> bytes:
    """The checkpoint of a log as folded so far, as a signed note. It leaves this house only once it is kept."""
    public = key(log)
    return signed(Checkpoint(public.name, folded.size, folded.root).text, public)


def checkpoint(log: str) -> bytes:
    """The newest checkpoint of ``log``, signed and kept. Refuses ``record_unknown`` where nothing is kept.

    It is held to the tree before it leaves (``checkpoint_damaged``); where only its signature is missing, or is no
    longer this host's, it is signed again.
    """
    with guarded(log):
        kept = store.checkpoint(log)
        return kept if kept and _sound(log, kept) else _anew(log)


def _sound(log: str, kept: bytes) -> bool:
    """Whether a checkpoint is what this host signs (Ed25519 always signs alike); its text must be what the tree says."""
    try:
        text = note.read(kept).text
        head = read_checkpoint(text)
    except Unreadable:
        raise Refused("checkpoint_damaged", log=log) from None
    if (head.origin, head.root) != (store.origin(log), store.root(log, head.size)):
        raise Refused("checkpoint_damaged", log=log)
    return kept == signed(text, key(log))


def _anew(log: str) -> bytes:
    """Sign the head of a record that was kept before checkpoints were, or by another key."""
    if log not in store.logs():
        raise Refused("record_unknown", log=log)
    with store.hold(log):
        folded = newest(log)
        if not folded.size:
            raise Refused("record_unknown", log=log)
        anew = sign(log, folded)
        store.keep_checkpoint(log, anew)
    return anew


def signed(text: str, public: Key) -> bytes:
    """The text of a checkpoint as a note that this host signs with ``public``, its key for the log."""
    return bytes(Note(text, (note.signed(text, public, _private().sign),)))


@cache
def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.COMITY_HOST_KEY))
