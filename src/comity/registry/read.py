"""The door out: what a record says, now or as of any act. Nothing here writes."""

from comity.core.acts import Seen, decode
from comity.core.errors import Refused
from comity.core.fold import Entry
from comity.core.state import State
from comity.record.leaf import read_leaf
from comity.registry import store
from comity.registry.folded import Folded
from comity.registry.kept import KEPT


def logs() -> tuple[str, ...]:
    """The names of all records, in order."""
    return store.logs()


def state(log: str, size: int | None = None) -> State:
    """The consultation as of its first ``size`` acts, or as of now.

    Refuses ``record_unknown``, and ``size_unknown`` where the record never had that size. What is new since the last
    call is folded; an earlier state is folded from the beginning, O(size).
    """
    folded = newest(log)
    if size is not None and size != folded.size:
        if not 0 < size < folded.size:
            raise Refused("size_unknown", size=size, last=folded.size)
        folded = _follow(log, Folded(), stop=size)
    if folded.state is None:
        raise Refused("record_unknown", log=log)
    return folded.state


def entries(log: str, start: int = 0, stop: int | None = None) -> tuple[Entry, ...]:
    """Acts ``start`` to ``stop`` (half open) of the record, each in its place; none of a record that is not kept."""
    read = (read_leaf(leaf) for leaf, _ in store.leaves(log, start, stop))
    return tuple(Entry(leaf.seq, leaf.at, decode(leaf.stmt.encode())) for leaf in read)


def head(log: str, size: int | None = None) -> Seen:
    """The head of the record, as a person who reads it now has seen it; size 0 for one that is not opened yet.

    Or the head that it had at ``size`` acts. Refuses ``size_unknown`` where it never had that size.
    """
    folded = newest(log)
    if size is None or size == folded.size:
        return folded.head
    root = store.root(log, size)
    if root is None:
        raise Refused("size_unknown", size=size, last=folded.size)
    return Seen(root=root.hex(), size=size)


def newest(log: str) -> Folded:
    """The log folded to its end. O(1) where nothing is new.

    The last leaf folded is read again with what is new: a store that no longer ends on it was put back or changed
    under a running server, and is never continued (``record_put_back``).
    """
    kept = KEPT.get(log)
    folded = _follow(log, kept)
    if folded is not kept:
        KEPT.keep(log, folded)
    return folded


def _follow(log: str, folded: Folded, stop: int | None = None) -> Folded:
    """``folded`` with the leaves that the store has after it, up to size ``stop``, each held to the root kept with it."""
    leaves = store.leaves(log, max(folded.size - 1, 0), stop)
    if folded.size and next(leaves, None) != (folded.last, folded.root):
        raise Refused("record_put_back", log=log, size=folded.size)
    for leaf, root in leaves:
        folded = folded.after(leaf, root)
    return folded
