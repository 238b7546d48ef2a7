"""The key of a witness, with which it cosigns."""

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.terminal import keyfile
from comity.cli.witnessing.keeping import got, put
from comity.core.errors import Refused, Unreadable
from comity.record.note import COSIGNATURE, Key, Sign, read_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_PRIVATE = b"PRIVATE+KEY+"
_SECRET = 0o600
_SEED = 32


def own(path: Path, name: str, language: str) -> tuple[Key, Sign]:
    """The key in the file ``path``, and what signs with it; made there, for its owner's eyes only, where there is none.

    The file is like those of ``comity key`` (PKCS #8 in PEM); beside it ``<path>.pub`` tells the key as it is passed on, with the
    name that was given when it was made, or else one that follows from the key. What earlier versions kept (``PRIVATE+KEY+…``,
    Go's ``note``) is read. Refuses as ``keyfile.read`` does, and ``key_name``; ``Unreadable`` (``witness_key_file``) for files that do not
    fit each other, or a key of another name than ``name``, if that is given.
    """
    data = got(path)
    if data is None:
        put(path, keyfile.pem(keyfile.generated()), _SECRET)
        return own(path, name, language)
    if data.startswith(_PRIVATE):
        found, private = _of_note(path, data)
    else:
        private = keyfile.read(str(path), language)
        found = _named(path, private.public_key().public_bytes_raw(), name)
    if name and found.name != name:
        raise Unreadable(str(path), "witness_key_file")
    return found, private.sign


def _named(path: Path, public: bytes, name: str) -> Key:
    """The public key under its name, which is kept."""
    beside = path.with_name(f"{path.name}.pub")
    kept = got(beside)
    if kept is None:
        return _made(beside, Key(name or f"witness/{hashlib.sha256(public).hexdigest()[:16]}", public, COSIGNATURE))
    found = _read(beside, kept.decode(errors="replace").strip())
    if (found.public, found.kind) != (public, COSIGNATURE):
        raise Unreadable(str(beside), "witness_key_file")
    return found


def _made(beside: Path, key: Key) -> Key:
    """The public key, told beside its file; refused (``key_name``) where none can be called so."""
    try:
        read_key(str(key))
    except Unreadable:
        raise Refused("key_name", name=key.name) from None
    put(beside, f"{key}\n".encode())
    return key


def _of_note(path: Path, data: bytes) -> "tuple[Key, Ed25519PrivateKey]":
    """A key as earlier versions kept it."""
    try:
        name, _id, secret = data.decode().strip().removeprefix(_PRIVATE.decode()).split("+", 2)
        raw = base64.b64decode(secret, validate=True)
    except ValueError:
        raise Unreadable(str(path), "witness_key_file") from None
    if len(raw) != 1 + _SEED or raw[0] != COSIGNATURE:
        raise Unreadable(str(path), "witness_key_file")
    private = keyfile.generated(raw[1:])
    return _read(path, str(Key(name, private.public_key().public_bytes_raw(), COSIGNATURE))), private


def _read(path: Path, line: str) -> Key:
    """The key of a line in a file."""
    try:
        return read_key(line)
    except Unreadable:
        raise Unreadable(str(path), "witness_key_file") from None
