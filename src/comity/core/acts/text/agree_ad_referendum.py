"""The chair rules that a provision is agreed ad referendum: subject to capitals."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, PartyCode, ProvisionId, Seen
from comity.core.acts.changes import with_provisions, with_text
from comity.core.acts.rights import known, require_chair
from comity.core.acts.settling import require_decided
from comity.core.acts.subjects import provision_of, require_revision_seen, text_of, unsettled
from comity.core.errors import Refused
from comity.core.positions import members
from comity.core.state import Provision, State, Text


class AgreeAdReferendum(Act, frozen=True, kw_only=True, tag="text.agree_ad_referendum"):
    """``parties`` are the members whose capitals have yet to confirm; all members if none is named."""

    text: Id
    provision: ProvisionId
    parties: tuple[PartyCode, ...] = ()

    def check(self, state: State) -> None:
        """Refused to anyone but the chair, while somebody stands in the way, for parties that are not members."""
        require_chair(state, self)
        text = text_of(state, self.text)
        require_revision_seen(self, text)
        for party in self.parties:
            if known(state, party).kind != "member":
                raise Refused("only_members", party=party)
        require_decided(state, text, unsettled(self.subject(text)))

    def subject(self, text: Text) -> Provision:
        """What is decided."""
        return provision_of(text, self.provision)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The provision is agreed ad referendum to those parties."""
        text = state.texts[self.text]
        agreed = replace(
            text.provisions[self.provision],
            state="agreed_ad_referendum",
            state_seq=seq,
            ad_referendum=self.parties or members(state),
        )
        return with_text(state, with_provisions(text, agreed))


EXAMPLE = AgreeAdReferendum(
    id="ad-referendum-p1",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p1",
    parties=("KAZ",),
)
