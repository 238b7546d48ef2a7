"""A tree whole in memory, as the hashes of its complete subtrees: roots, proofs and tiles of any size it ever had."""

from collections.abc import Iterable

from comity.record.proof import EMPTY
from comity.record.tile import WIDTH, Tile
from comity.record.tree import node_hash

_HASH = 32


class Hashes:
    """The tree over ``leaves``, given as their hashes; 64 bytes a leaf and what Python takes to hold them."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._rows: list[list[bytes]] = [[]]
        """Row ``k`` holds the hashes of ``2**k`` leaves each."""
        for each in leaves:
            self.add(each)

    def __len__(self) -> int:
        return len(self._rows[0])

    def add(self, leaf: bytes) -> None:
        """One more leaf, by its hash. Two hashes on average."""
        node, height = leaf, 0
        self._rows[0].append(node)
        while len(self._rows[height]) % 2 == 0:
            node = node_hash(self._rows[height][-2], node)
            height += 1
            if height == len(self._rows):
                self._rows.append([])
            self._rows[height].append(node)

    def leaf(self, index: int) -> bytes:
        """The hash of a leaf."""
        return self._rows[0][index]

    def subtree(self, start: int, end: int) -> bytes:
        """The hash of the leaves ``start:end``, which begin where a subtree of their size may."""
        size = end - start
        height = (size - 1).bit_length()
        if size == 1 << height:
            return self._rows[height][start >> height]
        half = 1 << height - 1
        return node_hash(self.subtree(start, start + half), self.subtree(start + half, end))

    def root(self, size: int) -> bytes:
        """The head of the tree of the first ``size`` leaves."""
        return self.subtree(0, size) if size else EMPTY

    def tile(self, asked: Tile) -> bytes:
        """The hashes of a tile of level 0 or above; fewer where the tree does not fill it."""
        row = self._rows[8 * asked.level] if 8 * asked.level < len(self._rows) else []
        start = asked.index * WIDTH
        return b"".join(row[start : start + asked.width])

    def differs(self, other: "Hashes") -> int | None:
        """The number of the first leaf that two trees do not share, as far as both go; none where they agree."""
        common = min(len(self), len(other))
        return next((n for n in range(common) if self.leaf(n) != other.leaf(n)), None)


def read(tile: bytes) -> list[bytes]:
    """The hashes that a tile is made of."""
    return [tile[at : at + _HASH] for at in range(0, len(tile), _HASH)]
