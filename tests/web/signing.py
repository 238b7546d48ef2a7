"""A consultation in which every act is signed, and devices at its seats."""

from msgspec.structs import replace

from comity import registry
from comity.core.acts import EXAMPLES, KINDS, encode
from comity.people import seats
from comity.people.models import Account
from record.devices import Card, Phone
from web.water import LOG, Water

SITE = "testserver"
SEATS = {"secretariat": "SEC/1", "member": "KAZ/1", "colleague": "KAZ/2", "other member": "RUS/1"}
WITH = {"SEC/1": ("sec-card", Card(11))}
"""The secretariat signs on the command line; nobody else has a key yet."""


class Signing(Water):
    """The consultation; ``do`` signs with the device of the seat, if it has one."""

    devices = {}  # noqa: RUF012 - filled anew for each consultation

    def do(self, kind, seat="SEC/1", **fields):
        head = registry.head(LOG)
        act = KINDS[kind](**{"id": f"act-{head.size}", "log": LOG, "actor": seat, "seen": head, **fields})
        held = self.devices.get(seat)
        registry.append(LOG, encode(act), [held[1].sign(act, held[0])] if held else ())
        return act.id


def signing(**levels):
    """The consultation in the registry with a draft on the table, and somebody at every seat."""
    held = Signing()
    held.devices = {}
    registry.append(LOG, encode(replace(EXAMPLES["consultation.open"], **levels)))
    held.do("key.add", id=WITH["SEC/1"][0], **WITH["SEC/1"][1].fields)
    held.devices = dict(WITH)
    for code in ("KAZ", "RUS"):
        held.do("party.admit", admitted=code, party_kind="member", names={"en": code})
    for kind in ("session.convene", "text.table"):
        _, fields = _fields(EXAMPLES[kind])
        held.do(kind, **fields)
    for role, seat in SEATS.items():
        held.accounts[role] = Account.objects.create(name=f"{role} who signs", display=seat)
        seats.give(held.accounts[role], LOG, seat)
    return held


def _fields(act):
    names = [name for name in act.__struct_fields__ if name not in {"id", "log", "actor", "seen"}]
    return act.id, {name: getattr(act, name) for name in names}


def phone(seed=21):
    """A passkey for the site of the tests."""
    return Phone(seed, SITE)
