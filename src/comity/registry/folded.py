"""One log as folded so far: the state, the tree's right edge and the last leaf, in one value that never changes."""

from msgspec import Struct

from comity.core import fold
from comity.core.acts import EMPTY_ROOT, Act, Seen, decode
from comity.core.errors import Refused
from comity.core.state import State
from comity.record.leaf import Leaf, read_leaf
from comity.record.tree import Frontier


class Folded(Struct, frozen=True):
    """The first ``size`` acts of a log. ``last`` is the last leaf's bytes, ``root`` the head after it."""

    size: int = 0
    at: int = 0
    state: State | None = None
    last: bytes = b""
    root: bytes = bytes.fromhex(EMPTY_ROOT)
    frontier: Frontier = Frontier()

    @property
    def head(self) -> Seen:
        """What a person who reads this much has seen."""
        return Seen(root=self.root.hex(), size=self.size)

    def after(self, leaf: bytes) -> "Folded":
        """This log with one more leaf, which was checked when it was accepted."""
        kept = read_leaf(leaf)
        if kept.seq != self.size:
            raise Refused("record_damaged", seq=self.size)
        return self.then(kept, decode(kept.stmt.encode()), leaf)

    def then(self, kept: Leaf, act: Act, leaf: bytes) -> "Folded":
        """This log with one more act, whose leaf has been read already."""
        frontier = self.frontier.append(leaf)
        state = fold.apply(self.state, act, kept.seq, kept.at)
        return Folded(self.size + 1, kept.at, state, leaf, frontier.root(), frontier)
