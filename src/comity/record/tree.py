"""The Merkle tree of the record (RFC 6962, section 2.1), as far as its head needs it: the right edge."""

import hashlib

from msgspec import Struct


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256 of a leaf, set apart from inner nodes by its first byte."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier(Struct, frozen=True):
    """The hashes of the complete subtrees that ``size`` leaves form, largest first: one for each bit set in ``size``."""

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier with one more leaf. At most log2(size) hashes, two on average."""
        return self.grown(leaf)[0]

    def grown(self, leaf: bytes) -> tuple["Frontier", tuple[bytes, ...]]:
        """The frontier with one more leaf, and the hashes of the subtrees that the leaf completes, smallest first.

        The ``k``-th of them covers the last ``2**k`` leaves; the first is that of the leaf itself.
        """
        nodes, completed, complete = list(self.nodes), [leaf_hash(leaf)], self.size
        while complete & 1:
            completed.append(node_hash(nodes.pop(), completed[-1]))
            complete >>= 1
        return Frontier(self.size + 1, (*nodes, completed[-1])), tuple(completed)

    def root(self) -> bytes:
        """The head of the tree, 32 bytes; of the empty tree the hash of nothing."""
        if not self.nodes:
            return hashlib.sha256(b"").digest()
        root = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            root = node_hash(left, root)
        return root
