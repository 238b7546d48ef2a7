"""Which seats of a party a record knows."""

from comity.core.acts import decode
from comity.record.leaf import read_leaf
from comity.registry import store
from comity.registry.guarded import guarded


def seats(log: str, party: str) -> frozenset[str]:
    """The seats of ``party`` that have acted in ``log``: nobody else may ever sit there. O(bytes); decodes the party's acts only."""
    mark = rf"\"actor\":\"{party}/".encode()  # as it stands in a leaf, whose statement is a string
    with guarded(log):
        own = (decode(read_leaf(leaf).stmt.encode()) for leaf, _ in store.leaves(log) if mark in leaf)
        return frozenset(act.actor for act in own if act.party == party)
