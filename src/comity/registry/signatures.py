"""Which acts of a record are signed, and by which keys."""

from collections.abc import Mapping

from msgspec import Struct

from comity.record import signature
from comity.record.leaf import read_leaf
from comity.registry import store

_UNSIGNED = b'"sigs":[],'
"""How a leaf without signatures reads; within a statement the marks would be escaped."""


class Signed(Struct, frozen=True):
    """An act that bears signatures: when it was accepted (milliseconds), and the ids of the keys, in the order given."""

    at: int
    keys: tuple[str, ...]


def signed(log: str, start: int = 0, stop: int | None = None) -> Mapping[int, Signed]:
    """The signed acts of ``log`` by number, from ``start`` to ``stop`` (half open), in order. O(acts), cheap for unsigned ones."""
    found = {}
    for data, _ in store.leaves(log, start, stop):
        if _UNSIGNED not in data:
            leaf = read_leaf(data)
            found[leaf.seq] = Signed(leaf.at, tuple(signature.read(line).key for line in leaf.sigs))
    return found
