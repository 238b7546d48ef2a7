"""The chair rules that a provision is agreed."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, ProvisionId, Seen
from comity.core.acts.changes import with_provisions, with_text
from comity.core.acts.rights import require_chair
from comity.core.acts.settling import require_decided
from comity.core.acts.subjects import label, provision_of, require_revision_seen, text_of
from comity.core.errors import Refused
from comity.core.state import Provision, State, Text


class Agree(Act, frozen=True, kw_only=True, tag="text.agree"):
    """``provision`` is agreed as it would be adopted; provisional until the whole text is fixed."""

    text: Id
    provision: ProvisionId

    def check(self, state: State) -> None:
        """Refused to anyone but the chair, and while somebody stands in the way."""
        require_chair(state, self)
        text = text_of(state, self.text)
        require_revision_seen(self, text)
        provision = self.subject(text)
        if provision.state == "agreed":
            raise Refused("provision_agreed", provision=provision.id, label=label(provision))
        require_decided(state, text, provision)

    def subject(self, text: Text) -> Provision:
        """What is decided."""
        return provision_of(text, self.provision)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The provision is agreed, and no capital has yet to confirm it."""
        text = state.texts[self.text]
        agreed = replace(text.provisions[self.provision], state="agreed", state_seq=seq, ad_referendum=())
        return with_text(state, with_provisions(text, agreed))


EXAMPLE = Agree(
    id="agree-p1",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p1",
)
