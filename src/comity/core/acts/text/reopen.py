"""A provision that is agreed or settled, or a proposal that is accepted or left out, is taken up again."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, ProvisionId, Seen
from comity.core.acts.changes import with_proposals, with_provisions, with_text
from comity.core.acts.rights import is_chair, require_chair
from comity.core.acts.settling import unsettle
from comity.core.acts.subjects import (
    label,
    proposal_of,
    provision_of,
    require_one_subject,
    require_unagreed,
    text_of,
)
from comity.core.errors import Refused
from comity.core.revision.carry import restored
from comity.core.state import State, Text


class Reopen(Act, frozen=True, kw_only=True, tag="text.reopen"):
    """Either ``provision`` is open again and loses what was settled since the last revision, or ``proposal`` is.

    The chair reopens by consensus; a member reopens what it agreed ad referendum.
    """

    text: Id
    provision: ProvisionId | None = None
    proposal: Id | None = None

    def check(self, state: State) -> None:
        """Refused to others, and where nothing is settled."""
        require_one_subject(self.provision, self.proposal)
        text = text_of(state, self.text)
        if self.provision is not None:
            self._check_provision(state, text, self.provision)
        if self.proposal is not None:
            require_chair(state, self)
            self._check_proposal(text, self.proposal)

    def _check_proposal(self, text: Text, proposal: str) -> None:
        if proposal not in text.accepted:
            require_unagreed(text, proposal_of(text, proposal, "not_taken_up"))

    def _check_provision(self, state: State, text: Text, provision: str) -> None:
        found = provision_of(text, provision)
        if self.party not in found.ad_referendum or is_chair(state, self):
            require_chair(state, self)
        if found.state == "open" and not found.settled:
            raise Refused("nothing_to_reopen", provision=found.id, label=label(found))

    def apply(self, state: State, seq: int, _at: int) -> State:
        """What was agreed or settled is open; no member's initials are left on the text."""
        text = state.texts[self.text]
        if self.proposal is not None:
            return with_text(state, self._proposal(text, self.proposal, seq))
        settled = text.provisions[self.provision or ""].settled
        text = unsettle(text, tuple(proposal for each in settled for proposal in each.proposals), seq)
        provision = text.provisions[self.provision or ""]
        again = replace(provision, state="open", state_seq=seq, settled=(), ad_referendum=())
        return with_text(state, with_provisions(text, again))

    def _proposal(self, text: Text, proposal: str, seq: int) -> Text:
        if proposal in text.accepted:
            return unsettle(text, (proposal,), seq)
        return with_proposals(text, restored(text, text.proposals[proposal], seq))


EXAMPLE = Reopen(
    id="reopen-p1",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p1",
)
