"""A party proposes to delete a provision."""

from comity.core.acts.act import EMPTY_ROOT, ProvisionId, Seen
from comity.core.acts.proposing import Proposing, Shape


class Delete(Proposing, frozen=True, kw_only=True, tag="text.delete"):
    """``provision`` would leave the text."""

    provision: ProvisionId

    @property
    def shape(self) -> Shape:
        """One provision fewer."""
        return Shape("delete", (self.provision,))


EXAMPLE = Delete(
    id="rus-delete",
    log="water-2026",
    actor="RUS/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p2",
    rationale={"ru": "Положение повторяет пункт 1."},
)
