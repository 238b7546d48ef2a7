"""The newest head of each record that this host is known to have signed, kept outside the database.

A database that was put back to an older copy does not know that it is old. ``COMITY_DATA/heads/<log>`` does: the signed
checkpoint of the last act that was acknowledged, or a newer one that a party or witness came back with.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings

from comity.core.errors import Refused, Unreadable
from comity.record import checkpoint, note
from comity.record.checkpoint import Checkpoint
from comity.registry import durable, hostkeys, store
from comity.registry.folded import Folded
from comity.registry.guarded import guarded
from comity.registry.read import newest
from comity.registry.store import Log
from comity.registry.succeeded import successor

_FORKS = "forks"
_SECTOR = 512
"""Bytes of a file: what a disk writes whole or not at all, so that no power cut leaves half a head."""


def known(log: str) -> Checkpoint | None:
    """The newest head of ``log`` that this host is known to have signed; none of a log that is new to it.

    Refuses ``heads_unreadable`` where the file is there and says something else.
    """
    return _at(_folder() / log)


def remember(log: str, signed: bytes) -> None:
    """Keep the signed checkpoint unless a newer one is kept already; it is on disk when this returns."""
    _keep(_folder() / log, signed)


def ready(log: str) -> None:
    """Fail as the system does where no head of ``log`` could be kept: what could not be remembered is not signed at all."""
    os.close(_opened(_folder() / log))


def remind(log: str, signed: bytes) -> None:
    """Keep a checkpoint of ``log`` that somebody came back with, if this host signed it: it once had these acts.

    It may be signed with a key that was passed on since. Where the store holds other acts up to there, that is kept beside the
    heads (``COMITY_DATA/forks/<log>``), which only follow the newest. ``Unreadable`` where it is no checkpoint, or not signed by
    this host for the log; ``Refused`` (``log_wrong``) where it is another log's.
    """
    found = note.read(signed)
    head = checkpoint.read(found.text)
    own = hostkeys.key(log)
    if head.origin != own.name:
        raise Refused("log_wrong", log=head.origin, expected=own.name)
    if checkpoint.signer(found, hostkeys.keys(log, own)) is None:
        raise Unreadable("checkpoint", "signature_wrong", key=own.name)
    anew = hostkeys.signed(found.text, own)
    if head.size and store.root(log, head.size) not in {None, head.root}:
        _keep(_folder(_FORKS) / log, anew)
    else:
        remember(log, anew)


def require(log: Log, folded: Folded, root: Callable[[int], bytes | None]) -> None:
    """Refuse to continue a record that does not hold all that this host has signed, or that another host has signed.

    ``record_behind`` where acts are missing, ``record_forked`` where they are others, ``host_key_other``. ``root`` tells the
    head that the record had at a size from 1.
    """
    require_key(log)
    head = lost(log, folded, root)
    if head is None:
        return
    if head.size > folded.size:
        raise Refused("record_behind", log=log.name, size=folded.size, known=head.size)
    raise Refused("record_forked", log=log.name, size=head.size)


def require_key(log: Log) -> None:
    """Refuse (``host_key_other``) a record whose checkpoint bears a key that is not this host's, nor was ever passed on to it.

    Its parties trust that key. A host that lost it, or a second one on the same store, would sign what they can only take for
    forged.
    """
    signed, own = log.checkpoint, hostkeys.named(log.origin)
    try:
        other = signed and not hostkeys.is_own(log.name, own, note.read(signed))
    except Unreadable:
        raise Refused("checkpoint_damaged", log=log.name) from None
    if other:
        raise Refused("host_key_other", log=log.name)


def lost(log: Log, folded: Folded, root: Callable[[int], bytes | None]) -> Checkpoint | None:
    """The newest head that this host is known to have signed and that the record does not hold; none of a sound one."""
    for head in filter(None, (known(log.name), _at(_folder(_FORKS) / log.name))):
        found = folded.root if head.size == folded.size else root(head.size)
        if (head.origin, head.root) != (log.origin, found):
            return head
    return None


def remembered() -> tuple[str, ...]:
    """The logs of which a head is known, in order."""
    return tuple(sorted(path.name for path in _folder().glob("*")))


def broken(log: str) -> Refused | None:
    """Why the record cannot be continued, if it cannot and goes on nowhere else."""
    try:
        with guarded(log):
            if successor(log):
                return None
            require(store.log(log), newest(log), partial(store.root, log))
    except Refused as refusal:
        return refusal
    return None


def _at(path: Path) -> Checkpoint | None:
    """The head in a file; none where there is no file. ``heads_unreadable`` where it says something else."""
    try:
        return _read(path.read_bytes())
    except FileNotFoundError:
        return None
    except Unreadable:
        raise Refused("heads_unreadable", log=path.name, file=str(path)) from None


def _keep(path: Path, signed: bytes) -> None:
    """Put a signed checkpoint into a file unless one of at least its size is there; it is on disk when this returns."""
    with _held(path) as file:
        kept = _at(path)
        if kept and kept.size >= checkpoint.read(note.read(signed).text).size:
            return
        os.pwrite(file, signed.ljust(_SECTOR, b"\0"), 0)
        os.fdatasync(file)


def _read(data: bytes) -> Checkpoint | None:
    """The head in a file; none where the power went before its first act was acknowledged."""
    signed = data.rstrip(b"\0")
    return checkpoint.read(note.read(signed).text) if signed else None


def _folder(name: str = "heads") -> Path:
    return Path(settings.COMITY_DATA) / name


@contextmanager
def _held(path: Path) -> Iterator[int]:
    """The file, which no other process writes meanwhile. It stays where it is: a rename would cost a sync more."""
    file = _opened(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _opened(path: Path) -> int:
    """The file, to be closed again. One that holds nothing yet has its name on disk, whoever made it."""
    durable.made(path.parent)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if not os.fstat(file).st_size:
        durable.sync(path.parent)
    return file
