"""The record goes on as another log, which began with the same acts; what of them is lost is said here."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, Seen
from comity.core.acts.rights import require_secretariat
from comity.core.errors import Refused
from comity.core.state import Predecessor, State

Origin = Annotated[str, Meta(pattern=r"\A[!-*,-~]{1,64}\Z")]
"""The name that a log's checkpoints bear: without spaces and plus signs (C2SP signed-note)."""


class Succeed(Act, frozen=True, kw_only=True, tag="consultation.succeed"):
    """All acts before this one are those of ``predecessor``, byte for byte; this one and those after it are of ``log``.

    ``origin`` is the name that the predecessor's checkpoints bear. ``seen`` is its head where the two part, so the root is
    held to the tree as that of any act. ``lost`` is the newest head of the predecessor that its host had signed and that
    this record does not hold; left out where it holds all of them.
    """

    predecessor: Id
    origin: Origin
    lost: Seen | None = None

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat, for less than the whole record, under a name that it had before."""
        require_secretariat(state, self)
        if self.seen.size != state.size:
            raise Refused("succession_partial", seen=self.seen.size, size=state.size)
        if self.log in {state.log, *(each.log for each in state.predecessors)}:
            raise Refused("succession_name", log=self.log)
        if self.lost is not None and (self.lost == self.seen or not self.lost.size):
            raise Refused("succession_complete", size=self.lost.size)

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """The same consultation under another name, and where it came from."""
        lost = (self.lost.size, self.lost.root) if self.lost else (0, "")
        before = Predecessor(self.predecessor, self.origin, self.seen.size, self.seen.root, *lost)
        return replace(state, log=self.log, predecessors=(*state.predecessors, before))


EXAMPLE = Succeed(
    id="succeed",
    log="water-2027",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    predecessor="water-2026",
    origin="comity/00112233445566778899aabbccddeeff",
    lost=Seen(root=EMPTY_ROOT, size=120),
)
