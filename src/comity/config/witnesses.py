"""The witnesses that this host asks by itself: those that whoever runs it has listed, and nobody else.

``COMITY_DATA/witnesses`` names one a line: the address of its tlog-witness (C2SP), and its verifier key. No address comes from
anywhere else, so nobody who uses the server can make it ask another machine for anything.
"""

import hashlib
from pathlib import Path

from msgspec import Struct

from comity.cli.witnessing.source import Source
from comity.core.errors import Unreadable
from comity.record import note
from comity.record.note import COSIGNATURE, Key
from comity.record.submission import Reply

FILE = "witnesses"

PATIENCE = 20
"""Seconds in which a witness has to have answered, however it spreads its bytes over them."""

_MOST = 16_384
"""Bytes of an answer: a few lines of signatures."""

_ABSENT = {"witness_absent", "witness_not_admitted", "witness_status"}


class Listed(Struct, frozen=True):
    """A witness of the list: where it takes submissions, and its key."""

    source: Source
    key: Key

    def submit(self, submission: bytes) -> Reply:
        """What it answers to a submission. ``Unreadable`` where it does not answer."""
        return self.source.exchange("add-checkpoint", submission, _MOST)

    def show(self, origin: str) -> bytes | None:
        """The checkpoint of a log that it cosigned last, where it shows it (C2SP tlog-mirror). ``Unreadable`` where it does not answer."""
        path = f"{hashlib.sha256(origin.encode()).hexdigest()}/checkpoint"
        try:
            return self.source.read(path, note.MOST)
        except Unreadable as error:
            if error.why in _ABSENT:
                return None
            raise


def listed(folder: Path) -> tuple[Listed, ...]:
    """The witnesses of the list in ``folder``; none where there is no list.

    Empty lines, and what follows ``#``, are remarks. ``Unreadable`` (``witnesses_malformed``) names the line that is no
    address with a witness's key; an address without TLS is refused (``witness_not_private``) unless it is this machine's.
    """
    file = folder / FILE
    try:
        written = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Unreadable(str(file), "system", reason=error.strerror or str(error)) from None
    lines = ((number, f" {line}".partition(" #")[0].split()) for number, line in enumerate(written.splitlines(), 1))
    return tuple(_listed(file, number, words) for number, words in lines if words)


def _listed(file: Path, number: int, words: list[str]) -> Listed:
    try:
        address, key = words
        found = note.read_key(key)
    except (ValueError, Unreadable):
        raise Unreadable(str(file), "witnesses_malformed", line=number) from None
    if found.kind != COSIGNATURE or not address.startswith(("https://", "http://")):
        raise Unreadable(str(file), "witnesses_malformed", line=number)
    return Listed(Source(address, patience=PATIENCE), found)
