"""Keys of a party as a page tells them, and the line by which a key is passed from one seat to another that may bring it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity import registry
from comity.core.acts.keying import keys_of
from comity.core.errors import Refused
from comity.core.state import Key
from comity.registry.signatures import Signed, signed
from comity.web.desk import Desk

_MARK = "comity-key/v1"
_NONE = "-"
_FIELDS = 6
_LABEL = 64


@dataclass(frozen=True)
class Held:
    """A key with its story. ``by`` is the seat that brought it in, at instant ``at``, and ``vouched`` the keys that signed for it.

    ``used`` is when an act was last signed with it, none if never; ``mine`` whether the reader signs with it.
    """

    key: Key
    by: str
    at: int
    vouched: tuple[str, ...]
    used: int | None
    mine: bool


def keyring(desk: Desk, party: str) -> list[Held]:
    """The keys that ``party`` ever had, those that sign first. O(acts since the first of them)."""
    keys = keys_of(desk.state, party)
    if not keys:
        return []
    acts = signed(desk.log, start=keys[0].seq)
    return sorted((_held(desk, key, acts) for key in keys), key=lambda held: held.key.revoked is not None)


def _held(desk: Desk, key: Key, acts: Mapping[int, Signed]) -> Held:
    (entry,) = registry.entries(desk.log, start=key.seq, stop=key.seq + 1)
    vouched = acts[key.seq].keys if key.seq in acts else ()
    used = max((act.at for act in acts.values() if key.id in act.keys), default=None)
    return Held(key, entry.act.actor, entry.at, vouched, used, key.holder in {desk.seat, desk.code})


def line(seat: str, fields: Mapping[str, Any]) -> str:
    """A key and who is to hold it, on one line, for a seat that may bring it in."""
    parts = (fields["key_kind"], fields["public"], fields.get("site"), fields.get("credential"), fields.get("label"))
    return " ".join((_MARK, seat, *(part or _NONE for part in parts)))


def read(given: str) -> dict[str, Any]:
    """The fields of a key in what a person pasted: such a line, or what ``comity key show`` prints.

    Refuses ``key_line`` for anything else; what the parts are worth is for the act to judge.
    """
    words = given.split()
    if len(words) == 1:
        return {"key_kind": "ed25519", "public": words[0]}
    if len(words) < _FIELDS or words[0] != _MARK:
        raise Refused("key_line")
    seat, kind, public, site, credential = words[1:_FIELDS]
    label = " ".join(words[_FIELDS:])
    named = {"key_kind": kind, "public": public, "site": site, "credential": credential, "holder": seat, "label": label}
    return dict(_told(named))


def _told(named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in named.items() if value not in ("", _NONE))


def label(given: str) -> str:
    """What the device is called, as far as it is kept."""
    return " ".join(given.split())[:_LABEL]
