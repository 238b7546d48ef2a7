"""The chair rules that one alternative at one site is accepted."""

from typing import Annotated

from msgspec import Meta

from comity.core.acts.act import EMPTY_ROOT, Act, Count, Id, Language, ProvisionId, Seen
from comity.core.acts.changes import with_text
from comity.core.acts.rights import require_chair
from comity.core.acts.settling import require_decided, require_free, settle
from comity.core.acts.subjects import label, provision_of, require_revision_seen, text_of, unsettled
from comity.core.errors import Refused
from comity.core.readings import composed, sites
from comity.core.revision.settle import adopted
from comity.core.state import Edit, Settled, State, Text
from comity.core.wording.values import ALGORITHM, Alternative


class AcceptAlternative(Act, frozen=True, kw_only=True, tag="text.accept_alternative"):
    """Base cells ``start:end`` of ``provision`` in one language read ``wording`` from the next revision on.

    ``proposals`` are all those that read so there, sorted as the composition lists them; ``algorithm`` is the version of
    the composition that gave the cells their meaning. An empty ``wording`` accepts a deletion.
    """

    text: Id
    provision: ProvisionId
    language: Language
    start: Count
    end: Count
    wording: str
    proposals: Annotated[tuple[Id, ...], Meta(min_length=1)]
    algorithm: Count

    def check(self, state: State) -> None:
        """Refused unless the alternative stands in the composition, nobody is in the way, and the words are free."""
        require_chair(state, self)
        text = text_of(state, self.text)
        require_revision_seen(self, text)
        provision = unsettled(provision_of(text, self.provision))
        if self.language not in text.languages:
            raise Refused("language_unknown", language=self.language)
        require_decided(state, text, self.subject(text))
        require_free(text, provision, self._settled(state.size))
        after = adopted(settle(text, self.provision, self._settled(state.size)))
        if not after.provisions[self.provision].wordings[self.language]:
            raise Refused("provision_emptied", provision=provision.id, label=label(provision))

    def subject(self, text: Text) -> Alternative:
        """What is decided: the alternative as it stands in the composition of the provision by itself."""
        if self.algorithm != ALGORITHM:
            raise Refused("algorithm_differs", algorithm=self.algorithm, expected=ALGORITHM)
        for site in sites(composed(text, self.provision, self.language).parts):
            for alternative in site.alternatives if (site.start, site.end) == (self.start, self.end) else ():
                if (alternative.text, alternative.proposals) == (self.wording, self.proposals):
                    return alternative
        raise Refused("alternative_gone", provision=self.provision, label=label(text.provisions[self.provision]))

    def _settled(self, seq: int) -> Settled:
        return Settled(seq, self.proposals, edits={self.language: (Edit(self.start, self.end, self.wording),)})

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The edit is settled; the proposals stay as they are until the revision shows what is left of them."""
        return with_text(state, settle(state.texts[self.text], self.provision, self._settled(seq)))


EXAMPLE = AcceptAlternative(
    id="accept-regularly",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p1",
    language="en",
    start=11,
    end=12,
    wording="regularly",
    proposals=("kaz-p1",),
    algorithm=ALGORITHM,
)
