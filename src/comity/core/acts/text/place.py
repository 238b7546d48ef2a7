"""The chair places its own wording of a provision on the table as the compromise."""

from comity.core.acts.act import EMPTY_ROOT, Act, ByLanguage, Id, ProvisionId, Seen
from comity.core.acts.changes import with_text
from comity.core.acts.rights import require_chair
from comity.core.acts.settling import require_free, settle
from comity.core.acts.subjects import provision_of, require_revision_seen, text_of, unsettled
from comity.core.acts.wordings import require_wordings
from comity.core.errors import Refused
from comity.core.revision.concordance import behind
from comity.core.state import Settled, State


class Place(Act, frozen=True, kw_only=True, tag="text.place"):
    """``provision`` reads ``wordings`` from the next revision on; it is nobody's proposal and settles nobody's wish.

    With the wording of one language it brings that version into line with what was ruled in another; where the version
    says so already, placing it as it stands confirms it.
    """

    text: Id
    provision: ProvisionId
    wordings: ByLanguage

    def check(self, state: State) -> None:
        """Refused to anyone but the chair, over an earlier settlement, and where nothing changes."""
        require_chair(state, self)
        text = text_of(state, self.text)
        require_revision_seen(self, text)
        provision = unsettled(provision_of(text, self.provision))
        require_wordings(self.wordings, (), among=text.languages)
        same = all(provision.wordings.get(language) == wording for language, wording in self.wordings.items())
        if same and self.wordings.keys().isdisjoint(behind(text, provision)):
            raise Refused("nothing_changed")
        require_free(text, provision, Settled(state.size, (), wordings=self.wordings))

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The wording is settled on the provision."""
        return with_text(
            state, settle(state.texts[self.text], self.provision, Settled(seq, (), wordings=self.wordings))
        )


EXAMPLE = Place(
    id="chair-p2",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p2",
    wordings={"en": "The Parties cooperate.", "ru": "Стороны сотрудничают."},
)
