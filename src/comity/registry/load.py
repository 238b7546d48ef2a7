"""The doors for acts that were accepted before: a whole record from elsewhere, and what a store lost and a mirror kept."""

from collections.abc import Iterable, Iterator
from functools import partial

from comity.core.errors import Refused
from comity.core.state import State
from comity.record.leaf import read_leaf
from comity.registry import heads, known, store
from comity.registry.folded import Folded
from comity.registry.guarded import guarded
from comity.registry.kept import KEPT
from comity.registry.parts import restore
from comity.registry.read import newest
from comity.registry.replayed import replayed


def load(log: str, leaves: Iterable[bytes], parts: Iterable[bytes] = ()) -> int:
    """Keep ``leaves`` as the record ``log``, which must not exist yet; returns its size.

    Every act is checked as ``append`` checks it, its signatures too, on the state before it and against the heads before
    it; the instants are those of the leaves, and never go back. All of the record is kept, or nothing. ``parts`` are the blobs
    of its sealed parts, those that there are (``parts.restore``).
    """
    with store.hold(log):
        if newest(log).size:
            raise Refused("record_not_empty", log=log)
        *marks, folded = replayed(log, Folded(), leaves)
        if folded.state:
            _settle(log, folded.state)
            restore(log, folded.state, parts)
            heads.keep(store.log(log), folded)
        known.require(store.log(log), folded, partial(store.root, log))
    known.remember(log, heads.checkpoint(log))
    KEPT.keep(log, *marks, folded)
    return folded.size


def recover(log: str, leaves: Iterable[bytes], parts: Iterable[bytes] = ()) -> int:
    """Add to ``log`` what its store lost; returns its size.

    ``leaves`` are a mirror's, from any act on that is not past the end of the store. Every act is checked as ``append``
    checks it, and the record must come as far as this host is known to have signed (``recovery_short``), by the same
    acts (``record_forked``). All of them are added, or none. ``parts`` are the blobs of its sealed parts, those that there are
    (``parts.restore``); one that was damaged is mended.
    """
    with guarded(log, "record_unavailable"):
        with store.hold(log):
            folded = newest(log)
            head = known.known(log)
            if head and not folded.size:
                store.name(log, head.origin)
            folded = replayed(log, folded, _missing(log, folded.size, leaves))[-1]
            if head and head.size > folded.size:
                raise Refused("recovery_short", log=log, size=folded.size, known=head.size)
            found = store.log(log)
            known.require(found, folded, partial(store.root, log))
            if folded.state:
                _settle(log, folded.state)
                restore(log, folded.state, parts)
            heads.keep(found, folded)
        known.remember(log, heads.checkpoint(log))
    KEPT.forget(log)
    return folded.size


def _missing(log: str, size: int, leaves: Iterable[bytes]) -> Iterator[bytes]:
    """Those of ``leaves`` that the store does not have; the others must be what it has."""
    for leaf in leaves:
        seq = read_leaf(leaf).seq
        if seq >= size:
            yield leaf
        elif next(store.leaves(log, seq, seq + 1))[0] != leaf:
            raise Refused("record_forked", log=log, size=seq + 1)


def _settle(log: str, state: State) -> None:
    """Refuse acts that are, or have become, another log's; and keep which log this one continues.

    A log whose name this one took over is closed for good, unless it only happens to have the same name here.
    """
    if state.log != log:
        raise Refused("log_wrong", log=state.log, expected=log)
    for before in state.predecessors[-1:]:
        if store.origin(before.log) in {"", before.origin}:
            store.follow(log, before.log)
