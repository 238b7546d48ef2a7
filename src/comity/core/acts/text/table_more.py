"""The secretariat goes on tabling a draft that is too long for one statement."""

from typing import Annotated

from msgspec import Meta

from comity.core.acts.act import EMPTY_ROOT, Act, Id, Seen
from comity.core.acts.changes import with_text
from comity.core.acts.rights import require_secretariat
from comity.core.acts.tabling import Tabled, on_table, require_tabled, with_tabled
from comity.core.errors import Refused
from comity.core.state import State


class TableMore(Act, frozen=True, kw_only=True, tag="text.table_more"):
    """The next provisions of a text that is being tabled; the last such act leaves ``more`` out."""

    text: Id
    provisions: Annotated[tuple[Tabled, ...], Meta(min_length=1)]
    more: bool = False

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat, and for a text that is on the table already."""
        require_secretariat(state, self)
        text = state.texts.get(self.text)
        if text is None:
            raise Refused("text_unknown", text=self.text)
        if text.revisions:
            raise Refused("text_on_table", text=self.text)
        require_tabled(self.provisions, text.languages, text.order)

    def apply(self, state: State, seq: int, at: int) -> State:
        """The text has more of its draft, or all of it and is on the table."""
        text = with_tabled(state.texts[self.text], self.provisions, seq)
        return with_text(state, text if self.more else on_table(text, seq, at))


EXAMPLE = TableMore(
    id="table-more",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    provisions=(
        Tabled(
            id="p3",
            kind="operative",
            number="3.",
            wordings={"en": "The Parties shall meet yearly.", "ru": "Стороны проводят встречи ежегодно."},
        ),
    ),
)
