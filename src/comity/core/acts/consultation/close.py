"""The secretariat closes the consultation; its record stays."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Seen
from comity.core.acts.rights import require_secretariat
from comity.core.state import State


class Close(Act, frozen=True, kw_only=True, tag="consultation.close"):
    """No act follows."""

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat."""
        require_secretariat(state, self)

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """The consultation is closed."""
        return replace(state, closed=True)


EXAMPLE = Close(
    id="close",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
)
