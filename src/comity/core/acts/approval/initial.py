"""A member fixes the text with its initials."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Digest, Id, Seen
from comity.core.acts.changes import with_text
from comity.core.acts.rights import require_member
from comity.core.acts.subjects import label, text_of
from comity.core.errors import Refused
from comity.core.positions import members
from comity.core.state import State, Text


class Initial(Act, frozen=True, kw_only=True, tag="approval.initial"):
    """``sha256`` is the hash of the text that the member fixes: the newest base, with every provision agreed."""

    text: Id
    sha256: Digest

    def check(self, state: State) -> None:
        """Refused to others than members, on another text, and while anything is open."""
        require_member(state, self)
        text = text_of(state, self.text)
        if self.party in text.initialled:
            raise Refused("already_initialled", party=self.party)
        _require_closed(state, text)
        if self.sha256 != text.revisions[-1].sha256:
            raise Refused("hash_differs")

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """The member has initialled; with the last member the text is fixed."""
        text = state.texts[self.text]
        initialled = (*text.initialled, self.party)
        fixed = set(initialled) >= set(members(state))
        return with_text(state, replace(text, initialled=initialled, fixed=fixed))


def ready(state: State, text: Text) -> bool:
    """Whether everything is agreed, so that members may initial."""
    try:
        _require_closed(state, text)
    except Refused:
        return False
    return True


def _require_closed(state: State, text: Text) -> None:
    for each in text.order:
        provision = text.provisions[each]
        if provision.state != "agreed":
            raise Refused("provision_not_agreed", provision=each, label=label(provision))
        if provision.settled:
            raise Refused("revision_due")
    if text.accepted:
        raise Refused("revision_due")
    for proposal in sorted(text.proposals.values(), key=lambda each: each.number):
        if proposal.state in {"open", "broken"} and not set(proposal.sponsors).isdisjoint(members(state)):
            raise Refused("proposal_standing", proposal=proposal.id, number=proposal.number)


EXAMPLE = Initial(
    id="kaz-initials",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    sha256="0000000000000000000000000000000000000000000000000000000000000000",
)
