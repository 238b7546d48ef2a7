"""One log as folded so far: the state, the tree's right edge and the last leaf, in one value that never changes."""

from msgspec import Struct

from comity.core import fold
from comity.core.acts import Seen, decode
from comity.core.errors import Refused
from comity.core.state import State
from comity.record.leaf import read_leaf
from comity.record.tree import Frontier


class Folded(Struct, frozen=True):
    """The first acts of a log. ``last`` is the last leaf's bytes, ``at`` its instant, ``root`` the head after it.

    ``nodes`` are the hashes of the subtrees that the last leaf completes, smallest first, one behind the other.
    """

    at: int = 0
    state: State | None = None
    last: bytes = b""
    root: bytes = Frontier().root()
    frontier: Frontier = Frontier()
    nodes: bytes = b""

    @property
    def size(self) -> int:
        """How many acts."""
        return self.frontier.size

    @property
    def head(self) -> Seen:
        """What a person who reads this much has seen."""
        return Seen(root=self.root.hex(), size=self.size)

    def after(self, leaf: bytes, root: bytes | None = None) -> "Folded":
        """This log with one more leaf, whose act has passed ``check``.

        ``root`` is the head that the log is known to have with this leaf; where the leaf gives another, nothing in it
        is believed (``record_damaged``).
        """
        frontier, completed = self.frontier.grown(leaf)
        head = frontier.root()
        if root not in {None, head}:
            raise Refused("record_damaged", seq=self.size)
        kept = read_leaf(leaf)
        state = fold.apply(self.state, decode(kept.stmt.encode()), kept.seq, kept.at)
        return Folded(kept.at, state, leaf, head, frontier, b"".join(completed))
