"""The door for a whole record that was made elsewhere: a worked consultation, or what a mirror has kept."""

from collections.abc import Iterable

from comity.core.acts import decode
from comity.core.errors import Refused
from comity.record import signing
from comity.record.leaf import read_leaf
from comity.registry import heads, store
from comity.registry.append import check
from comity.registry.folded import Folded
from comity.registry.kept import KEPT
from comity.registry.read import newest


def load(log: str, leaves: Iterable[bytes]) -> int:
    """Keep ``leaves`` as the record ``log``, which must not exist yet; returns its size.

    Every act is checked as ``append`` checks it, its signatures too, on the state before it and against the heads before
    it; the instants are those of the leaves, and never go back. All of the record is kept, or nothing.
    """
    with store.hold(log):
        if newest(log).size:
            raise Refused("record_not_empty", log=log)
        folded = Folded()
        roots: dict[int, bytes] = {}
        for leaf in leaves:
            folded = _longer(log, folded, roots, leaf)
            roots[folded.size] = folded.root
            store.add(log, [(read_leaf(leaf).stmt.encode(), folded)])
        if folded.size:
            store.keep_checkpoint(log, heads.sign(log, folded))
    KEPT.keep(log, folded)
    return folded.size


def _longer(log: str, folded: Folded, roots: dict[int, bytes], leaf: bytes) -> Folded:
    kept = read_leaf(leaf)
    statement = kept.stmt.encode()
    act = decode(statement)
    if act.log != log:
        raise Refused("log_wrong", log=act.log, expected=log)
    if kept.seq != folded.size or (folded.size and kept.at < folded.at):
        raise Refused("record_out_of_order", seq=folded.size)
    check(folded, act, roots.get)
    signing.require(folded.state, act, statement, kept.sigs)
    return folded.after(leaf)
