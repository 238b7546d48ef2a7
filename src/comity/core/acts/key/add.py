"""A seat adds a key for itself, a colleague, or all seats of its party."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Seen
from comity.core.acts.keying import Keying
from comity.core.state import State


class Add(Keying, frozen=True, kw_only=True, tag="key.add"):
    """The key is known by the id of this act, and signs from the next act on.

    The first key of a party is attested by the host; every other is signed for with a key that the party has already.
    """

    def check(self, state: State) -> None:
        """Refused as a key is (``Keying.check_key``)."""
        self.check_key(state, self.party)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The key signs."""
        return replace(state, keys=state.keys.set(self.id, self.key(self.party, seq)))


EXAMPLE = Add(
    id="kaz-key",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    key_kind="ed25519",
    public="11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    label="Ministry, signing computer",
)
