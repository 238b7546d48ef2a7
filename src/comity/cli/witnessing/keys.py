"""Keys at a witness: the one it cosigns with, and those of the hosts it trusts."""

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.terminal import keyfile
from comity.cli.witnessing.keeping import alone, got, put
from comity.cli.witnessing.source import Source
from comity.core.errors import Unreadable
from comity.record import heads, rotation
from comity.record.note import COSIGNATURE, ED25519, Key, Sign, read_key
from comity.record.rotation import Rotation

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_PRIVATE = b"PRIVATE+KEY+"
_SECRET = 0o600
_SEED = 32
_LONGEST = 1000


def own(path: Path, name: str, language: str) -> tuple[Key, Sign]:
    """The key in the file ``path``, and what signs with it; made there, for its owner's eyes only, where there is none.

    The file is like those of ``comity key`` (PKCS #8 in PEM); beside it ``<path>.pub`` tells the key as it is passed on, with the
    name that was given when it was made, or else one that follows from the key. What earlier versions kept (``PRIVATE+KEY+…``,
    Go's ``note``) is read. Refuses as ``keyfile.read`` does; ``Unreadable`` (``witness_key_file``) for files that do not
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
    made = Key(name or f"witness/{hashlib.sha256(public).hexdigest()[:16]}", public, COSIGNATURE)
    found = read_key((kept.decode(errors="replace") if kept else str(made)).strip())
    if (found.public, found.kind) != (public, COSIGNATURE):
        raise Unreadable(str(beside), "witness_key_file")
    if kept is None:
        put(beside, f"{found}\n".encode())
    return found


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
    return read_key(str(Key(name, private.public_key().public_bytes_raw(), COSIGNATURE))), private


class Trust:
    """The keys of logs that this witness trusts, in the file ``kept``: a verifier key a line, and the address it came from.

    ``given`` is a file of keys that were passed on by other hands (lines that begin with ``#`` are remarks); where it
    is there, nothing else is believed but what those keys announced. Such announcements are kept beside, in ``rotations``.
    """

    def __init__(self, kept: Path, given: Path | None = None) -> None:
        self._kept = kept
        self._passed = kept.with_name("rotations")
        self._given = _keys(given, got(given)) if given else None

    def keys(self) -> tuple[Key, ...]:
        """Every key of a log that is trusted."""
        known = self._given if self._given is not None else [key for keys in self._known().values() for key in keys]
        return rotation.followed(known, self._rotations())

    def of(self, source: Source) -> tuple[tuple[Key, ...], Key | None]:
        """The keys that may sign the log at ``source``; the second is the one that is trusted on first use, just now.

        A log that is known from another place is not new: whoever shows it is held to the key that it has there.
        """
        if self._given is not None:
            return self.keys(), None
        known = self._known().get(source.where)
        if known is not None:
            return rotation.followed(known, self._rotations()), None
        first = read_key(source.read("key", _LONGEST).decode(errors="replace").strip())
        if first.kind != ED25519:
            raise Unreadable(source.where, "key_malformed")
        elsewhere = tuple(key for key in self.keys() if key.name == first.name)
        return (elsewhere, None) if elsewhere else ((first,), first)

    def remember(self, source: Source, key: Key) -> None:
        """Trust a key for an address from now on."""
        if self._given is None:
            self._add(self._kept, (f"{key} {source.where}\n".encode(),))

    def follow(self, rotations: bytes) -> None:
        """Trust from now on what trusted keys announced, in notes that were verified."""
        self._add(self._passed, rotation.parted(rotations))

    def _add(self, path: Path, parts: Iterable[bytes]) -> None:
        """Add what is not there yet to a file to which rounds of other logs may add at the same moment."""
        with alone(self._kept.with_name("lock")):
            kept = got(path) or b""
            put(path, kept + b"".join(each for each in parts if each not in kept))

    def _rotations(self) -> tuple[Rotation, ...]:
        return tuple(map(rotation.read, rotation.parted(got(self._passed) or b"")))

    def _known(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = {}
        for line in (got(self._kept) or b"").decode(errors="replace").splitlines():
            key, _, where = line.partition(" ")
            found.setdefault(where, []).append(read_key(key))
        return found


def _keys(path: Path, data: bytes | None) -> list[Key]:
    if data is None:
        raise Unreadable(str(path), "missing")
    try:
        return [key for key in heads.read_keys(data) if key.kind == ED25519]
    except Unreadable as error:
        raise Unreadable(str(path), error.why, **error.facts) from None
