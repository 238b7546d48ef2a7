"""Heads of logs as signed checkpoints: what the host stands for with its key."""

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from comity.core.errors import Refused
from comity.record import note
from comity.record.checkpoint import Checkpoint
from comity.record.note import Key, Note
from comity.registry import store
from comity.registry.folded import Folded
from comity.registry.read import newest


def key(log: str) -> Key:
    """The public key under which checkpoints of ``log`` are signed, named by the origin of the log."""
    return Key(store.origin(log), _private().public_key().public_bytes_raw())


def sign(log: str, folded: Folded) -> bytes:
    """The checkpoint of a log as folded so far, as a signed note. It leaves this house only once it is kept."""
    public = key(log)
    text = Checkpoint(public.name, folded.size, folded.root).text
    return bytes(Note(text, (note.signed(text, public, _private().sign),)))


def checkpoint(log: str) -> bytes:
    """The newest checkpoint of ``log``, signed and kept. Refuses ``record_unknown`` where nothing is kept."""
    return store.checkpoint(log) or _first(log)


def _first(log: str) -> bytes:
    """The checkpoint of a record that was kept before checkpoints were."""
    if log not in store.logs():
        raise Refused("record_unknown", log=log)
    with store.hold(log):
        folded = newest(log)
        if not folded.size:
            raise Refused("record_unknown", log=log)
        signed = sign(log, folded)
        store.keep_checkpoint(log, signed)
    return signed


@cache
def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.COMITY_HOST_KEY))
