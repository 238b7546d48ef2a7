"""The host asks a witness to cosign the head of a log: the log's side of C2SP tlog-witness, *add-checkpoint*.

A witness that holds more than the store, or another history, has seen what this host signed. What it can show, signed by this
host, stops the record (``known``); what it only says is told, and stops nothing: a number proves nothing.
"""

import re
from collections.abc import Callable
from contextlib import suppress

from msgspec import Struct

from comity.core.errors import Refused, Unreadable
from comity.record import checkpoint, note
from comity.record.note import Key, Note
from comity.record.submission import CONFLICT, COSIGNED, FORBIDDEN, SIZE, UNKNOWN, UNPROVEN, Reply, Submission
from comity.registry import heads, known, tree, witnesses

TRIES = 4
"""Submissions in a row: between two of them the record may grow, and others may submit it."""

_SIZE = re.compile(rb"(0|[1-9][0-9]{0,15})\n")
_PLAIN = {FORBIDDEN: "forbidden", UNKNOWN: "unknown"}


class Asked(Struct, frozen=True):
    """How a witness answered, in a word: ``cosigned`` of all ``size`` acts, or why it was not.

    ``unknown`` and ``forbidden``: it does not know the log, or does not trust its key. ``ahead``: it says that it cosigned
    ``size`` acts, more than there are. ``forked``: it says that the record with ``size`` acts is another. ``busy``: it
    was asked by others all the while. ``garbled``: it answered what no witness answers; ``status`` is the answer.
    """

    code: str
    size: int
    status: int


Submit = Callable[[bytes], Reply]
Show = Callable[[], bytes | None]


def ask(log: str, key: Key, submit: Submit, show: Show) -> Asked:
    """Have the newest head of ``log`` cosigned by the witness ``key``, and keep the cosignature, as asked by the host.

    ``submit`` takes a submission to the witness; ``show`` gives the checkpoint that it cosigned last, where it shows it. What
    these raise goes through, of ``show`` ``Unreadable`` excepted. Refuses ``record_behind`` and ``record_forked``: the record holds
    not all that this host has signed, as was known or as the witness has just shown; such a head is not submitted.
    """
    if refusal := known.broken(log):
        raise refusal
    old = next((each.size for each in witnesses.witnesses(log) if each.key == str(key)), 0)
    for _ in range(TRIES):
        signed = note.read(heads.checkpoint(log))
        size = checkpoint.read(signed.text).size
        if old > size:
            return _doubted(log, Asked("ahead", old, CONFLICT), show)
        answer = submit(bytes(Submission(old, tree.consistency(log, old, size), signed)))
        if answer.status != CONFLICT:
            return _settled(log, key, signed, answer, show)
        told = _told(answer)
        if told == old == size:
            return _doubted(log, Asked("forked", size, CONFLICT), show)
        if told is None or told == old:
            return Asked("garbled", size, CONFLICT)
        old = told
    return Asked("busy", size, CONFLICT)


def compare(log: str, show: Show) -> None:
    """Keep in mind what a witness shows of ``log``, if this host signed it; ``show`` is as ``ask`` takes it, and may raise."""
    shown = show()
    if shown is not None:
        with suppress(Refused, Unreadable):
            known.remind(log, shown)


def _settled(log: str, key: Key, signed: Note, answer: Reply, show: Show) -> Asked:
    """What an answer comes to that is no conflict."""
    size = checkpoint.read(signed.text).size
    if answer.status == UNPROVEN:
        return _doubted(log, Asked("forked", size, UNPROVEN), show)
    if answer.status != COSIGNED:
        return Asked(_PLAIN.get(answer.status, "garbled"), size, answer.status)
    try:
        witnesses.cosign(log, witnesses.HOST, key, note.read(bytes(signed) + answer.body))
    except (Refused, Unreadable):
        return Asked("garbled", size, COSIGNED)
    return Asked("cosigned", size, COSIGNED)


def _doubted(log: str, claimed: Asked, show: Show) -> Asked:
    """What the witness claims; refused where it shows that this host signed it."""
    with suppress(Unreadable):
        compare(log, show)
    if refusal := known.broken(log):
        raise refusal
    return claimed


def _told(answer: Reply) -> int | None:
    """The size that the witness cosigned last; none where it tells none."""
    found = _SIZE.fullmatch(answer.body) if answer.kind == SIZE else None
    return int(found[1]) if found else None
