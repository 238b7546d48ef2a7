"""The chair rules that a whole proposal is accepted."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, Seen
from comity.core.acts.changes import with_proposals, with_text
from comity.core.acts.rights import require_chair
from comity.core.acts.settling import require_decided, require_free, settle, settlement
from comity.core.acts.subjects import (
    proposal_of,
    provision_of,
    require_revision_seen,
    require_wording_seen,
    text_of,
    unsettled,
)
from comity.core.state import Proposal, State, Text


class Accept(Act, frozen=True, kw_only=True, tag="text.accept"):
    """``proposal`` enters the base with the next revision."""

    text: Id
    proposal: Id

    def check(self, state: State) -> None:
        """Refused to anyone but the chair, while somebody stands in the way, and over an earlier settlement."""
        require_chair(state, self)
        text = text_of(state, self.text)
        require_revision_seen(self, text)
        proposal = self.subject(text)
        require_wording_seen(self, proposal)
        require_decided(state, text, proposal)
        for target in proposal.targets:
            require_free(text, unsettled(provision_of(text, target)), settlement(proposal, state.size))

    def subject(self, text: Text) -> Proposal:
        """What is decided."""
        return proposal_of(text, self.proposal, "open")

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The proposal is accepted, and settled on each provision that it changes."""
        text = state.texts[self.text]
        proposal = text.proposals[self.proposal]
        for target in proposal.targets:
            text = settle(text, target, settlement(proposal, seq))
        text = with_proposals(text, replace(proposal, state="accepted", state_seq=seq))
        return with_text(state, replace(text, accepted=(*text.accepted, proposal.id)))


EXAMPLE = Accept(
    id="accept-kaz-p1",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    proposal="kaz-p1",
)
