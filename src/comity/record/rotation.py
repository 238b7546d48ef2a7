"""The host's key of a log passed on: a note that names the next key, signed by the one before and by the next (C2SP signed-note).

Whoever trusts the old key can so come to trust the new one. What the old key signed stays signed by it: receipts and
checkpoints verify as before.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import note
from comity.record.hashes import Hashes
from comity.record.note import Key, Note, Sign, read_key
from comity.record.report import Fault

MARK = "comity/rotation/v1"
MOST = 1_000
"""Rotations of one log that are read: a hostile file does not keep its reader busy."""

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_ROOT = re.compile(r"[0-9a-f]{64}")


class Rotation(Struct, frozen=True):
    """``new`` follows ``old`` for the log of ``size`` acts under ``root`` (hexadecimal); both keys bear the log's origin."""

    old: Key
    new: Key
    size: int
    root: str

    @property
    def text(self) -> str:
        """What is signed."""
        return "".join(f"{line}\n" for line in (MARK, self.old, self.new, self.size, self.root))


def signed(rotation: Rotation, old: Sign, new: Sign) -> bytes:
    """The note, signed by both keys."""
    lines = (note.signed(rotation.text, rotation.old, old), note.signed(rotation.text, rotation.new, new))
    return bytes(Note(rotation.text, lines))


def read(data: bytes) -> Rotation:
    """The rotation of a note that both of its keys signed, the old one first, and nobody else.

    ``Unreadable`` (``rotation_malformed``) for anything else.
    """
    try:
        found = note.read(data)
        mark, old, new, size, root = found.text.removesuffix("\n").split("\n")
        rotation = Rotation(read_key(old), read_key(new), int(size) if _SIZE.fullmatch(size) else -1, root)
        keys = (rotation.old, rotation.new)
        sound = note.verified(found, keys) == keys and len(found.signatures) == len(keys)
    except (ValueError, Unreadable):
        raise Unreadable("rotations", "rotation_malformed") from None
    if (
        not sound
        or mark != MARK
        or rotation.old.name != rotation.new.name
        or not _ROOT.fullmatch(root)
        or rotation.text != found.text
    ):
        raise Unreadable("rotations", "rotation_malformed")
    return rotation


def read_all(data: bytes) -> tuple[Rotation, ...]:
    """The rotations of a log as they are published: one note behind the other, the oldest first, ``MOST`` of them at most."""
    notes = parted(data)
    if len(notes) > MOST:
        raise Unreadable("rotations", "rotation_malformed")
    return tuple(map(read, notes))


def parted(data: bytes) -> tuple[bytes, ...]:
    """The notes that stand one behind the other, none of them read yet."""
    first, *notes = re.split(rf"(?m)^(?={re.escape(MARK)}$)", data.decode(errors="replace"))
    if first:
        raise Unreadable("rotations", "rotation_malformed")
    return tuple(each.encode() for each in notes)


def followed(trusted: Iterable[Key], rotations: Iterable[Rotation]) -> tuple[Key, ...]:
    """All keys that are trusted once ``rotations``, in order, have been followed from ``trusted``; the old ones stay."""
    keys = list(dict.fromkeys(trusted))
    for rotation in rotations:
        if rotation.old in keys and rotation.new not in keys:
            keys.append(rotation.new)
    return tuple(keys)


def led(trusted: Iterable[Key], rotations: Sequence[Rotation], key: Key) -> tuple[Rotation, ...]:
    """Those of ``rotations`` by which trust comes to ``key``, in order; none where it is trusted itself, or is not reached."""
    keys, path, wanted = set(trusted), [], key
    for rotation in reversed(rotations):
        if rotation.new == wanted and wanted not in keys:
            path.append(rotation)
            wanted = rotation.old
    return tuple(reversed(path)) if wanted in keys else ()


def faults(rotations: Iterable[Rotation], origin: str, tree: Hashes) -> Iterator[Fault]:
    """What an honest host of the log ``origin``, whose leaves are those of ``tree``, does not announce.

    Another log's key (``verify.rotation_foreign``); a head that this log did not have (``verify.rotation_differs``), or is yet to
    have (``verify.rotation_ahead``); a key that was not the host's at that time, since it had been passed on already, or one
    passed on to a key that had been it before (``verify.rotation_order``).
    """
    own: Key | None = None
    known: set[Key] = set()
    size = 0
    for rotation in rotations:
        own = own or rotation.old
        known.add(own)
        if rotation.old.name != origin:
            yield Fault("verify.rotation_foreign", {"key": str(rotation.new), "origin": origin})
        elif rotation.size > len(tree):
            yield Fault("verify.rotation_ahead", {"size": rotation.size, "now": len(tree)})
        elif rotation.root != tree.root(rotation.size).hex():
            yield Fault("verify.rotation_differs", {"size": rotation.size})
        elif rotation.old != own or rotation.new in known or rotation.size < size:
            yield Fault("verify.rotation_order", {"key": str(rotation.new)})
        own, size = rotation.new, rotation.size
