"""A consultation being held in a test: acts go through the same door as in life, statement by statement."""

from msgspec.structs import replace

from comity.core import fold
from comity.core.acts import EMPTY_ROOT, EXAMPLES, KINDS, Seen, decode, encode
from comity.core.errors import Refused
from comity.core.fold import Entry
from comity.core.queries import adopted, text_hash
from comity.core.wording.values import ALGORITHM

LOG = "water-2026"
PARTIES = {"KAZ": "member", "RUS": "member", "UZB": "member", "MDA": "observer", "RCC": "body"}


class Negotiation:
    """A log and its state. ``do`` files an act of a kind; its author has seen everything, unless said otherwise."""

    def __init__(self):
        self.state = None
        self.entries = []

    @property
    def text(self):
        return self.state.texts["statement"]

    def act(self, kind, actor="SEC/1", *, seen=None, **fields):
        """The act, not yet done. ``id`` is counted unless given."""
        size = len(self.entries)
        given = {"id": f"act-{size}", "log": LOG, "actor": actor if "/" in actor else f"{actor}/1", **fields}
        return KINDS[kind](seen=Seen(EMPTY_ROOT, size if seen is None else seen), **given)

    def file(self, act):
        """Check an act and apply it, as the registry does with its statement."""
        act = decode(encode(act))
        fold.check(self.state, act)
        entry = Entry(len(self.entries), 1_000 * len(self.entries), act)
        self.state = fold.apply(self.state, act, entry.seq, entry.at)
        self.entries.append(entry)
        return act.id

    def do(self, kind, actor="SEC/1", **fields):
        """File an act of a kind; its id."""
        return self.file(self.act(kind, actor, **fields))

    def refusal(self, kind, actor="SEC/1", **fields):
        """The code with which an act is refused, or none; the state is what it was."""
        before = self.state
        act = decode(encode(self.act(kind, actor, **fields)))
        try:
            fold.check(self.state, act)
        except Refused as refused:
            assert self.state == before
            return refused.code
        return None

    def issue(self, **fields):
        """Issue the next revision."""
        given = {
            "text": "statement",
            "number": len(self.text.revisions),
            "sha256": text_hash(adopted(self.text)),
            "algorithm": ALGORITHM,
        }
        return self.do("text.issue_revision", **{**given, **fields})

    def reword(self, party, provision, english, **fields):
        """A delegation proposes other words in English."""
        return self.do("text.reword", party, text="statement", provision=provision, wordings={"en": english}, **fields)

    def answer(self, party, proposal, value, **fields):
        """A delegation takes a position on a proposal."""
        return self.do("text.take_position", party, text="statement", proposal=proposal, value=value, **fields)

    def wording(self, provision, language="en"):
        """The base wording of a provision."""
        return self.text.provisions[provision].wordings[language]


def example(kind, size=0, **fields):
    """The example of a kind, whose author has seen ``size`` acts."""
    return replace(EXAMPLES[kind], seen=Seen(EMPTY_ROOT, size), **fields)


def opened():
    """A consultation with three members, an observer, a body and a session."""
    held = Negotiation()
    held.file(example("consultation.open"))
    for code, kind in PARTIES.items():
        held.do("party.admit", admitted=code, party_kind=kind, names={"en": code})
    held.file(example("session.convene"))
    return held


def tabled():
    """The same with the example's draft on the table: a title and provisions p1, p2, p3."""
    held = opened()
    held.file(example("text.table", more=True))
    held.file(example("text.table_more"))
    return held
