"""The secretariat convenes a session."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field
from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, ByLanguage, Id, Seen
from comity.core.acts.rights import require_secretariat
from comity.core.errors import Refused
from comity.core.state import Session, State


class Convene(Act, frozen=True, kw_only=True, tag="session.convene"):
    """The session's id, number, date (ISO 8601), format, place and title."""

    session: Id
    number: Annotated[int, Meta(ge=1, le=9999)]
    date: Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
    format: Literal["in_person", "videoconference", "hybrid"]
    place: ByLanguage = field(default_factory=dict)
    title: ByLanguage = field(default_factory=dict)

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat, for an id that is taken, for a day that the calendar does not have."""
        require_secretariat(state, self)
        if self.session in state.sessions:
            raise Refused("session_taken", session=self.session)
        try:
            date.fromisoformat(self.date)
        except ValueError:
            raise Refused("date_wrong", date=self.date) from None

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """The session is convened."""
        session = Session(self.session, self.number, self.date, self.format, self.place, self.title)
        return replace(state, sessions=state.sessions.set(session.id, session))


EXAMPLE = Convene(
    id="convene-first",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    session="first",
    number=1,
    date="2026-07-15",
    format="videoconference",
    place={"en": "by videoconference", "ru": "в формате видеоконференции"},
    title={"en": "First session", "ru": "Первое заседание"},
)
