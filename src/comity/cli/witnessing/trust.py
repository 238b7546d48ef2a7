"""Whom a witness trusts: the keys of logs, where each came from, and how hosts passed them on."""

from collections.abc import Iterable
from pathlib import Path

from comity.cli.witnessing.keeping import alone, got, put, written
from comity.cli.witnessing.source import Source, served
from comity.core.errors import Unreadable
from comity.record import heads, rotation
from comity.record.note import ED25519, Key, read_key
from comity.record.rotation import Rotation

_LONGEST = 1000


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
        first = _first(source)
        elsewhere = tuple(key for key in self.keys() if key.name == first.name)
        return (elsewhere, None) if elsewhere else ((first,), first)

    def remember(self, source: Source, key: Key) -> None:
        """Trust a key for an address from now on."""
        if self._given is None:
            self._add(self._kept, (f"{key} {source.where}\n".encode(),))

    def admit(self, file: Path) -> tuple[Rotation, ...]:
        """Follow from now on what a file announces, as a host publishes it (``log/rotations``); those that are new.

        For a witness that only takes submissions, and so never asks a host. ``Unreadable``: ``missing``, ``rotation_malformed``;
        ``rotations_unled`` where no key that is trusted announced any of it.
        """
        data = got(file)
        if data is None:
            raise Unreadable(str(file), "missing")
        try:
            told = rotation.read_all(data)
        except Unreadable as error:
            raise Unreadable(str(file), error.why, **error.facts) from None
        known = self.keys()
        reached = rotation.followed(known, told)
        if told and not any(each.old in reached for each in told):
            raise Unreadable(str(file), "rotations_unled")
        self.follow(data)
        return tuple(each for each in told if each.old in reached and each.new not in known)

    def follow(self, rotations: bytes) -> None:
        """Trust from now on what trusted keys announced, in notes that were verified."""
        self._add(self._passed, rotation.parted(rotations))

    def _add(self, path: Path, parts: Iterable[bytes]) -> None:
        """Add what is not there yet to a file to which rounds of other logs may add at the same moment."""
        with alone(self._kept.with_name("lock")):
            kept = got(path) or b""
            put(path, kept + b"".join(each for each in parts if each not in kept))

    def _rotations(self) -> tuple[Rotation, ...]:
        with written(self._passed):
            return tuple(map(rotation.read, rotation.parted(got(self._passed) or b"")))

    def _known(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = {}
        for line in (got(self._kept) or b"").decode(errors="replace").splitlines():
            key, _, where = line.partition(" ")
            with written(self._kept):
                found.setdefault(where, []).append(read_key(key))
        return found


def _keys(path: Path, data: bytes | None) -> list[Key]:
    if data is None:
        raise Unreadable(str(path), "missing")
    try:
        found = [key for key in heads.read_keys(data) if key.kind == ED25519]
    except Unreadable as error:
        raise Unreadable(str(path), error.why, **error.facts) from None
    if not found:
        raise Unreadable(str(path), "keys_none")
    return found


def _first(source: Source) -> Key:
    """The key that a host shows to whoever does not know it yet."""
    line = source.read("key", _LONGEST).decode(errors="replace").strip()
    with served(f"{source.where}/key"):
        found = read_key(line)
        if found.kind != ED25519:
            raise Unreadable(source.where, "key_malformed")
        return found
