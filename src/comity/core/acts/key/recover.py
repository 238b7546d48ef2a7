"""The secretariat gives a party that lost its keys a new one, as the party asked by note."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, PartyCode, Seen
from comity.core.acts.keying import Keying, keys_of
from comity.core.acts.rights import known, require_secretariat
from comity.core.errors import Refused
from comity.core.state import State


class Recover(Keying, frozen=True, kw_only=True, tag="key.recover"):
    """All keys of the party ``of`` end, and one begins; it is known by the id of this act.

    Unless ``holder`` names a seat, every seat of the party signs with it.
    """

    of: PartyCode

    def check(self, state: State) -> None:
        """Refused to anyone but the secretariat, for a party that never had a key, and as a key is (``Keying.check_key``)."""
        require_secretariat(state, self)
        party = known(state, self.of)
        if not keys_of(state, party.code):
            raise Refused("keys_none", party=party.code)
        self.check_key(state, party.code)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The party has one key."""
        lost = {key.id: replace(key, revoked=seq) for key in keys_of(state, self.of) if key.revoked is None}
        return replace(state, keys=state.keys.update(lost).set(self.id, self.key(self.of, seq)))


EXAMPLE = Recover(
    id="kaz-key-again",
    log="water-2026",
    actor="SEC/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    of="KAZ",
    key_kind="ed25519",
    public="PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=",
    holder="KAZ/1",
)
