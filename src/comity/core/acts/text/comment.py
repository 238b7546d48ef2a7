"""A party remarks on a provision or a proposal without proposing other words."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, ProvisionId, Seen, Words
from comity.core.acts.changes import with_proposals, with_provisions, with_text
from comity.core.acts.subjects import proposal_of, provision_of, require_one_subject, text_of
from comity.core.state import Comment as Remark
from comity.core.state import State


class Comment(Act, frozen=True, kw_only=True, tag="text.comment"):
    """``note`` is about either ``provision`` or ``proposal``."""

    text: Id
    note: Words
    provision: ProvisionId | None = None
    proposal: Id | None = None

    def check(self, state: State) -> None:
        """Refused unless about one thing that is known."""
        require_one_subject(self.provision, self.proposal)
        text = text_of(state, self.text)
        if self.provision is not None:
            provision_of(text, self.provision)
        if self.proposal is not None:
            proposal_of(text, self.proposal)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """One comment more."""
        text = state.texts[self.text]
        remark = Remark(party=self.party, note=self.note, seq=seq)
        if self.proposal is not None:
            proposal = text.proposals[self.proposal]
            return with_text(state, with_proposals(text, replace(proposal, comments=(*proposal.comments, remark))))
        provision = text.provisions[self.provision or ""]
        return with_text(state, with_provisions(text, replace(provision, comments=(*provision.comments, remark))))


EXAMPLE = Comment(
    id="mda-comment",
    log="water-2026",
    actor="MDA/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    note="It should be said which data are meant.",
    provision="p1",
)
