"""A reader's place in one consultation: who is asking, from which seat, of which state."""

from dataclasses import dataclass

from django.http import Http404

from comity.core.acts import Seen
from comity.core.state import Party, State, Text
from comity.people.models import Account
from comity.people.seats import seat as seat_of
from comity.registry.read import newest
from comity.registry.succeeded import successor


@dataclass(frozen=True)
class Desk:
    """One account at one seat. What it says about rights decides what a page offers; the core decides what is done."""

    account: Account
    log: str
    seat: str
    state: State
    head: Seen

    @property
    def code(self) -> str:
        """The code of the reader's party."""
        return self.seat.partition("/")[0]

    @property
    def party(self) -> Party | None:
        """The reader's party; none while it is not admitted (a seat may be given before the party is)."""
        return self.state.parties.get(self.code)

    @property
    def kind(self) -> str:
        """``member``, ``observer`` or ``body``."""
        return self.party.kind if self.party else "body"

    @property
    def is_secretariat(self) -> bool:
        """Whether the reader serves the consultation."""
        return self.code == self.state.secretariat

    @property
    def is_chair(self) -> bool:
        """Whether the reader presides; the secretariat does until a chair is appointed."""
        return self.is_secretariat if self.state.chair is None else self.seat == self.state.chair

    @property
    def duty(self) -> str:
        """What the reader does in the consultation: a key of ``words.DUTIES``."""
        return duty(self.state, self.seat)

    @property
    def issues(self) -> bool:
        """Whether the reader issues revisions: the chair and the secretariat do."""
        return self.is_chair or self.is_secretariat

    @property
    def speaks(self) -> bool:
        """Whether the reader's party takes positions and sponsors proposals."""
        return self.party is not None and self.kind != "body"

    @property
    def successor(self) -> str:
        """The record as which this one goes on, which takes no act then; empty where it goes on as itself."""
        return successor(self.log)

    @property
    def language(self) -> str:
        """The language the record is kept in first."""
        return self.state.languages[0]

    def text(self, text: str) -> Text:
        """The text of this id, or page not found."""
        found = self.state.texts.get(text)
        if found is None or not found.revisions:
            raise Http404(text)
        return found


def desk(account: Account, log: str) -> Desk:
    """The account's desk at a log. Without a seat the log does not exist, as far as this reader is told."""
    seat = seat_of(account, log)
    if seat is None:
        raise Http404(log)
    folded = newest(log)
    if folded.state is None:
        raise Http404(log)
    return Desk(account, log, seat, folded.state, folded.head)


def duty(state: State, seat: str) -> str:
    """What a seat does in a consultation: ``chair``, ``secretariat``, or the kind of its party."""
    code = seat.partition("/")[0]
    if seat == state.chair:
        return "chair"
    if code == state.secretariat:
        return "secretariat"
    return state.parties[code].kind if code in state.parties else ""
