"""Cosignatures of witnesses: at this time, this was the largest consistent tree that I saw (C2SP tlog-cosignature, v1)."""

import struct
from collections.abc import Iterator

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import ed25519
from comity.record.note import COSIGNATURE, Key, Note, Sign, Signature

_LATEST = 2**63 - 1


class Cosigned(Struct, frozen=True):
    """A witness's key and the time, in seconds since 1970, at which it cosigned."""

    key: Key
    at: int


def cosign(text: str, key: Key, at: int, sign: Sign) -> Signature:
    """The cosignature of a checkpoint's text by a key of kind ``COSIGNATURE``, at ``at`` seconds since 1970."""
    return Signature(key.name, key.id, struct.pack(">Q", at) + sign(_message(text, at)))


def cosigned(note: Note, keys: tuple[Key, ...]) -> tuple[Cosigned, ...]:
    """Which of the witnesses' ``keys`` cosigned a checkpoint, and when; of several lines of one key the last.

    Raises ``Unreadable`` (``signature_wrong``) where a line names one of the keys and is not its cosignature: the whole note is
    refused then (C2SP signed-note, *signatures*).
    """
    return tuple({found.key: found for found in _cosigned(note, keys)}.values())


def _cosigned(note: Note, keys: tuple[Key, ...]) -> Iterator[Cosigned]:
    known = {(key.name, key.id): key for key in keys if key.kind == COSIGNATURE}
    for line in note.signatures:
        key = known.get((line.name, line.id))
        if key is not None:
            at = int.from_bytes(line.value[:8], "big")
            whole = len(line.value) == 8 + ed25519.SIGNATURE and at <= _LATEST
            if not whole or not ed25519.verify(key.public, _message(note.text, at), line.value[8:]):
                raise Unreadable("note", "signature_wrong", key=key.name)
            yield Cosigned(key, at)


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
