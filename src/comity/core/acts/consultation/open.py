"""A party opens a consultation and becomes its secretariat."""

from typing import Annotated, Literal

from immutables import Map
from msgspec import Meta, field

from comity.core.acts.act import EMPTY_ROOT, Act, ByLanguage, Language, Named, Seen
from comity.core.errors import Refused
from comity.core.rules import RULES
from comity.core.state import Party, PartyKind, SigningLevel, State


class Open(Act, frozen=True, kw_only=True, tag="consultation.open"):
    """The first act of a log. ``party_kind`` and ``names`` describe the party that opens and from now on serves it.

    ``languages[0]`` is the working language. ``rule`` names the decision rule of ``core.rules``; ``rules_version`` pins
    what the kinds of acts mean. ``remark`` is shown wherever the consultation is. ``signing`` is the level at which acts are
    signed, ``signing_final`` that of the acts by which a text is fixed (``core.state.State``).
    """

    title: Named
    languages: Annotated[tuple[Language, ...], Meta(min_length=1)]
    rule: str
    rules_version: Literal[1]
    party_kind: PartyKind
    names: Named
    remark: ByLanguage = field(default_factory=dict)
    signing: SigningLevel = 0
    signing_final: SigningLevel = 0

    def check(self, state: State | None) -> None:
        """Refused on a log that is open already, for a rule that nobody wrote, for having seen acts of a record that holds none."""
        if state is not None:
            raise Refused("already_opened", log=self.log)
        if self.seen.size:
            raise Refused("seen_ahead", seen=self.seen.size, size=0)
        if self.rule not in RULES:
            raise Refused("rule_unknown", rule=self.rule)
        if len(set(self.languages)) != len(self.languages):
            raise Refused("language_repeated")

    def opened(self, seq: int, at: int) -> State:
        """The state that this act begins."""
        party = Party(code=self.party, kind=self.party_kind, names=self.names)
        return State(
            log=self.log,
            size=seq + 1,
            at=at,
            title=self.title,
            languages=self.languages,
            rule=self.rule,
            rules_version=self.rules_version,
            secretariat=self.party,
            remark=self.remark,
            signing=self.signing,
            signing_final=self.signing_final,
            parties=Map({party.code: party}),
        )


EXAMPLE = Open(
    id="open",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    title={"en": "Consultations on transboundary waters", "ru": "Консультации по трансграничным водам"},
    languages=("en", "ru"),
    rule="consensus",
    rules_version=1,
    party_kind="body",
    names={"en": "Secretariat", "ru": "Секретариат"},
)
