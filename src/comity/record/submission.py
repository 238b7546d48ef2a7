"""What a log submits to a witness, and how the witness answers (C2SP tlog-witness, *add-checkpoint*)."""

import base64
import binascii
import re
from collections.abc import Iterable

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import checkpoint, note, proof
from comity.record.checkpoint import Checkpoint
from comity.record.note import Key, Note

MOST_HASHES = 63
"""Lines of a proof at most."""

MOST = note.MOST + 64 * 64
"""Bytes of the longest submission."""

SIZE = "text/x.tlog.size"
"""The type of the answer that tells which size the witness cosigned last."""

COSIGNED, MALFORMED, FORBIDDEN, UNKNOWN, CONFLICT, UNPROVEN = 200, 400, 403, 404, 409, 422
"""The answers."""

_OLD = re.compile("old (0|[1-9][0-9]{0,15})")
_HASH = 32


class Submission(Struct, frozen=True):
    """A signed checkpoint, with the proof that its log only grew since it had ``old`` leaves."""

    old: int
    proof: tuple[bytes, ...]
    note: Note

    def __bytes__(self) -> bytes:
        """The body of the request."""
        lines = (f"old {self.old}", *(base64.b64encode(each).decode() for each in self.proof), "", "")
        return "\n".join(lines).encode() + bytes(self.note)


class Reply(Struct, frozen=True):
    """How a witness replied over HTTP: the status, the type of the content without parameters, the content."""

    status: int
    kind: str
    body: bytes


def read(data: bytes) -> Submission:
    """The submission of its bytes. ``Unreadable`` (``submission_malformed`` and what a note may be) for anything else."""
    head, blank, rest = data.partition(b"\n\n")
    try:
        old, *lines = head.decode("ascii").split("\n")
        hashes = tuple(base64.b64decode(line, validate=True) for line in lines)
        found = _OLD.fullmatch(old)
    except (ValueError, binascii.Error):
        raise Unreadable("submission", "submission_malformed") from None
    if not found or not blank or len(hashes) > MOST_HASHES or any(len(each) != _HASH for each in hashes):
        raise Unreadable("submission", "submission_malformed")
    submission = Submission(int(found[1]), hashes, note.read(rest))
    if bytes(submission) != data:
        raise Unreadable("submission", "submission_malformed")
    return submission


def admitted(submission: Submission, keys: Iterable[Key]) -> int:
    """How a witness answers that trusts ``keys``, each named by the origin of its log, whatever it cosigned before.

    Raises ``Unreadable`` where the note holds no checkpoint. In the order of the specification: ``UNKNOWN`` origin,
    ``FORBIDDEN`` (no key of that origin signed it), ``MALFORMED`` (the old size is larger); else ``COSIGNED``, if ``judge`` says so.
    """
    head = checkpoint.read(submission.note.text)
    trusted = tuple(key for key in keys if key.name == head.origin)
    if not trusted:
        return UNKNOWN
    if checkpoint.signer(submission.note, trusted) is None:
        return FORBIDDEN
    return MALFORMED if submission.old > head.size else COSIGNED


def judge(submission: Submission, last: Checkpoint | None) -> int:
    """How a witness answers that admitted the submission, and cosigned ``last`` of its log.

    ``CONFLICT`` (the old size is not the last one cosigned, or the same size has another root), ``UNPROVEN``; else it is to be
    ``COSIGNED``.
    """
    head = checkpoint.read(submission.note.text)
    size, root = (last.size, last.root) if last else (0, proof.EMPTY)
    if submission.old != size or (size == head.size and root != head.root):
        return CONFLICT
    return COSIGNED if proof.grew((size, root), (head.size, head.root), submission.proof) else UNPROVEN
