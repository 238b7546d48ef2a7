"""Time stamps of heads: what an authority is asked, and its answers, kept beside the record and given out with it."""

from collections.abc import Mapping
from contextlib import suppress

from msgspec import Struct

from comity.core.errors import Refused, Unreadable
from comity.record import certificate, checkpoint, note, stamp, stamped
from comity.record.checkpoint import Checkpoint
from comity.record.leaf import read_leaf
from comity.record.stamp import Stamp
from comity.record.stamped import MOST, Place
from comity.registry import beside, heads, store
from comity.registry.guarded import guarded


class Kept(Struct, frozen=True):
    """A time stamp that is kept: over the first ``size`` acts, ``at`` (milliseconds since 1970), as ``authority`` says.

    ``name`` is what this host calls the authority. That the authority signed it is for the reader of a bundle to check.
    """

    size: int
    name: str
    authority: str
    at: int


def newest(log: str) -> Checkpoint:
    """The head of which a stamp is to be asked. Refuses ``record_unknown`` where nothing is kept."""
    return checkpoint.read(note.read(heads.checkpoint(log)).text)


def request(log: str) -> bytes:
    """What to ask an authority (RFC 3161, TimeStampReq): a stamp of the newest head of ``log``."""
    return stamp.request(newest(log))


def keep(log: str, name: str, answer: bytes) -> Kept:
    """Keep what an authority, called ``name`` here, answered about any head of ``log``; what is kept of it.

    Of one authority and one head the first is kept: it proves most. Refuses a name that none may have (``stamp_name``), a
    head that the log never had (``stamp_foreign``), a stamp that is older than an act under it (``stamp_early``: one of two
    clocks is wrong), more than ``MOST`` of a log (``stamp_many``), ``record_unknown``. ``Unreadable`` for an answer that
    grants none, is malformed or too large.
    """
    if not stamped.is_name(name):
        raise Refused("stamp_name", name=certificate.shown(name))
    found = stamp.read(answer)
    with guarded(log, "record_unavailable"):
        size = _size(log, found)
        leaf, _root = next(store.leaves(log, size - 1, size))
        if minutes := stamped.ahead(read_leaf(leaf).at, found):
            raise Refused("stamp_early", minutes=minutes)
        with store.hold(log):
            known = {(each[0], each[1]): each[2] for each in beside.stamps(log)}
            token = known.get((size, name))
            if token is None:
                if len(known) >= MOST:
                    raise Refused("stamp_many", log=log, most=MOST)
                beside.keep_stamp(log, size, name, found.token)
    return _kept(size, name, found if token is None else stamp.read(token))


def restore(log: str, found: Mapping[Place, bytes]) -> None:
    """Keep the stamps of a bundle whose record was recovered; what is no stamp of it is passed over."""
    for (_size, name), answer in found.items():
        with suppress(Refused, Unreadable):
            keep(log, name, answer)


def answers(log: str) -> dict[Place, bytes]:
    """Every stamp of ``log`` as a bundle holds it. Refuses ``stamp_damaged`` where one is no longer what was kept."""
    with guarded(log):
        rows = beside.stamps(log)
        origin = store.origin(log)
        for size, name, token in rows:
            if _read(log, origin, size, token) is None:
                raise Refused("stamp_damaged", log=log, size=size, name=name)
    return {(size, name): stamp.response(token) for size, name, token in rows}


def latest(log: str) -> Kept | None:
    """The stamp over most acts of ``log``, if there is one and it is what was kept."""
    with guarded(log):
        row = beside.newest_stamp(log)
        found = _read(log, store.origin(log), row[0], row[2]) if row else None
    return _kept(row[0], row[1], found) if row and found else None


def is_stamped(log: str, name: str) -> bool:
    """Whether the newest head of ``log`` has a stamp of that name."""
    with guarded(log):
        return (newest(log).size, name) in {(size, each) for size, each, _ in beside.stamps(log)}


def _kept(size: int, name: str, found: Stamp) -> Kept:
    return Kept(size, name, found.authority or name, found.at)


def _read(log: str, origin: str, size: int, token: object) -> Stamp | None:
    """The stamp of a token as it lies in the store; none where that is not one of the head at ``size``."""
    root = store.root(log, size)
    if not isinstance(token, bytes) or not isinstance(root, bytes):
        return None
    try:
        found = stamp.read(token)
    except Unreadable:
        return None
    return found if found.is_of(Checkpoint(origin, size, root)) else None


def _size(log: str, found: Stamp) -> int:
    """At which size ``log`` had the head that is stamped. O(acts after it)."""
    origin = store.origin(log)
    if not origin:
        raise Refused("record_unknown", log=log)
    for size, root in store.roots(log):
        if found.is_of(Checkpoint(origin, size, root)):
            return size
    raise Refused("stamp_foreign")
