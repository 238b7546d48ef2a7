"""Which acts of a record are signed, and by which keys."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from comity.core.fold import Entry
from comity.record import signature
from comity.record.leaf import Leaf, read_leaf
from comity.record.signature import Signature
from comity.registry import store
from comity.registry.guarded import guarded
from comity.registry.read import entry

_UNSIGNED = b'"sigs":[],'
"""How a leaf without signatures reads; within a statement the marks would be escaped."""


class Signed(Struct, frozen=True):
    """An act that bears signatures: when it was accepted (milliseconds), and the ids of the keys, in the order given."""

    at: int
    keys: tuple[str, ...]


class Borne(NamedTuple):
    """An act in its place, and the signatures that it bears, in the order given."""

    entry: Entry
    sigs: tuple[Signature, ...]


def borne(log: str, start: int = 0, stop: int | None = None) -> tuple[Borne, ...]:
    """Acts ``start`` to ``stop`` (half open) of the record with their signatures. O(acts)."""
    with guarded(log):
        read = [read_leaf(leaf) for leaf, _ in store.leaves(log, start, stop)]
    return tuple(Borne(entry(leaf), _read(leaf)) for leaf in read)


def by(log: str, seqs: Iterable[int]) -> Mapping[int, tuple[Signature, ...]]:
    """The signatures of the acts of these numbers. O(numbers)."""
    with guarded(log):
        return {leaf.seq: _read(leaf) for leaf in map(read_leaf, store.some(log, sorted({*seqs})))}


def signed(log: str, start: int = 0, stop: int | None = None) -> Mapping[int, Signed]:
    """The signed acts of ``log`` by number, from ``start`` to ``stop`` (half open), in order. O(acts), cheap for unsigned ones."""
    with guarded(log):
        read = [read_leaf(leaf) for leaf, _ in store.leaves(log, start, stop) if _UNSIGNED not in leaf]
    return {leaf.seq: Signed(leaf.at, tuple(each.key for each in _read(leaf))) for leaf in read}


def _read(leaf: Leaf) -> tuple[Signature, ...]:
    return tuple(map(signature.read, leaf.sigs))
