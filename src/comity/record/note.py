"""Signed notes: a text, a blank line, and lines of signatures (C2SP signed-note v1.0.0)."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import ed25519

ED25519 = 0x01
"""Kind of a key that signs the text of a note."""

COSIGNATURE = 0x04
"""Kind of a witness's key, which signs the text and the time (C2SP tlog-cosignature)."""

MOST = 1_000_000
"""Bytes of the longest note that is read."""

_LINES = 64
_DASH = "\N{EM DASH} "
_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")

Sign = Callable[[bytes], bytes]
"""What signs bytes: 64 bytes of Ed25519."""


class Key(Struct, frozen=True):
    """A public key under its name; ``kind`` is the signature type of the specification."""

    name: str
    public: bytes
    kind: int = ED25519

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes((self.kind,)) + self.public).digest()[:4]

    def __str__(self) -> str:
        """The key as people pass it on: ``name+a1b2c3d4+AUcG…`` (signed-note, *verifier keys*)."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes((self.kind,)) + self.public).decode()}"


class Signature(Struct, frozen=True):
    """One line: the name and id of a key, and what it signed, which only that key's kind can read."""

    name: str
    id: bytes
    value: bytes

    def __str__(self) -> str:
        """The line, without its line break."""
        return f"{_DASH}{self.name} {base64.b64encode(self.id + self.value).decode()}"


class Note(Struct, frozen=True):
    """A text, which ends with a line break, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        """The note as it is kept and sent."""
        return "".join((self.text, "\n", *(f"{line}\n" for line in self.signatures))).encode()


def signed(text: str, key: Key, sign: Sign) -> Signature:
    """The signature of a note's text under a key of kind ``ED25519``."""
    return Signature(key.name, key.id, sign(text.encode()))


def read_key(line: str) -> Key:
    """The key of its written form. ``Unreadable`` (``key_malformed``) unless that is exactly how the key is written."""
    try:
        name, _, encoded = line.split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        raise Unreadable("key", "key_malformed") from None
    key = Key(name, raw[1:], raw[0] if raw else 0)
    named = _NAME.fullmatch(name) and name.isprintable()  # it is shown, and turns no line of a terminal or page round
    if key.kind not in {ED25519, COSIGNATURE} or not ed25519.is_key(key.public) or not named or str(key) != line:
        raise Unreadable("key", "key_malformed")
    return key


def read(data: bytes) -> Note:
    """The note of its bytes; nothing is verified yet. ``Unreadable`` (``note_malformed``) for anything else."""
    try:
        written = data.decode() if len(data) <= MOST else ""
        text, signatures = written.rsplit("\n\n", 1)
        lines = tuple(map(_signature, signatures.removesuffix("\n").split("\n")))
    except (ValueError, binascii.Error):
        raise Unreadable("note", "note_malformed") from None
    note = Note(text + "\n", lines)
    if _CONTROL.search(written) or len(lines) > _LINES or bytes(note) != data:
        raise Unreadable("note", "note_malformed")
    return note


def verified(note: Note, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Those of ``keys`` (of kind ``ED25519``) that signed the note; lines of other keys are passed over.

    Raises ``Unreadable`` (``signature_wrong``) where a line names one of the keys and is not its signature.
    """
    known = {(key.name, key.id): key for key in keys if key.kind == ED25519}
    found: dict[Key, None] = {}
    for line in note.signatures:
        key = known.get((line.name, line.id))
        if key is not None:
            if not ed25519.verify(key.public, note.text.encode(), line.value):
                raise Unreadable("note", "signature_wrong", key=key.name)
            found[key] = None
    return tuple(found)


def _signature(line: str) -> Signature:
    if not line.startswith(_DASH):
        raise ValueError(line)
    name, encoded = line.removeprefix(_DASH).split(" ")
    raw = base64.b64decode(encoded, validate=True)
    if not _NAME.fullmatch(name) or len(raw) <= 4:  # noqa: PLR2004 - the id alone is no signature
        raise ValueError(line)
    return Signature(name, raw[:4], raw[4:])
