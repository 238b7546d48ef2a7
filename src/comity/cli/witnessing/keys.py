"""Keys at a witness: the one it cosigns with, and those of the hosts it trusts."""

import base64
import secrets
from pathlib import Path

from comity.cli.witnessing.keeping import got, put
from comity.cli.witnessing.source import Source
from comity.core.errors import Refused, Unreadable
from comity.record.note import COSIGNATURE, ED25519, Key, Sign, read_key

_PRIVATE = "PRIVATE+KEY+"
_SECRET = 0o600
_SEED = 32
_LONGEST = 1000


def own(path: Path, name: str) -> tuple[Key, Sign]:
    """The key in the file ``path``, and what signs with it; made there, for its owner's eyes only, where there is none.

    It is written as Go's ``note`` writes keys that sign: ``PRIVATE+KEY+name+id+`` and the kind with the seed in
    base64. Refuses ``signing_not_installed``; ``Unreadable`` (``witness_key_file``) for a file that holds no such key,
    or one of another name than ``name``, if that is given.
    """
    kept = got(path)
    if kept is None:
        key, _sign = _paired(name or f"witness/{secrets.token_hex(8)}", seed := secrets.token_bytes(_SEED))
        secret = base64.b64encode(bytes((COSIGNATURE,)) + seed).decode()
        put(path, f"{_PRIVATE}{key.name}+{key.id.hex()}+{secret}\n".encode(), _SECRET)
        return own(path, name)
    try:
        found, _id, secret = kept.decode().strip().removeprefix(_PRIVATE).split("+", 2)
        raw = base64.b64decode(secret, validate=True)
    except ValueError:
        raise Unreadable(str(path), "witness_key_file") from None
    if len(raw) != 1 + _SEED or raw[0] != COSIGNATURE or (name and found != name):
        raise Unreadable(str(path), "witness_key_file")
    return _paired(found, raw[1:])


def _paired(name: str, seed: bytes) -> tuple[Key, Sign]:
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - a bare install verifies without it
    except ModuleNotFoundError:
        raise Refused("signing_not_installed") from None
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key = Key(name, private.public_key().public_bytes_raw(), COSIGNATURE)
    read_key(str(key))
    return key, private.sign


class Trust:
    """The keys of logs that this witness trusts, in the file ``kept``: a verifier key a line, and the address it came from.

    ``given`` is a file of keys that were passed on by other hands (lines that begin with ``#`` are remarks); where it
    is there, nothing else is believed.
    """

    def __init__(self, kept: Path, given: Path | None = None) -> None:
        self._kept = kept
        self._given = _keys(given, got(given)) if given else None

    def keys(self) -> tuple[Key, ...]:
        """Every key of a log that is trusted."""
        return tuple(self._given if self._given is not None else self._known().values())

    def of(self, source: Source) -> tuple[tuple[Key, ...], Key | None]:
        """The keys that may sign the log at ``source``; the second is the one that is trusted on first use, just now."""
        if self._given is not None:
            return tuple(self._given), None
        known = self._known().get(source.where)
        if known is not None:
            return (known,), None
        first = read_key(source.read("key", _LONGEST).decode(errors="replace").strip())
        if first.kind != ED25519:
            raise Unreadable(source.where, "key_malformed")
        return (first,), first

    def remember(self, source: Source, key: Key) -> None:
        """Trust a key for an address from now on."""
        if self._given is None:
            put(self._kept, (got(self._kept) or b"") + f"{key} {source.where}\n".encode())

    def _known(self) -> dict[str, Key]:
        lines = (got(self._kept) or b"").decode().splitlines()
        return {where: read_key(key) for key, _, where in (line.partition(" ") for line in lines)}


def _keys(path: Path, data: bytes | None) -> list[Key]:
    if data is None:
        raise Unreadable(str(path), "missing")
    lines = (line.split("#")[0].split() for line in data.decode(errors="replace").splitlines())
    return [key for key in (read_key(words[0]) for words in lines if words) if key.kind == ED25519]
