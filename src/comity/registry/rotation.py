"""The host's key passed on to the next: announced for every log, signed by both, and kept beside the records."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from comity.core.errors import Refused
from comity.record import rotation
from comity.record.note import Key
from comity.record.rotation import Rotation
from comity.registry import durable, heads, read, store


def announce(seed: bytes) -> tuple[Rotation, ...]:
    """Announce for every log that the key of ``seed`` (32 bytes) follows the host's; on disk when this returns.

    What was announced already is not announced again, so that this can be begun anew after a power cut. Refuses
    (``rotations_many``) one announcement more than anybody reads.
    """
    following = Ed25519PrivateKey.from_private_bytes(seed)
    return tuple(_announced(log, following) for log in read.logs())


def rotations(log: str) -> bytes:
    """The notes by which the key of ``log`` was passed on, the oldest first; empty where it never was."""
    try:
        return (_folder() / log).read_bytes()
    except FileNotFoundError:
        return b""


def keys(log: str) -> tuple[Key, ...]:
    """Every key with which this host has signed ``log``: the one in use, and those that were passed on to it."""
    found = [heads.key(log)]
    for each in reversed(rotation.read_all(rotations(log))):
        if each.new in found:
            found.append(each.old)
    return tuple(found)


def _announced(log: str, following: Ed25519PrivateKey) -> Rotation:
    old = heads.key(log)
    new = Key(store.origin(log), following.public_key().public_bytes_raw())
    kept = rotations(log)
    told = rotation.read_all(kept)
    earlier = [each for each in told if (each.old, each.new) == (old, new)]
    if earlier:
        return earlier[-1]
    if len(told) >= rotation.MOST:
        raise Refused("rotations_many", log=log, most=rotation.MOST)
    head = read.head(log)
    made = Rotation(old, new, head.size, head.root)
    host = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.COMITY_HOST_KEY))
    durable.put(_folder() / log, kept + rotation.signed(made, host.sign, following.sign))
    return made


def _folder() -> Path:
    return Path(settings.COMITY_DATA) / "rotations"
