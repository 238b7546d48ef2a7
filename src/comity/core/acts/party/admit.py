"""The secretariat admits a party to the consultation."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Named, PartyCode, Seen
from comity.core.acts.rights import require_secretariat
from comity.core.errors import Refused
from comity.core.state import Party, PartyKind, State


class Admit(Act, frozen=True, kw_only=True, tag="party.admit"):
    """``admitted`` is the new party's code; a ``member`` counts in decisions, an ``observer`` or ``body`` does not."""

    admitted: PartyCode
    party_kind: PartyKind
    names: Named

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat, and for a party that is in."""
        require_secretariat(state, self)
        if self.admitted in state.parties:
            raise Refused("party_admitted", party=self.admitted)

    def apply(self, state: State, _seq: int, _at: int) -> State:
        """The party is in."""
        party = Party(code=self.admitted, kind=self.party_kind, names=self.names)
        return replace(state, parties=state.parties.set(party.code, party))


EXAMPLE = Admit(
    id="admit-kaz",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    admitted="KAZ",
    party_kind="member",
    names={"en": "Kazakhstan", "ru": "Казахстан"},
)
