"""A sponsor insists on a proposal that was not taken up: its wording stays in the text."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, PartyCode, Seen
from comity.core.acts.changes import with_proposals, with_text
from comity.core.acts.rights import acting_for
from comity.core.acts.subjects import proposal_of, require_unagreed, text_of
from comity.core.errors import Refused
from comity.core.revision.carry import restored
from comity.core.state import State


class Insist(Act, frozen=True, kw_only=True, tag="text.insist"):
    """``proposal`` returns, and cannot be ruled out of the text again.

    ``behalf`` names the sponsor for which the secretariat acts by note.
    """

    text: Id
    proposal: Id
    behalf: PartyCode | None = None

    def check(self, state: State) -> None:
        """Refused to anyone but a sponsor, for a proposal that was not left out, and on what was agreed since."""
        text = text_of(state, self.text)
        proposal = proposal_of(text, self.proposal, "not_taken_up")
        party = acting_for(state, self, self.behalf)
        if party not in proposal.sponsors:
            raise Refused("only_sponsors", party=party, proposal=proposal.id, number=proposal.number)
        require_unagreed(text, proposal)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The proposal stands on the newest base: open, or met or broken by what was issued meanwhile."""
        text = state.texts[self.text]
        returned = replace(restored(text, text.proposals[self.proposal], seq), insisted=True)
        return with_text(state, with_proposals(text, returned))


EXAMPLE = Insist(
    id="rus-insists",
    log="water-2026",
    actor="RUS/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    proposal="rus-delete",
)
