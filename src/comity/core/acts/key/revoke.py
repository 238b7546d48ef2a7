"""A party revokes a key of its own, or the secretariat one for the party that asked for it by note."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, PartyCode, Seen
from comity.core.acts.keying import key_of
from comity.core.acts.rights import acting_for
from comity.core.errors import Refused
from comity.core.state import State


class Revoke(Act, frozen=True, kw_only=True, tag="key.revoke"):
    """``key`` signs nothing that stands in the record after this act; what it signed before stays signed."""

    key: Id
    behalf: PartyCode | None = None

    def check(self, state: State) -> None:
        """Refused for a key that is not there, was revoked, or is another party's."""
        party = acting_for(state, self, self.behalf)
        key = key_of(state, self.key)
        if key.party != party:
            raise Refused("key_foreign", key=key.id, holder=key.holder, seat=self.actor)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The key has ended."""
        ended = replace(state.keys[self.key], revoked=seq)
        return replace(state, keys=state.keys.set(self.key, ended))


EXAMPLE = Revoke(
    id="kaz-key-ends",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    key="kaz-key",
)
