"""A party proposes another place for a provision."""

from comity.core.acts.act import EMPTY_ROOT, Place, ProvisionId, Seen
from comity.core.acts.proposing import Proposing, Shape
from comity.core.errors import Refused
from comity.core.state import Text


class Move(Proposing, frozen=True, kw_only=True, tag="text.move"):
    """``provision`` would stand behind ``after`` (``""``: at the beginning)."""

    provision: ProvisionId
    after: Place

    @property
    def shape(self) -> Shape:
        """One provision elsewhere."""
        return Shape("move", (self.provision,), after=self.after)

    def check_wish(self, text: Text) -> None:
        """Refused where the provision stands there already, or would stand behind itself."""
        at = text.order.index(self.provision)
        if self.after in {self.provision, text.order[at - 1] if at else ""}:
            raise Refused("nothing_changed")


EXAMPLE = Move(
    id="kaz-move",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p2",
    after="title",
)
