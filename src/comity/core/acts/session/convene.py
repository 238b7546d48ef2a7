"""The secretariat convenes a session."""

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
    date: Annotated[str, Meta(pattern=r"\A[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")]
    format: Literal["in_person", "videoconference", "hybrid"]
    place: ByLanguage = field(default_factory=dict)
    title: ByLanguage = field(default_factory=dict)

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat, for an id that is taken, for a day that the calendar does not have."""
        require_secretariat(state, self)
        if self.session in state.sessions:
            raise Refused("session_taken", session=self.session)
        year, month, day = map(int, self.date.split("-"))
        if day > _days(year, month):
            raise Refused("date_wrong", date=self.date)

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """The session is convened."""
        session = Session(self.session, self.number, self.date, self.format, self.place, self.title)
        return replace(state, sessions=state.sessions.set(session.id, session))


def _days(year: int, month: int) -> int:
    """Days of a month in the Gregorian calendar, which ISO 8601 uses; without the clock that ``datetime`` brings."""
    if month == 2:  # noqa: PLR2004 - February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


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
