"""A party makes a proposal its own as well."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, PartyCode, Seen
from comity.core.acts.changes import with_proposals, with_text
from comity.core.acts.rights import acting_for
from comity.core.acts.subjects import proposal_of, require_unagreed, require_wording_seen, text_of
from comity.core.errors import Refused
from comity.core.state import State


class Cosponsor(Act, frozen=True, kw_only=True, tag="text.cosponsor"):
    """The party joins the sponsors of ``proposal``. ``behalf`` names the party for which the secretariat acts by note."""

    text: Id
    proposal: Id
    behalf: PartyCode | None = None

    def check(self, state: State) -> None:
        """Refused for a proposal that no longer stands, is its own or on what is agreed, and for words not seen."""
        text = text_of(state, self.text)
        proposal = proposal_of(text, self.proposal, "open", "broken")
        party = acting_for(state, self, self.behalf)
        if party in proposal.sponsors:
            raise Refused("already_sponsor", party=party, proposal=proposal.id, number=proposal.number)
        require_unagreed(text, proposal)
        require_wording_seen(self, proposal)

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """One sponsor more, whose stance is now that it sponsors."""
        text = state.texts[self.text]
        proposal = text.proposals[self.proposal]
        party = self.behalf or self.party
        stances = proposal.stances.delete(party) if party in proposal.stances else proposal.stances
        joined = replace(proposal, sponsors=(*proposal.sponsors, party), stances=stances)
        return with_text(state, with_proposals(text, joined))


EXAMPLE = Cosponsor(
    id="uzb-joins",
    log="water-2026",
    actor="UZB/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    proposal="kaz-p1",
)
