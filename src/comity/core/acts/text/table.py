"""The secretariat puts a draft on the table."""

from typing import Annotated

from immutables import Map
from msgspec import Meta, field

from comity.core.acts.act import EMPTY_ROOT, Act, ByLanguage, Id, Language, Named, Seen
from comity.core.acts.changes import with_text
from comity.core.acts.rights import require_secretariat
from comity.core.acts.tabling import Tabled, on_table, require_tabled, with_tabled
from comity.core.errors import Refused
from comity.core.rules import RULES
from comity.core.state import State, Text


class Table(Act, frozen=True, kw_only=True, tag="text.table"):
    """The text's id, title and languages (the first is negotiated in), and its provisions in order.

    A draft too long for one statement says ``more`` and goes on in ``text.table_more``; it is on the table once the last
    of them has come. ``symbol``, ``organ``, ``remark`` and ``rule`` are those of ``state.Text``.
    """

    text: Id
    title: Named
    languages: Annotated[tuple[Language, ...], Meta(min_length=1)]
    provisions: Annotated[tuple[Tabled, ...], Meta(min_length=1)]
    symbol: str = ""
    organ: ByLanguage = field(default_factory=dict)
    remark: ByLanguage = field(default_factory=dict)
    rule: str | None = None
    more: bool = False

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat, for an id that is taken, for wording that is not canonical."""
        require_secretariat(state, self)
        if self.text in state.texts:
            raise Refused("text_taken", text=self.text)
        if self.rule is not None and self.rule not in RULES:
            raise Refused("rule_unknown", rule=self.rule)
        if len(set(self.languages)) != len(self.languages):
            raise Refused("language_repeated")
        require_tabled(self.provisions, self.languages, ())

    def apply(self, state: State, seq: int, at: int) -> State:
        """The text is on the table, or waits for the rest of its draft."""
        text = Text(
            id=self.text,
            title=self.title,
            languages=self.languages,
            symbol=self.symbol,
            organ=self.organ,
            order=(),
            provisions=Map(),
            proposals=Map(),
            revisions=(),
            remark=self.remark,
            rule=self.rule,
        )
        text = with_tabled(text, self.provisions, seq)
        return with_text(state, text if self.more else on_table(text, seq, at))


EXAMPLE = Table(
    id="table",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    title={"en": "Joint statement on transboundary waters", "ru": "Совместное заявление о трансграничных водах"},
    languages=("en", "ru"),
    provisions=(
        Tabled(
            id="title", kind="title", wordings={"en": "Joint statement on waters", "ru": "Совместное заявление о водах"}
        ),
        Tabled(
            id="p1",
            kind="operative",
            number="1.",
            wordings={
                "en": "The Parties shall exchange data voluntarily.",
                "ru": "Стороны обмениваются данными на добровольной основе.",
            },
        ),
        Tabled(
            id="p2",
            kind="operative",
            number="2.",
            wordings={"en": "The Parties should cooperate.", "ru": "Сторонам следует сотрудничать."},
        ),
    ),
    symbol="WATER/1",
    organ={"en": "Council of Heads of State", "ru": "Совет глав государств"},
)
