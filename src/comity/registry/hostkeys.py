"""The keys with which this host signs: the one in use, and those that were passed on to it."""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from comity.record import note, rotation
from comity.record.note import Key, Note
from comity.registry import store


def key(log: str) -> Key:
    """The public key under which checkpoints of ``log`` are signed, named by the origin of the log."""
    return named(store.origin(log))


def named(origin: str) -> Key:
    """The public key in use, under the name that the checkpoints of a log bear."""
    return Key(origin, private().public_key().public_bytes_raw())


def keys(log: str, own: Key) -> tuple[Key, ...]:
    """Every key with which this host has signed ``log``: its ``own``, which is in use, and those that were passed on to it."""
    found = [own]
    for each in reversed(rotation.read_all(rotations(log))):
        if each.new in found:
            found.append(each.old)
    return tuple(found)


def is_own(log: str, own: Key, signed: Note) -> bool:
    """Whether a note bears a line under one of the ``keys`` of ``log``; that the line is right is for others to say. Cheap."""
    lines = {(line.name, line.id) for line in signed.signatures}
    return (own.name, own.id) in lines or any((each.name, each.id) in lines for each in keys(log, own))


def signed(text: str, public: Key) -> bytes:
    """The text of a checkpoint as a note that this host signs with ``public``, its key for the log."""
    return bytes(Note(text, (note.signed(text, public, private().sign),)))


def rotations(log: str) -> bytes:
    """The notes by which the key of ``log`` was passed on, the oldest first; empty where it never was."""
    try:
        return (announced() / log).read_bytes()
    except FileNotFoundError:
        return b""


def announced() -> Path:
    """The folder of these notes."""
    return Path(settings.COMITY_DATA) / "rotations"


def private() -> Ed25519PrivateKey:
    """The key in use."""
    return _private(settings.COMITY_HOST_KEY)


@cache
def _private(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
