"""The secretariat records who was elected or appointed to preside."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, Seat, Seen
from comity.core.acts.rights import known, require_secretariat
from comity.core.errors import Refused
from comity.core.state import State


class AppointChair(Act, frozen=True, kw_only=True, tag="session.appoint_chair"):
    """``seat`` presides from ``session`` on; it may be a seat of a body that is not a state."""

    session: Id
    seat: Seat

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat, for a seat of an unknown party, and for who presides already."""
        require_secretariat(state, self)
        if self.session not in state.sessions:
            raise Refused("session_unknown", session=self.session)
        known(state, self.seat.partition("/")[0])
        if self.seat == state.chair:
            raise Refused("nothing_changed")

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """The seat presides."""
        return replace(state, chair=self.seat)


EXAMPLE = AppointChair(
    id="chair-uzb",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    session="first",
    seat="UZB/1",
)
