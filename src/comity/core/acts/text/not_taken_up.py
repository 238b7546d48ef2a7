"""The chair rules that a proposal found no support and leaves the text; it stays in the record."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, Seen
from comity.core.acts.changes import with_proposals, with_text
from comity.core.acts.rights import require_chair
from comity.core.acts.subjects import proposal_of, text_of
from comity.core.errors import Refused
from comity.core.positions import members, position
from comity.core.state import State


class NotTakenUp(Act, frozen=True, kw_only=True, tag="text.not_taken_up"):
    """``proposal`` is left out unless its sponsor insists."""

    text: Id
    proposal: Id

    def check(self, state: State) -> None:
        """Refused to anyone but the chair, where another member supports it, and where a sponsor has insisted."""
        require_chair(state, self)
        text = text_of(state, self.text)
        proposal = proposal_of(text, self.proposal, "open", "broken")
        if proposal.insisted:
            raise Refused("insisted_on", proposal=proposal.id, number=proposal.number)
        others = (party for party in members(state) if party not in proposal.sponsors)
        supporters = ", ".join(party for party in others if position(text, proposal, party) == "support")
        if supporters:
            raise Refused("has_support", proposal=proposal.id, number=proposal.number, parties=supporters)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The proposal is out of the text."""
        text = state.texts[self.text]
        left = replace(text.proposals[self.proposal], state="not_taken_up", state_seq=seq)
        return with_text(state, with_proposals(text, left))


EXAMPLE = NotTakenUp(
    id="leave-rus-delete",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    proposal="rus-delete",
)
