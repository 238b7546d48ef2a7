"""Checkpoints: the head of a log as the text of a signed note (C2SP tlog-checkpoint v1.0.0)."""

import base64
import binascii
import re
from collections.abc import Iterable

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import note
from comity.record.note import Key, Note

_SIZE = re.compile("0|[1-9][0-9]{0,15}")
_HASH = 32


class Checkpoint(Struct, frozen=True):
    """``size`` leaves of the log named ``origin``, whose Merkle root (RFC 6962) is ``root``."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """Three lines; extension lines are never written."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read(text: str) -> Checkpoint:
    """The checkpoint of a note's text. ``Unreadable`` (``checkpoint_malformed``) unless it is written as ``text`` is."""
    try:
        origin, size, root = text.removesuffix("\n").split("\n")
        found = Checkpoint(origin, int(size) if _SIZE.fullmatch(size) else -1, base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error):
        raise Unreadable("checkpoint", "checkpoint_malformed") from None
    named = found.origin and found.origin.isprintable()  # it is shown to people
    if not named or found.size < 0 or len(found.root) != _HASH or found.text != text:
        raise Unreadable("checkpoint", "checkpoint_malformed")
    return found


def signer(signed: Note, keys: Iterable[Key]) -> Key | None:
    """Which of ``keys``, each named by the origin of its log, signed the checkpoint of that log; none where none did.

    None too where a line under one of them is not its signature: the whole note is refused then (C2SP signed-note,
    *signatures*). ``Unreadable`` where the text is no checkpoint.
    """
    origin = read(signed.text).origin
    try:
        return next(iter(note.verified(signed, (key for key in keys if key.name == origin))), None)
    except Unreadable:
        return None


def opened(signed: Note, log: Key) -> Checkpoint:
    """The checkpoint of the log whose key is ``log``, once its signature is verified.

    Raises ``Unreadable``: ``signature_missing`` or ``signature_wrong``; ``checkpoint_foreign`` where the text names another
    log: one host signs several logs with one key, and a signature does not cover the name under which its line stands.
    """
    if not note.verified(signed, (log,)):
        raise Unreadable("note", "signature_missing", key=log.name)
    found = read(signed.text)
    if found.origin != log.name:
        raise Unreadable("checkpoint", "checkpoint_foreign", origin=found.origin, expected=log.name)
    return found
