"""A party proposes other words for a provision."""

from comity.core.acts.act import EMPTY_ROOT, ByLanguage, ProvisionId, Seen
from comity.core.acts.proposing import Proposing, Shape
from comity.core.errors import Refused
from comity.core.state import Text


class Reword(Proposing, frozen=True, kw_only=True, tag="text.reword"):
    """``wordings`` give the whole provision as it is to read, in one or more languages of the text."""

    provision: ProvisionId
    wordings: ByLanguage

    @property
    def shape(self) -> Shape:
        """Other words for one provision."""
        return Shape("reword", (self.provision,), (self.wordings,))

    def check_wish(self, text: Text) -> None:
        """Refused where nothing would change."""
        standing = text.provisions[self.provision].wordings
        if all(standing.get(language) == wording for language, wording in self.wordings.items()):
            raise Refused("nothing_changed")


EXAMPLE = Reword(
    id="kaz-p1",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p1",
    wordings={
        "en": "The Parties shall exchange data regularly.",
        "ru": "Стороны обмениваются данными на регулярной основе.",
    },
    rationale={"en": "Data are of use only when they arrive in time."},
)
