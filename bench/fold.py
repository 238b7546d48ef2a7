"""Folding a long record: what it costs to have the state, beside what it costs to read the acts at all."""

import math
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from comity.core.acts import EMPTY_ROOT, KINDS, Act, Seen, decode, encode
from comity.core.acts.text.reword import Reword
from comity.core.acts.text.table import Table
from comity.core.errors import Refused
from comity.core.fold import Entry, apply, check, fold
from comity.core.queries import adopted, text_hash
from comity.core.state import State
from comity.core.wording.tokens import canonical
from comity.core.wording.values import ALGORITHM

WORDS = (
    "the Parties shall should cooperate exchange data on water flow and quality in the basins of transboundary rivers "
    "promptly voluntarily upon request with due regard to national law and prevent harm through joint measures"
)
MEMBERS = tuple(f"M{k}" for k in range(12))
STANCES = ("support", "support", "can_accept", "can_accept", "reserve", "not_interested", "object")
BOUND = 30_000
SIZE = 200_000


def rows() -> Iterator[dict[str, object]]:
    """Decoding, folding, one against the other, and the growth of folding."""
    block = _Negotiation().held()
    statements = [encode(act) for act in _repeated(block, SIZE)]
    size = len(statements)
    acts, reading = _timed(lambda: [decode(statement) for statement in statements])
    entries = [Entry(seq, seq, act) for seq, act in enumerate(acts)]
    _, quarter = _timed(lambda: fold(entries[: size // 4]))
    _, whole = _timed(lambda: fold(entries))
    mix = f"{size:,} acts"
    yield _row("decode the statements, as at the door", mix, size / reading)
    yield _row(f"fold them ({len(block):,} acts to a text, 2 revisions each)", mix, size / whole)
    seconds = {"value": f"{whole:.2f} s", "area": "fold"}
    against = {"bound": f"{reading:.2f} s", "ratio": whole / reading, "demand": "reported"}
    yield {"work": "fold against decoding the same acts", "size": mix, **seconds, **against}
    growth = {"bound": f"{quarter:.2f} s for ¼", "ratio": math.log(whole / quarter, 4), "demand": "≤ 1.2"}
    yield {"work": "growth of folding with the number of acts (exponent)", "size": "× 4", **seconds, **growth}


def _row(work: str, size: str, rate: float) -> dict[str, object]:
    measured = {"value": f"{rate:,.0f} acts/s", "bound": f"{BOUND:,} acts/s", "ratio": rate / BOUND}
    return {"area": "fold", "work": work, "size": size, **measured, "demand": "≥ 1"}


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()  # of this process: others may share the machine
    result = work()
    return result, time.process_time() - start


def _repeated(block: list[Act], size: int) -> Iterator[Act]:
    """The opening, then the negotiation of one text again and again, each under a name of its own."""
    head = [act for act in block if not hasattr(act, "text")]
    body = [act for act in block if hasattr(act, "text")]
    yield from head
    for k in range((size - len(head)) // len(body) + 1):
        yield from (_renamed(act, k) for act in body)


def _renamed(act: Act, k: int) -> Act:
    """The act on a text of another name and other words, so that nothing found for one text serves the next."""
    named = replace(act, text=f"text-{k}")
    if isinstance(named, Table):
        return replace(
            named, provisions=tuple(replace(each, wordings=_prefixed(each.wordings, k)) for each in named.provisions)
        )
    return replace(named, wordings=_prefixed(named.wordings, k)) if isinstance(named, Reword) else named


def _prefixed(wordings: dict[str, str], k: int) -> dict[str, str]:
    return {language: f"Text {k}: {words}" for language, words in wordings.items()}


class _Negotiation:
    """One text as a real one goes: 50 provisions, 300 proposals, their stances and comments, rulings, two revisions."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        self.state: State | None = None
        self.acts: list[Act] = []

    def held(self) -> list[Act]:
        """All acts of it, in order, each of which the rules allow."""
        named = {"title": {"en": "Waters"}, "languages": ("en",), "rule": "consensus", "rules_version": 1}
        self.do("consultation.open", "SEC", party_kind="body", names={"en": "Secretariat"}, **named)
        for code in MEMBERS:
            self.do("party.admit", "SEC", admitted=code, party_kind="member", names={"en": code})
        provisions = [{"id": f"p{k}", "kind": "operative", "wordings": {"en": self.wording(40)}} for k in range(50)]
        self.do("text.table", "SEC", title={"en": "Waters"}, languages=("en",), provisions=tuple(provisions))
        for _ in range(2):
            for _ in range(150):
                self.propose()
            self.rule()
        return self.acts

    def do(self, kind: str, party: str, **fields: Any) -> str | None:
        """File an act if the rules allow it; its id."""
        size = len(self.acts)
        if kind.startswith(("text", "approval")):
            fields["text"] = "text"
        made = KINDS[kind](id=f"a{size}", log="waters", actor=f"{party}/1", seen=Seen(EMPTY_ROOT, size), **fields)
        act = decode(encode(made))
        try:
            check(self.state, act)
        except Refused:
            return None
        self.state = apply(self.state, act, size, size)
        self.acts.append(act)
        return act.id

    def wording(self, words: int) -> str:
        return canonical(" ".join(self.chance.choices(WORDS.split(), k=words)) + ".")

    def propose(self) -> None:
        """A change of a few words, and what the others say to it."""
        provision, party = f"p{self.chance.randrange(50)}", self.chance.choice(MEMBERS)
        words = self.state.texts["text"].provisions[provision].wordings["en"].split(" ")
        at = self.chance.randrange(len(words) - 3)
        words[at : at + self.chance.randrange(3)] = self.chance.choices(WORDS.split(), k=self.chance.randrange(1, 4))
        wordings = {"en": canonical(" ".join(words))}
        proposal = self.do("text.reword", party, provision=provision, wordings=wordings, rationale={"en": "In time."})
        for other in MEMBERS:
            if proposal and other != party and self.chance.random() < 0.7:
                self.answer(other, proposal)

    def answer(self, party: str, proposal: str) -> None:
        if self.chance.random() < 0.1:
            self.do("text.cosponsor", party, proposal=proposal)
        elif self.chance.random() < 0.1:
            self.do("text.comment", party, proposal=proposal, note="It should be said which data are meant.")
        else:
            self.do("text.take_position", party, proposal=proposal, value=self.chance.choice(STANCES), note="Noted.")

    def rule(self) -> None:
        """The chair accepts what it can, leaves out what nobody supports, and issues a revision."""
        for proposal in sorted(self.state.texts["text"].proposals):
            self.do(self.chance.choice(("text.accept", "text.not_taken_up")), "SEC", proposal=proposal)
        text = self.state.texts["text"]
        digest = {"number": len(text.revisions), "sha256": text_hash(adopted(text)), "algorithm": ALGORITHM}
        self.do("text.issue_revision", "SEC", **digest)
