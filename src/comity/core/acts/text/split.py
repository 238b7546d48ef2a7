"""A party proposes to make several provisions of one."""

from typing import Annotated

from msgspec import Meta

from comity.core.acts.act import EMPTY_ROOT, ByLanguage, ProvisionId, Seen
from comity.core.acts.proposing import Proposing, Shape
from comity.core.errors import Refused
from comity.core.state import Text


class Split(Proposing, frozen=True, kw_only=True, tag="text.split"):
    """``provision`` would read the first of ``pieces``; the others would follow as provisions of their own.

    The second piece gets the id ``<this act>.2``, and so on.
    """

    provision: ProvisionId
    pieces: Annotated[tuple[ByLanguage, ...], Meta(min_length=2, max_length=99)]

    @property
    def shape(self) -> Shape:
        """Several provisions out of one."""
        return Shape("split", (self.provision,), self.pieces)

    def check_wish(self, text: Text) -> None:  # noqa: ARG002 - what a split has to satisfy lies in its pieces
        """Refused unless every piece has the same languages."""
        if any(piece.keys() != self.pieces[0].keys() for piece in self.pieces):
            raise Refused("languages_differ")


EXAMPLE = Split(
    id="rus-split",
    log="water-2026",
    actor="RUS/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provision="p1",
    pieces=(
        {"en": "The Parties shall exchange data.", "ru": "Стороны обмениваются данными."},
        {"en": "The exchange is voluntary.", "ru": "Обмен осуществляется на добровольной основе."},
    ),
)
