"""A small consultation as it stands in the registry, and somebody at every seat of it."""

import hashlib
from dataclasses import dataclass, field
from functools import cache

from msgspec.structs import replace

from comity import registry
from comity.core.acts import EXAMPLES, KINDS, Seen, encode
from comity.core.queries import adopted, text_hash
from comity.core.wording.values import ALGORITHM
from comity.people import seats
from comity.people.models import Account
from comity.record import sealed
from comity.record.leaf import leaf
from comity.record.tree import Frontier

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
FIRST = "kaz-first"
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

    def enclosed(self, content=b"PK\3\4 Names.", seat="KAZ/1", **fields):
        """The id of the file of Kazakhstan, enclosed when it is first asked for."""
        digest, blob = sealed.seal(content, hashlib.sha256(content).digest())
        known = {each.sealed: each.id for each in self.text.files.values()}
        if digest in known:
            return known[digest]
        head = registry.head(LOG)
        who = {"id": f"act-{head.size}", "log": LOG, "actor": seat, "seen": head}
        what = {"size": len(content), "sealed": digest}
        act = replace(EXAMPLES["text.enclose_file"], **{**who, **what, **fields})
        registry.append(LOG, encode(act), parts=[blob])
        return act.id

    def issue(self):
        sha256 = text_hash(adopted(self.text))
        number = len(self.text.revisions)
        return self.do(
            "text.issue_revision", SEATS["chair"], text=TEXT, number=number, sha256=sha256, algorithm=ALGORITHM
        )


class _Drafting:
    """The beginning of the record, folded as it is written down."""

    def __init__(self):
        self.frontier = Frontier()
        self.leaves = []

    def file(self, act):
        seq = len(self.leaves)
        seen = Seen(root=self.frontier.root().hex(), size=seq)
        statement = encode(replace(act, seen=seen, log=LOG)).decode()
        self.leaves.append(leaf(seq, seq, statement))
        self.frontier = self.frontier.append(self.leaves[-1])

    def example(self, kind, **fields):
        self.file(replace(EXAMPLES[kind], **fields))


@cache
def _beginning():
    """The leaves that every test begins with: opened, parties admitted, a draft on the table, a first proposal."""
    draft = _Drafting()
    draft.example("consultation.open")
    for code, kind in PARTIES.items():
        names = {"en": f"Party {code}", "ru": f"Сторона {code}"}
        draft.example("party.admit", id=f"admit-{code.lower()}", admitted=code, party_kind=kind, names=names)
    draft.example("session.convene")
    draft.example("session.appoint_chair", seat=SEATS["chair"])
    draft.example("question.propose")
    draft.example("text.table", more=True)
    draft.example("text.table_more")
    draft.example("text.reword", id=FIRST, provision="p1", wordings={"en": WORDS}, rationale={})
    return tuple(draft.leaves)


def water():
    """The consultation in the registry, and everybody seated."""
    held = Water(proposal=FIRST)
    registry.load(LOG, _beginning())
    for role, seat in SEATS.items():
        held.accounts[role] = Account.objects.create(name=f"{role} of water", display=seat)
        seats.give(held.accounts[role], LOG, seat)
    held.accounts["stranger"] = Account.objects.create(name="stranger", display="nobody here")
    return held
