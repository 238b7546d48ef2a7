"""A party proposes a new provision."""

from comity.core.acts.act import EMPTY_ROOT, ByLanguage, Count, Place, Seen
from comity.core.acts.proposing import Proposing, Shape
from comity.core.state import ProvisionKind


class Add(Proposing, frozen=True, kw_only=True, tag="text.add"):
    """The provision would stand behind ``after`` (``""``: at the beginning) and have the id of this act."""

    after: Place
    provision_kind: ProvisionKind
    wordings: ByLanguage
    provision_number: str = ""
    provision_level: Count = 0

    @property
    def shape(self) -> Shape:
        """One more provision."""
        return Shape(
            "add",
            pieces=(self.wordings,),
            after=self.after,
            provision_kind=self.provision_kind,
            provision_number=self.provision_number,
            provision_level=self.provision_level,
        )


EXAMPLE = Add(
    id="uzb-add",
    log="water-2026",
    actor="UZB/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    after="p1",
    provision_kind="operative",
    provision_number="1bis.",
    wordings={"en": "Data are exchanged in a common format.", "ru": "Обмен данными осуществляется в едином формате."},
)
