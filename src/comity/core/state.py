"""What a consultation is at one moment: frozen values, made by the fold of its acts and by nothing else.

Instants are whole milliseconds since 1970-01-01T00:00:00Z; act numbers (``seq``) count from 0 in the log. ``Names`` are
words by language tag (``{"ru": …, "en": …}``). Maps are ``immutables.Map``: a changed state shares what did not change,
so a revision keeps the provisions it was issued with at no cost. A value is made of values that were there before it, so
none is part of a cycle: the garbage collector need not know of them (``gc=False``).
"""

from collections.abc import Mapping
from typing import Literal

from immutables import Map
from msgspec import Struct

Names = Mapping[str, str]

PartyKind = Literal["member", "observer", "body"]
ProvisionKind = Literal["title", "heading", "preambular", "operative", "article", "sub_paragraph", "annex"]
ProvisionState = Literal["open", "agreed", "agreed_ad_referendum", "in_brackets", "deferred"]
ProposalKind = Literal["reword", "add", "delete", "move", "merge", "split"]
ProposalState = Literal["open", "accepted", "met", "broken", "withdrawn", "not_taken_up"]
FileFormat = Literal["docx", "odt", "html", "akn", "text", "markdown"]
KeyKind = Literal["ed25519", "passkey"]
SigningLevel = Literal[0, 1, 2]
StanceValue = Literal["support", "can_accept", "reserve", "object", "not_interested"]


class Party(Struct, frozen=True, gc=False):
    """A state or organisation in the consultation. Only a ``member`` counts when a decision is taken."""

    code: str
    kind: PartyKind
    names: Names


class Key(Struct, frozen=True, gc=False):
    """A public key with which a party signs its acts, known by the id of the act that brought it in, number ``seq``.

    ``holder`` is the seat that signs with it, or the code of the party where all of its seats do. ``public`` is base64;
    ``site`` the host name of a passkey, ``credential`` what its device knows it by. It signs acts after number ``seq``, up
    to and with number ``revoked``, the act that ended it.
    """

    id: str
    party: str
    holder: str
    kind: KeyKind
    public: str
    site: str
    credential: str
    label: str
    seq: int
    revoked: int | None = None


class Predecessor(Struct, frozen=True, gc=False):
    """A log that the record continues: its first ``size`` acts, under ``root`` (hexadecimal), are this record's, to the byte.

    ``origin`` is the name that its checkpoints bear. ``lost_size`` and ``lost_root`` are the newest head of it that its host had
    signed and that this record does not hold; 0 and empty where nothing is lost.
    """

    log: str
    origin: str
    size: int
    root: str
    lost_size: int = 0
    lost_root: str = ""

    @property
    def lost(self) -> int:
        """How many acts at its end this record does not have, as far as the host knew."""
        return max(self.lost_size - self.size, 0)


class Session(Struct, frozen=True, gc=False):
    """One meeting. ``date`` is ISO 8601 (``2020-07-15``); ``format`` is in person, by videoconference or hybrid."""

    id: str
    number: int
    date: str
    format: Literal["in_person", "videoconference", "hybrid"]
    place: Names
    title: Names


class Question(Struct, frozen=True, gc=False):
    """An agenda item proposed by a party, for one session."""

    id: str
    party: str
    title: Names
    session: str


class Stance(Struct, frozen=True, gc=False):
    """A party's answer. ``confirmed`` is false once the wording it was taken on has been changed by its sponsor."""

    party: str
    value: StanceValue
    note: str
    seq: int
    confirmed: bool = True


class Comment(Struct, frozen=True, gc=False):
    """A remark that proposes no wording."""

    party: str
    note: str
    seq: int


class Edit(Struct, frozen=True, gc=False):
    """Base cells ``start:end`` (see ``wording.values``) of one language version are to read ``text``."""

    start: int
    end: int
    text: str


class Settled(Struct, frozen=True, gc=False):
    """What the chair accepted on a provision; it enters the base when the next revision is issued.

    Either a whole wording (``wordings``: a proposal accepted, or the chair's own) or single ``edits`` by language (an
    alternative accepted). ``proposals`` are those whose words these are; none for the chair's own wording.
    """

    seq: int
    proposals: tuple[str, ...]
    wordings: Names = {}
    edits: Mapping[str, tuple[Edit, ...]] = {}


class Span(Struct, frozen=True, gc=False):
    """Words of a base and where they come from: the proposals that brought them in, none for the draft as tabled."""

    text: str
    seq: int
    proposals: tuple[str, ...]
    sponsors: tuple[str, ...]


class Provision(Struct, frozen=True, gc=False):
    """The unit of negotiation. Its identity outlives its number and its wording.

    ``number`` is the label as printed (``3.``, ``(a)``, ``PP4``), ``level`` its depth in the outline from 0.
    ``origins`` tells for each language whose each word of the base is; the spans concatenate to the wording.
    ``proposals`` are all that were ever made on it, in the order made. ``ad_referendum`` are the members whose capitals
    have yet to confirm what was agreed. ``behind`` are languages whose wording has yet to be brought into line with
    another that moved on. ``gone`` names the act that took the provision out of the text.
    """

    id: str
    kind: ProvisionKind
    number: str
    level: int
    wordings: Names
    origins: Mapping[str, tuple[Span, ...]] = {}
    state: ProvisionState = "open"
    state_seq: int = 0
    stances: Map[str, Stance] = Map()
    comments: tuple[Comment, ...] = ()
    settled: tuple[Settled, ...] = ()
    proposals: tuple[str, ...] = ()
    ad_referendum: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    gone: int | None = None


class Proposal(Struct, frozen=True, gc=False):
    """New wording, an addition, deletion, move, merger or split, by one or more sponsors.

    ``targets`` are the provisions it changes (none for ``add``); ``pieces`` its wordings: one for reword, add and
    merge, two or more for split, none for delete and move. ``after`` is where an added or moved provision goes: the id of
    the provision before it, or ``""`` for the beginning. ``sponsors`` stand in the order they joined, the first leads;
    they are empty only where the secretariat filed wording whose author is not known. ``filed`` is the party that
    submitted it. ``number`` counts the proposals of the text from 1, for people. ``revision`` is the base its words
    stand on; ``before`` keeps earlier words with the act that changed them.
    ``reason`` tells why a broken proposal no longer applies (a code of ``wording.values.Conflict`` or ``gone``).
    ``sources`` are the files that its words, earlier ones included, were made from, by id.
    """

    id: str
    number: int
    kind: ProposalKind
    targets: tuple[str, ...]
    pieces: tuple[Names, ...]
    sponsors: tuple[str, ...]
    filed: str
    revision: int
    seq: int
    after: str | None = None
    provision_kind: ProvisionKind = "operative"
    provision_number: str = ""
    provision_level: int = 0
    rationale: Names = {}
    state: ProposalState = "open"
    state_seq: int = 0
    reason: str = ""
    insisted: bool = False
    stances: Map[str, Stance] = Map()
    comments: tuple[Comment, ...] = ()
    before: tuple[tuple[int, tuple[Names, ...]], ...] = ()
    sources: tuple[str, ...] = ()


class Erasure(Struct, frozen=True, gc=False):
    """That a file was erased: for which party, why, by act number ``seq``."""

    party: str
    reason: Names
    seq: int


class File(Struct, frozen=True, gc=False):
    """A file that proposals were made from. Its bytes lie beside the record (``record.sealed``), under the digest ``sealed``.

    ``party`` is whose it is, ``filed`` who filed it; ``name`` is as ``core.filenames`` writes it, ``size`` in bytes.
    """

    id: str
    party: str
    filed: str
    name: str
    format: FileFormat
    size: int
    sealed: str
    seq: int
    note: Names = {}
    erased: Erasure | None = None


class Revision(Struct, frozen=True, gc=False):
    """A numbered base, 0 for the draft as tabled: the provisions as issued, and what became of what was pending.

    ``sha256`` is the hash of the text, hexadecimal, as ``core.queries.text_hash`` computes it.
    """

    number: int
    seq: int
    at: int
    order: tuple[str, ...]
    provisions: Map[str, Provision]
    sha256: str
    carried: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()


class Text(Struct, frozen=True, gc=False):
    """What is negotiated. ``languages[0]`` is the language it is negotiated in; ``order`` the provisions in the text.

    A text without revisions is still being tabled. ``remark`` is shown with the text wherever it stands (``illustrative
    wording``). ``rule`` overrides the decision rule of the consultation. ``accepted`` are the proposals accepted since the
    last revision, in the order ruled. ``initialled`` are the members that have fixed the text; all of them: ``fixed``.
    ``files`` are those that proposals were made from, by id.
    """

    id: str
    title: Names
    languages: tuple[str, ...]
    symbol: str
    organ: Names
    order: tuple[str, ...]
    provisions: Map[str, Provision]
    proposals: Map[str, Proposal]
    revisions: tuple[Revision, ...]
    remark: Names = {}
    rule: str | None = None
    accepted: tuple[str, ...] = ()
    initialled: tuple[str, ...] = ()
    fixed: bool = False
    files: Map[str, File] = Map()


class State(Struct, frozen=True, gc=False):
    """A consultation as of its first ``size`` acts; ``at`` is the instant of the last one.

    ``secretariat`` is the party that opened it and serves it; ``chair`` is the seat (``UZB/1``) that presides.
    ``rule`` names a decision rule of ``core.rules``. ``signing`` is the level at which acts are signed, ``signing_final`` that
    of acts by which a text is fixed: 0 by whoever signed in to the host, 1 with a passkey or better, 2 with a key of its own
    (``record.signing``). ``predecessors`` are the logs that the record was before it was ``log``, the oldest first.
    """

    log: str
    size: int
    at: int
    title: Names
    languages: tuple[str, ...]
    rule: str
    rules_version: int
    secretariat: str
    remark: Names = {}
    chair: str | None = None
    parties: Map[str, Party] = Map()
    sessions: Map[str, Session] = Map()
    questions: Map[str, Question] = Map()
    texts: Map[str, Text] = Map()
    keys: Map[str, Key] = Map()
    signing: SigningLevel = 0
    signing_final: SigningLevel = 0
    closed: bool = False
    predecessors: tuple[Predecessor, ...] = ()
