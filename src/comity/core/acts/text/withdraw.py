"""A sponsor takes its proposal back."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, PartyCode, Seen
from comity.core.acts.changes import with_proposals, with_text
from comity.core.acts.rights import acting_for, is_secretariat
from comity.core.acts.subjects import proposal_of, text_of
from comity.core.errors import Refused
from comity.core.state import State


class Withdraw(Act, frozen=True, kw_only=True, tag="text.withdraw"):
    """The party leaves the sponsors; the proposal stays while others sponsor it.

    ``behalf`` names the party for which the secretariat acts by note. Wording whose author is not known is withdrawn by
    the secretariat.
    """

    text: Id
    proposal: Id
    behalf: PartyCode | None = None

    def check(self, state: State) -> None:
        """Refused to anyone but a sponsor, and for a proposal that is accepted, met or withdrawn."""
        proposal = proposal_of(text_of(state, self.text), self.proposal, "open", "broken", "not_taken_up")
        party = acting_for(state, self, self.behalf)
        unknown_author = not proposal.sponsors and is_secretariat(state, self)
        if party not in proposal.sponsors and not unknown_author:
            raise Refused("only_sponsors", party=party, proposal=proposal.id, number=proposal.number)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The party has left; if nobody is left the proposal is withdrawn and keeps the name of the last sponsor."""
        text = state.texts[self.text]
        proposal = text.proposals[self.proposal]
        left = tuple(each for each in proposal.sponsors if each != (self.behalf or self.party))
        proposal = replace(proposal, sponsors=left) if left else replace(proposal, state="withdrawn", state_seq=seq)
        return with_text(state, with_proposals(text, proposal))


EXAMPLE = Withdraw(
    id="kaz-withdraws",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    proposal="kaz-p1",
)
