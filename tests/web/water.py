"""A small consultation as it stands in the registry, and somebody at every seat of it."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from comity import registry
from comity.core.acts import EXAMPLES, KINDS, encode
from comity.core.queries import adopted, text_hash
from comity.core.wording.values import ALGORITHM
from comity.people import seats
from comity.people.models import Account

LOG = EXAMPLES["consultation.open"].log
TEXT = "statement"
PARTIES = {"KAZ": "member", "RUS": "member", "UZB": "member", "MDA": "observer", "RCC": "body"}
SEATS = {
    "chair": "UZB/2",
    "secretariat": "SEC/1",
    "member": "KAZ/1",
    "other member": "RUS/1",
    "observer": "MDA/1",
    "body": "RCC/1",
}
WORDS = "The Parties should exchange data voluntarily."


@dataclass
class Water:
    """The consultation; ``proposal`` is the one of Kazakhstan on p1 that it begins with."""

    accounts: dict[str, Account] = field(default_factory=dict)
    proposal: str = ""

    @property
    def state(self):
        return registry.state(LOG)

    @property
    def text(self):
        return self.state.texts[TEXT]

    def do(self, kind, seat="SEC/1", **fields):
        """File an act whose author has seen everything; its id."""
        head = registry.head(LOG)
        act = KINDS[kind](**{"id": f"act-{head.size}", "log": LOG, "actor": seat, "seen": head, **fields})
        registry.append(LOG, encode(act))
        return act.id

    def reword(self, seat, provision, words, language="en"):
        return self.do("text.reword", seat, text=TEXT, provision=provision, wordings={language: words})

    def answer(self, seat, proposal, value, **fields):
        return self.do("text.take_position", seat, text=TEXT, proposal=proposal, value=value, **fields)

    def issue(self):
        sha256 = text_hash(adopted(self.text))
        number = len(self.text.revisions)
        return self.do(
            "text.issue_revision", SEATS["chair"], text=TEXT, number=number, sha256=sha256, algorithm=ALGORITHM
        )


def example(kind, **fields):
    """File the example of a kind."""
    registry.append(LOG, encode(replace(EXAMPLES[kind], seen=registry.head(LOG), **fields)))


def water():
    """Open it, seat everybody, put the draft on the table and a first proposal to it."""
    held = Water()
    example("consultation.open")
    for code, kind in PARTIES.items():
        held.do("party.admit", admitted=code, party_kind=kind, names={"en": f"Party {code}", "ru": f"Сторона {code}"})
    example("session.convene")
    example("session.appoint_chair", seat=SEATS["chair"])
    example("question.propose")
    example("text.table", more=True)
    example("text.table_more")
    held.proposal = held.reword("KAZ/1", "p1", WORDS)
    for role, seat in SEATS.items():
        held.accounts[role] = Account.objects.create(name=f"{role} of water", display=seat)
        seats.give(held.accounts[role], LOG, seat)
    held.accounts["stranger"] = Account.objects.create(name="stranger", display="nobody here")
    return held
