"""The witness itself: what it cosigned last of each log, and the one door by which it cosigns more."""

import hashlib
import re
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from comity.cli.witnessing.keeping import alone, got, put, written
from comity.record import checkpoint, cosignature, note, submission
from comity.record.checkpoint import Checkpoint
from comity.record.note import Key, Note, Sign, Signature
from comity.record.submission import COSIGNED, Submission

_DIGITS = 16
_DIGEST = re.compile("[0-9a-f]{64}")


class Answer(Struct, frozen=True):
    """How a submission was answered: a status of the specification, the checkpoint cosigned last, and the cosignature."""

    status: int
    last: Note | None
    line: Signature | None = None


class Witness:
    """A key and a folder. ``trusted`` tells the keys of the logs it cosigns."""

    def __init__(self, folder: Path, pair: tuple[Key, Sign], trusted: Callable[[], tuple[Key, ...]]) -> None:
        self.folder = folder
        self.key, self._sign = pair
        self._trusted = trusted

    def place(self, origin: str) -> Path:
        """The folder of a log; what a host calls its log is no path."""
        return self.folder / "logs" / _digest(origin)[:_DIGITS]

    def last(self, origin: str) -> Note | None:
        """The checkpoint of a log that was cosigned last."""
        return _kept(self.place(origin) / "cosigned")

    def shown(self, digest: str) -> Note | None:
        """The checkpoint cosigned last of the log whose name has this SHA-256, in 64 hexadecimal digits."""
        found = _kept(self.folder / "logs" / digest[:_DIGITS] / "cosigned") if _DIGEST.fullmatch(digest) else None
        return found if found and _digest(checkpoint.read(found.text).origin) == digest else None

    def add(self, submitted: Submission) -> Answer:
        """Judge a submission (``submission.admitted``, ``submission.judge``), and cosign it where it is right.

        Last size, judgement and what is kept are one step under one lock, for all threads and processes of this
        folder; the cosignature is on the disk before anybody gets it. Signatures are checked before it, so that those
        who sent wrong ones keep nobody. Raises ``Unreadable`` as ``admitted`` does.
        """
        head = checkpoint.read(submitted.note.text)
        status = submission.admitted(submitted, self._trusted())
        if status != COSIGNED:
            return Answer(status, None)
        with alone(self.folder / "lock"):
            last = self.last(head.origin)
            status = submission.judge(submitted, _head(last))
            if status != COSIGNED:
                return Answer(status, last)
            line = cosignature.cosign(submitted.note.text, self.key, int(time.time()), self._sign)
            cosigned = Note(submitted.note.text, (*self._logs_own(submitted.note, head.origin), line))
            put(self.place(head.origin) / "cosigned", bytes(cosigned))
        return Answer(status, cosigned, line)

    def _logs_own(self, signed: Note, origin: str) -> tuple[Signature, ...]:
        """The lines of the log itself; whoever else signed is not ours to keep."""
        ids = {key.id for key in self._trusted() if key.name == origin}
        return tuple(each for each in signed.signatures if each.name == origin and each.id in ids)


def _kept(path: Path) -> Note | None:
    """The checkpoint in a file; none where there is no file."""
    kept = got(path)
    with written(path):
        found = None if kept is None else note.read(kept)
        if found:
            checkpoint.read(found.text)
        return found


def _digest(origin: str) -> str:
    return hashlib.sha256(origin.encode()).hexdigest()


def _head(last: Note | None) -> Checkpoint | None:
    return checkpoint.read(last.text) if last else None
