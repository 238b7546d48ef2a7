"""One log as folded so far: the state, the tree's right edge and the last leaf, in one value that never changes."""

from typing import NamedTuple

from msgspec import Struct

from comity.core import fold
from comity.core.acts import Act, Seen, decode
from comity.core.errors import Refused
from comity.core.state import State
from comity.record.leaf import Leaf, read_leaf
from comity.record.tree import Frontier


class Row(NamedTuple):
    """An entry as the store holds it: the leaf, the id of its act, the root after it, what it completes."""

    leaf: bytes
    act: str
    root: bytes
    nodes: bytes


class Folded(Struct, frozen=True):
    """The first acts of a log. ``last`` is the last leaf's bytes, ``at`` its instant, ``root`` the head after it.

    ``nodes`` are the hashes of the subtrees that the last leaf completes, smallest first, one behind the other;
    ``act`` is the id of the act in it. ``weight`` is how many bytes all leaves have.
    """

    at: int = 0
    state: State | None = None
    last: bytes = b""
    root: bytes = Frontier().root()
    frontier: Frontier = Frontier()
    nodes: bytes = b""
    act: str = ""
    weight: int = 0

    @property
    def row(self) -> Row:
        """The last leaf as the store is to hold it."""
        return Row(self.last, self.act, self.root, self.nodes)

    @property
    def size(self) -> int:
        """How many acts."""
        return self.frontier.size

    @property
    def head(self) -> Seen:
        """What a person who reads this much has seen."""
        return Seen(root=self.root.hex(), size=self.size)

    def after(self, leaf: bytes) -> "Folded":
        """This log with one more leaf, whose act has passed ``check``."""
        kept = read_leaf(leaf)
        return self.accepted(leaf, kept, decode(kept.stmt.encode()))

    def accepted(self, leaf: bytes, kept: Leaf, act: Act) -> "Folded":
        """This log with one more leaf, which was read as ``kept``, and its statement as ``act``, which has passed ``check``."""
        frontier, completed = self.frontier.grown(leaf)
        return self._grown(Row(leaf, act.id, frontier.root(), b"".join(completed)), frontier, kept, act)

    def followed(self, row: Row) -> "Folded":
        """This log with the next row of the store; nothing in it is believed unless all of it agrees (``record_damaged``)."""
        frontier, completed = self.frontier.grown(row.leaf)
        if (row.root, row.nodes) == (frontier.root(), b"".join(completed)):
            kept = read_leaf(row.leaf)
            act = decode(kept.stmt.encode())
            if act.id == row.act:
                return self._grown(row, frontier, kept, act)
        raise Refused("record_damaged", seq=self.size)

    def _grown(self, row: Row, frontier: Frontier, kept: Leaf, act: Act) -> "Folded":
        return Folded(
            at=kept.at,
            state=fold.apply(self.state, act, kept.seq, kept.at),
            last=row.leaf,
            root=row.root,
            frontier=frontier,
            nodes=row.nodes,
            act=row.act,
            weight=self.weight + len(row.leaf),
        )
