"""Acts that were accepted before, taken into a log again: each is held to all that it was held to at the first time."""

from collections.abc import Iterable, Iterator
from itertools import accumulate, islice

from comity.core.acts import decode
from comity.core.errors import Refused
from comity.record import signing
from comity.record.leaf import read_leaf
from comity.record.openssl import CURVES
from comity.registry import store
from comity.registry.append import check
from comity.registry.folded import Folded
from comity.registry.kept import marked

_AT_ONCE = 500
"""Entries that are written together."""


def replayed(log: str, folded: Folded, leaves: Iterable[bytes]) -> list[Folded]:
    """``folded`` with ``leaves`` after it, each checked as ``append`` checks it and added to the log, which is held.

    The last is what it came to; before it stand the states on the way that are worth keeping. O(1) an act, and what the rules
    cost: the heads and the ids of what is added are at hand, so that an empty store is asked for none of them.
    """
    before = _Before(log, folded)
    return marked(_added(log, accumulate(leaves, before.longer, initial=folded)))


def _added(log: str, growth: Iterator[Folded]) -> Iterator[Folded]:
    """A log as it grows, the first step of which is kept already; each next one is, once it is given."""
    yield next(growth)
    while grown := list(islice(growth, _AT_ONCE)):
        store.add(log, *grown)
        yield from grown


class _Before:
    """What came before an act: in the store up to where this begins, and what was added since."""

    def __init__(self, log: str, folded: Folded) -> None:
        self._log = log
        self._size = folded.size
        self._roots: list[bytes] = []
        self._ids: set[str] = set()

    def longer(self, folded: Folded, leaf: bytes) -> Folded:
        """The log with one more act. Refuses one that ``append`` would not have accepted in this place."""
        kept = read_leaf(leaf)
        statement = kept.stmt.encode()
        act = decode(statement)
        if kept.seq != folded.size or (folded.size and kept.at < folded.at):
            raise Refused("record_out_of_order", seq=folded.size)
        if act.id in self._ids or (self._size and store.leaf(self._log, act.id) is not None):
            raise Refused("id_taken", id=act.id)
        check(folded, act, self._root)
        signing.require(folded.state, act, statement, kept.sigs, CURVES)
        longer = folded.accepted(leaf, kept, act)
        self._ids.add(act.id)
        self._roots.append(longer.root)
        return longer

    def _root(self, size: int) -> bytes | None:
        """The head that the log had at ``size`` acts, if it ever had that size."""
        if size <= self._size:
            return store.root(self._log, size)
        at = size - self._size - 1
        return self._roots[at] if at < len(self._roots) else None
