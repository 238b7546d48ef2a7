"""Questions to the Merkle tree of a log: tiles, proofs and receipts, made of the hashes kept with each entry."""

from comity.core.errors import Refused
from comity.record import checkpoint, note, proof
from comity.record.receipt import Receipt
from comity.record.tile import WIDTH, Tile, bundled
from comity.record.tree import node_hash
from comity.registry import store, witnesses
from comity.registry.guarded import guarded
from comity.registry.read import newest

_HASH = 32


def receipt(log: str, seq: int) -> bytes:
    """The receipt of act ``seq``: its proof against the newest checkpoint (C2SP tlog-proof). At most 64 look-ups.

    Refuses ``act_unknown`` where the checkpoint does not hold so many acts, and ``record_damaged`` where the store's
    hashes do not lead from the act to it: no receipt leaves that does not hold.
    """
    with guarded(log):
        signed = note.read(witnesses.checkpoint(log))
        head = checkpoint.read(signed.text)
        if not 0 <= seq < head.size:
            raise Refused("act_unknown", seq=seq, size=head.size)
        found = proof.inclusion(seq, head.size, _Tree(log).subtree)
        own = _last(log, seq + 1, 0)
        if not proof.includes(head.root, head.size, seq, own, found):
            raise Refused("record_damaged", seq=seq)
        return bytes(Receipt(seq, found, signed))


def leaf(log: str, seq: int) -> bytes | None:
    """The bytes of act ``seq`` as they stand in the tree, of which its receipt is the proof; none where there is none.

    Refuses ``record_damaged`` where the store no longer finds it.
    """
    with guarded(log):
        found = store.some(log, (seq,))
        if not found:
            _require_absent(log, seq, seq + 1)
    return found[0] if found else None


def consistency(log: str, old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the log of ``new`` acts begins with that of ``old`` (RFC 6962, section 2.1.2)."""
    with guarded(log):
        return proof.consistency(old, new, _Tree(log).subtree)


def tile(log: str, asked: Tile) -> bytes | None:
    """The bytes of a tile; none where the log does not fill it. Refuses ``record_damaged`` where the store no longer does."""
    with guarded(log):
        start, end = asked.span
        each = WIDTH ** max(asked.level, 0)
        if asked.level < 0:
            found = [leaf for leaf, _ in store.leaves(log, start, end)]
        else:
            found = [_node(nodes, 8 * asked.level) for nodes in store.nodes(log, start + each - 1, end, each)]
        if len(found) < asked.width:
            _require_absent(log, start, end)
            return None
    return bundled(found) if asked.level < 0 else b"".join(found)


def _require_absent(log: str, start: int, end: int) -> None:
    """Refuse (``record_damaged``) that the store does not find acts ``start`` to ``end`` where the log has them."""
    if 0 < end <= newest(log).size:
        raise Refused("record_damaged", seq=start)


class _Tree:
    """The tree of one log; hashes are looked up as they are wanted."""

    def __init__(self, log: str) -> None:
        self._log = log

    def subtree(self, start: int, end: int) -> bytes:
        """The hash of the leaves ``start:end``, which begin where a subtree of their size may."""
        size = end - start
        half = 1 << (size - 1).bit_length() >> 1
        if size == half << 1 or size == 1:
            return _last(self._log, end, size.bit_length() - 1)
        return node_hash(self.subtree(start, start + half), self.subtree(start + half, end))


def _last(log: str, end: int, height: int) -> bytes:
    """The hash of the ``2**height`` leaves before ``end``."""
    for nodes in store.nodes(log, end - 1, end):
        return _node(nodes, height)
    raise Refused("record_damaged", seq=end - 1)


def _node(nodes: bytes, height: int) -> bytes:
    """The hash of the ``2**height`` leaves that end with the entry."""
    return bytes(nodes[height * _HASH : (height + 1) * _HASH])
