"""The door out: what a record says, now or as of any act. Nothing here writes."""

from itertools import accumulate, chain

from comity.core.acts import Seen, decode
from comity.core.errors import Refused, Unreadable
from comity.core.fold import Entry
from comity.core.state import State
from comity.record import checkpoint, note
from comity.record.leaf import Leaf, read_leaf
from comity.registry import store
from comity.registry.folded import Folded
from comity.registry.guarded import guarded
from comity.registry.kept import KEPT, marked
from comity.registry.store import Log


def logs() -> tuple[str, ...]:
    """The names of all records, in order."""
    return store.logs()


def state(log: str, size: int | None = None) -> State:
    """The consultation as of its first ``size`` acts, or as of now.

    Refuses ``record_unknown``, and ``size_unknown`` where the record never had that size. What is new since the last
    call is folded; an earlier state is folded from the state kept next before it.
    """
    with guarded(log):
        folded = newest(log)
        if size is not None and size != folded.size:
            _require_earlier(size, folded)
            folded = _follow(log, KEPT.before(log, size), stop=size)[-1]
            if folded.size != size:
                raise Refused("record_damaged", seq=folded.size)
    if folded.state is None:
        raise Refused("record_unknown", log=log)
    return folded.state


def entries(log: str, start: int = 0, stop: int | None = None) -> tuple[Entry, ...]:
    """Acts ``start`` to ``stop`` (half open) of the record, each in its place; none of a record that is not kept."""
    with guarded(log):
        read = [read_leaf(leaf) for leaf, _ in store.leaves(log, start, stop)]
    return tuple(map(entry, read))


def entry(leaf: Leaf) -> Entry:
    """The act of a leaf in its place."""
    return Entry(leaf.seq, leaf.at, decode(leaf.stmt.encode()))


def head(log: str, size: int | None = None) -> Seen:
    """The head of the record, as a person who reads it now has seen it; size 0 for one that is not opened yet.

    Or the head that it had at ``size`` acts. Refuses ``size_unknown`` where it never had that size.
    """
    with guarded(log):
        folded = newest(log)
        if size is None or size == folded.size:
            return folded.head
        _require_earlier(size, folded)
        root = store.root(log, size)
    if root is None:
        raise Refused("record_damaged", seq=size - 1)
    return Seen(root=root.hex(), size=size)


def _require_earlier(size: int, folded: Folded) -> None:
    if not 0 < size < folded.size:
        raise Refused("size_unknown", size=size, last=folded.size)


def newest(log: str) -> Folded:
    """The log folded to its end. O(1) where nothing is new.

    The last leaf folded is read again with what is new: a store that no longer ends on it was put back or changed
    under a running server, and is never continued (``record_put_back``). A log that is read from its beginning is held
    to its checkpoint: all that was signed is still there (``record_damaged``).
    """
    kept = KEPT.get(log)
    found = None if kept.size else store.log(log)
    *marks, folded = _follow(log, kept)
    if found and found.checkpoint:
        _hold(found, folded)
    if folded is not kept:
        KEPT.keep(log, *marks, folded)
    return folded


def _follow(log: str, folded: Folded, stop: int | None = None) -> list[Folded]:
    """``folded`` with what the store has after it, up to size ``stop``, each row held to what was folded.

    The last is what was asked for; before it stand the states on the way that are worth keeping.
    """
    start = max(folded.size - 1, 0)
    page = store.page(log, start, stop)
    if folded.size and page[:1] != [folded.row]:
        raise Refused("record_put_back", log=log, size=folded.size)
    new = page[1:] if folded.size else page
    if not new:  # what nearly every request finds
        return [folded]
    more = store.rows(log, start + store.PAGE, stop) if len(page) == store.PAGE else ()
    return marked(accumulate(chain(new, more), Folded.followed, initial=folded))


def _hold(log: Log, folded: Folded) -> None:
    """Refuse a log that does not hold what its checkpoint says; others may have added to it since that was read."""
    try:
        head = checkpoint.read(note.read(log.checkpoint).text)
    except Unreadable:
        raise Refused("checkpoint_damaged", log=log.name) from None
    if head.size > folded.size:
        raise Refused("record_damaged", seq=folded.size)
    root = folded.root if head.size == folded.size else store.root(log.name, head.size)
    if (head.root, head.origin) != (root, log.origin):
        raise Refused("checkpoint_damaged", log=log.name)
