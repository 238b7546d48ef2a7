"""A party proposes to make one provision of several."""

from typing import Annotated

from msgspec import Meta

from comity.core.acts.act import EMPTY_ROOT, ByLanguage, ProvisionId, Seen
from comity.core.acts.proposing import Proposing, Shape


class Merge(Proposing, frozen=True, kw_only=True, tag="text.merge"):
    """The first of ``provisions`` would keep its identity and place and read ``wordings``; the others would go."""

    provisions: Annotated[tuple[ProvisionId, ...], Meta(min_length=2)]
    wordings: ByLanguage

    @property
    def shape(self) -> Shape:
        """One provision out of several."""
        return Shape("merge", self.provisions, (self.wordings,))


EXAMPLE = Merge(
    id="uzb-merge",
    log="water-2026",
    actor="UZB/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provisions=("p1", "p2"),
    wordings={"en": "The Parties should cooperate and exchange data."},
)
