"""A record in which everything is said: every kind of act, every field filled at least once, every way to sign.

It makes sense act by act, and is the same whenever it is made: its keys come from seeds, and sign with EdDSA and with ES256 as RFC 6979
has it, which take no chance. What one of its acts means can therefore not change unseen (``records``).
"""

from comity.core import fold
from comity.core.acts import KINDS, Seen, decode, encode
from comity.core.acts.tabling import Tabled
from comity.core.queries import adopted, text_hash
from comity.core.readings import composed, sites
from comity.core.state import State
from comity.core.wording.values import ALGORITHM
from comity.record import signing
from comity.record.leaf import leaf
from comity.record.tree import Frontier
from record.devices import Card, Phone, Stick

FIRST, NEXT, LAST = "water-2026", "water-2027", "water-2028"
ORIGIN = "comity/00112233445566778899aabbccddeeff"
STATEMENT = {"text": "statement"}
SAID = {"en": "As agreed in the capital.", "ru": "Как согласовано со столицей."}


def en(words):
    """Wordings in English alone."""
    return {"wordings": {"en": words}}


class Record:
    """Leaves that are added one by one, each checked and signed as it would be in life; seats sign with the key they hold."""

    def __init__(self) -> None:
        self.leaves: list[bytes] = []
        self.state: State | None = None
        self.log = FIRST
        self._tree = Frontier()
        self._held = {}

    @property
    def text(self):
        return self.state.texts["statement"]

    @property
    def head(self):
        return Seen(self._tree.root().hex(), self._tree.size)

    def act(self, kind, seat, id_="", /, **fields):
        """An act of ``seat``, whose author has seen everything."""
        named = id_ or f"act-{self._tree.size}"
        return KINDS[kind](**{"id": named, "log": self.log, "actor": seat, "seen": self.head, **fields})

    def do(self, kind, seat, id_="", /, **fields):
        """File an act, signed with the key of its seat if there is one; its id."""
        act = self.act(kind, seat, id_, **fields)
        key, device = self._held.get(seat, ("", None))
        return self.file(act, [device.sign(act, key)] if device else [])

    def file(self, act, lines=()):
        """File an act under lines of signatures; its id."""
        statement = encode(act)
        fold.check(self.state, decode(statement))
        signing.require(self.state, act, statement, lines)
        seq = self._tree.size
        self.leaves.append(leaf(1_000 * seq, seq, statement.decode(), tuple(lines)))
        self._tree = self._tree.append(self.leaves[-1])
        self.state = fold.apply(self.state, act, seq, 1_000 * seq)
        return act.id

    def hold(self, seat, key, device):
        """Let a seat sign with a key that is in the record."""
        self._held[seat] = (key, device)

    def issue(self, number, **fields):
        """Issue a revision."""
        said = {"number": number, "sha256": text_hash(adopted(self.text)), "algorithm": ALGORITHM}
        self.do("text.issue_revision", "SEC/1", **STATEMENT, **said, **fields)


def leaves() -> tuple[bytes, ...]:
    """The whole record."""
    held = Record()
    _open(held)
    _keys(held)
    _table(held)
    _propose(held)
    _rule(held)
    _decide_by_unanimity(held)
    _close(held)
    return tuple(held.leaves)


def _open(held):
    held.do(
        "consultation.open", "SEC/1", title={"en": "Waters", "ru": "Воды"}, languages=("en", "ru"), rule="consensus",
        rules_version=1, party_kind="body", names={"en": "Secretariat"}, remark={"en": "An exercise."}, signing=1, signing_final=2,
    )  # fmt: skip
    card = Card(seed=1)
    held.hold("SEC/1", held.do("key.add", "SEC/1", **card.fields, label="Registry", holder="SEC"), card)
    for code, kind in (("KAZ", "member"), ("RUS", "member"), ("UZB", "member"), ("MDA", "observer"), ("RCC", "body")):
        held.do("party.admit", "SEC/1", admitted=code, party_kind=kind, names={"en": code})
    place = {"place": {"en": "by videoconference"}, "title": {"en": "First"}}
    held.do("session.convene", "SEC/1", session="first", number=1, date="2026-07-15", format="hybrid", **place)


def _keys(held):
    for seed, seat in enumerate(("KAZ/1", "RUS/1", "UZB/1", "MDA/1", "RCC/1"), 2):
        card = Card(seed=seed)
        held.hold(seat, held.do("key.add", seat, **card.fields), card)
    stick, lost = Stick(seed=20), Card(seed=21)
    credential = {"credential": "AAAA", "label": "Delegate's stick"}
    held.hold("KAZ/2", held.do("key.add", "KAZ/1", holder="KAZ/2", **stick.fields, **credential), stick)
    held.do(
        "key.revoke", "SEC/1", key=held.do("key.add", "RUS/1", "rus-lost", holder="RUS/2", **lost.fields), behalf="RUS"
    )
    again = Stick(seed=22)
    given = {"of": "MDA", "holder": "MDA/1", **again.fields, **credential}
    held.hold("MDA/1", held.do("key.recover", "SEC/1", "mda-again", **given), again)
    held.do("key.revoke", "KAZ/1", key=held.do("key.add", "KAZ/1", "kaz-spare", **Card(seed=23).fields))
    question = {"session": "first", "title": {"en": "Floods", "ru": "Паводки"}}
    asked = [held.act("question.propose", "KAZ/2", f"question-{n}", **question) for n in range(3)]
    for act, line in zip(asked, stick.sign_all(asked, held._held["KAZ/2"][0]), strict=True):
        held.file(act, [line])


def _provision(name, number, words, kind="operative", level=0):
    wordings = {"en": words, "ru": "Сторонам следует сотрудничать."}
    return Tabled(id=name, kind=kind, wordings=wordings, number=number, level=level)


def _table(held):
    title = _provision("title", "", "Statement on waters", "title")
    first = (title, _provision("p1", "1.", "The Parties shall exchange data voluntarily."))
    fields = {
        "languages": ("en", "ru"),
        "organ": {"en": "Council"},
        "remark": {"en": "For study."},
        "symbol": "WATER/1",
    }
    held.do("text.table", "SEC/1", **STATEMENT, title={"en": "Statement"}, provisions=first, more=True, **fields)
    for n in range(2, 8):
        added = (_provision(f"p{n}", f"{n}.", f"The Parties shall meet in year {n}.", level=n % 2),)
        held.do("text.table_more", "SEC/1", **STATEMENT, provisions=added, more=n < 7)
    other = {"text": "protocol", "title": {"en": "Protocol"}, "languages": ("en",), "rule": "unanimity"}
    articles = tuple(Tabled(id=each, kind="article", wordings={"en": f"Article {each}."}) for each in ("q1", "q2"))
    held.do("text.table", "SEC/1", **other, provisions=articles)


def _propose(held):
    """Every kind of proposal, by note and by a delegation itself, and all that is said about proposals."""
    named = {"format": "docx", "name": "letter.docx", "size": 9, "note": SAID}
    letter = held.do("text.enclose_file", "SEC/1", "letter", **STATEMENT, **named, sealed="0" * 64, behalf="KAZ")
    again = {"format": "odt", "name": "table.odt", "size": 8, "sealed": "1" * 64}
    table = held.do("text.enclose_file", "SEC/1", **STATEMENT, **again, behalf="KAZ")
    by_note = {**STATEMENT, "sponsors": ("KAZ", "UZB"), "rationale": SAID, "source": letter}
    held.do(
        "text.reword", "SEC/1", "kaz-1", **by_note, provision="p1", **en("The Parties shall exchange data regularly.")
    )
    added = {"after": "p3", "provision_kind": "annex", "provision_number": "3bis.", "provision_level": 1}
    held.do("text.add", "SEC/1", "kaz-add", **by_note, **added, **en("Data are open."))
    held.do("text.delete", "SEC/1", "kaz-delete", **by_note, provision="p4")
    held.do("text.move", "SEC/1", "kaz-move", **by_note, provision="p3", after="p1")
    held.do(
        "text.merge", "SEC/1", "kaz-merge", **by_note, provisions=("p5", "p6"), **en("The Parties shall meet twice.")
    )
    held.do("text.split", "SEC/1", "kaz-split", **by_note, provision="p7", pieces=({"en": "One."}, {"en": "Two."}))
    held.do("text.revise", "SEC/1", **STATEMENT, proposal="kaz-add", pieces=({"en": "Data are free."},), source=table)
    held.do(
        "text.reword", "RUS/1", "rus-1", **STATEMENT, provision="p1", **en("The Parties should exchange data monthly.")
    )
    held.do("text.reword", "RUS/1", "rus-2", **STATEMENT, provision="p2", **en("The Parties shall meet."))
    held.do("text.reword", "UZB/1", "uzb-2", **STATEMENT, provision="p2", **en("The Parties may meet in year 2."))
    held.do("text.cosponsor", "SEC/1", **STATEMENT, proposal="rus-1", behalf="MDA")
    held.do("text.cosponsor", "UZB/1", **STATEMENT, proposal="rus-1")
    held.do(
        "text.take_position", "SEC/1", **STATEMENT, value="reserve", proposal="kaz-1", behalf="RUS", note="By note."
    )
    held.do("text.take_position", "MDA/1", **STATEMENT, value="object", provision="p1")
    held.do("text.comment", "RCC/1", **STATEMENT, note="A remark.", proposal="kaz-1")
    held.do("text.comment", "RCC/1", **STATEMENT, note="Another.", provision="p1")
    held.do("text.withdraw", "SEC/1", **STATEMENT, proposal="rus-1", behalf="MDA")
    held.do("text.erase_file", "KAZ/1", **STATEMENT, file=letter, reason=SAID)


def _rule(held):
    """Everything that the chair may say; revisions between, so that acts meet a text that has moved on."""
    held.do("session.appoint_chair", "SEC/1", session="first", seat="UZB/1")
    site = next(each for each in sites(composed(held.text, "p1", "en").parts) if each.alternatives)
    chosen = site.alternatives[0]
    taken = {
        "language": "en",
        "start": site.start,
        "end": site.end,
        "wording": chosen.text,
        "proposals": chosen.proposals,
    }
    held.do("text.accept_alternative", "UZB/1", **STATEMENT, provision="p1", **taken, algorithm=ALGORITHM)
    for name in ("kaz-add", "kaz-delete", "kaz-move", "kaz-merge", "kaz-split"):
        held.do("text.accept", "UZB/1", **STATEMENT, proposal=name)
    for name in ("rus-2", "uzb-2"):
        held.do("text.not_taken_up", "UZB/1", **STATEMENT, proposal=name)
    held.do("text.insist", "SEC/1", **STATEMENT, proposal="rus-2", behalf="RUS")
    held.do("text.reopen", "UZB/1", **STATEMENT, proposal="uzb-2")
    held.do("text.place", "UZB/1", **STATEMENT, provision="p2", **en("The Parties shall meet in spring."))
    held.issue(1, symbol="WATER/1/Rev.1")
    held.do("text.defer", "UZB/1", **STATEMENT, provision="p2")
    held.do("text.keep_in_brackets", "UZB/1", **STATEMENT, provision="p1")
    held.do("text.reopen", "UZB/1", **STATEMENT, provision="p2")
    held.do("text.place", "UZB/1", **STATEMENT, provision="p2", **en("The Parties shall meet in autumn."))
    held.issue(2)


def _decide_by_unanimity(held):
    """The other text, on which every member says yes before anything is agreed, and one takes it back."""
    on = {"text": "protocol", "provision": "q1"}
    for seat in ("KAZ/1", "RUS/1", "UZB/1"):
        held.do("text.take_position", seat, **on, value="support")
    held.do("text.agree_ad_referendum", "UZB/1", **on, parties=("KAZ",))
    held.do("text.reopen", "KAZ/1", **on)
    on = {"text": "protocol", "provision": "q2"}
    held.do("text.reword", "KAZ/1", "kaz-q2", **on, **en("Article two."))
    for seat in ("RUS/1", "UZB/1"):
        held.do("text.take_position", seat, text="protocol", proposal="kaz-q2", value="support")
    for seat in ("KAZ/1", "RUS/1", "UZB/1"):
        held.do("text.take_position", seat, **on, value="support")
    held.do("text.accept", "UZB/1", text="protocol", proposal="kaz-q2")
    held.do("text.agree_ad_referendum", "UZB/1", **on, parties=("RUS",))
    held.do("text.reopen", "UZB/1", text="protocol", proposal="kaz-q2")


def _close(held):
    """To the end: agreed, first with a reserve of time for a capital; the log goes on under another name; initialled."""
    for proposal in sorted(held.text.proposals):
        each = held.text.proposals[proposal]
        for party in each.sponsors if each.state in {"open", "broken"} else ():
            held.do("text.withdraw", f"{party}/1", **STATEMENT, proposal=proposal)
    held.do("text.agree_ad_referendum", "UZB/1", **STATEMENT, provision="p2", parties=("KAZ",))
    held.do("text.reopen", "KAZ/1", **STATEMENT, provision="p2")
    held.do("text.agree_ad_referendum", "UZB/1", **STATEMENT, provision="p2", parties=("RUS",))
    lost = Seen("f" * 64, 1_000)
    held.log = NEXT
    held.do("consultation.succeed", "SEC/1", predecessor=FIRST, origin=ORIGIN, lost=lost)
    for provision in held.text.order:
        held.do("text.agree", "UZB/1", **STATEMENT, provision=provision)
    held.do("approval.initial", "KAZ/1", **STATEMENT, sha256=held.text.revisions[-1].sha256)
    held.log = LAST
    held.do("consultation.succeed", "SEC/1", predecessor=NEXT, origin=ORIGIN[:-1] + "0")
    _with_a_phone(held)
    held.do("consultation.close", "SEC/1")


def _with_a_phone(held):
    """A seat whose passkey is of the other curve: one act, and two that it signs at once."""
    phone = Phone(seed=24)
    held.hold("RUS/3", held.do("key.add", "RUS/1", holder="RUS/3", **phone.fields, credential="AAAA"), phone)
    question = {"session": "first", "title": {"en": "Droughts", "ru": "Засухи"}}
    held.do("question.propose", "RUS/3", "phone-0", **question)
    asked = [held.act("question.propose", "RUS/3", f"phone-{n}", **question) for n in (1, 2)]
    for act, line in zip(asked, phone.sign_all(asked, held._held["RUS/3"][0]), strict=True):
        held.file(act, [line])
