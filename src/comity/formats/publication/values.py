"""What is printed of a text: the composition of its document, with all that stands around the words."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from comity.core.state import ProposalKind, ProvisionKind
from comity.core.wording.document import DocumentComposition

View = Literal["clean", "rolling", "adopted", "original", "delegation"]
"""What of a text is printed: its base, the base with every open proposal, what the chair has settled put in, the draft as
tabled, or the base with the proposals of one delegation."""

Variant = View | Literal["comparison"]


class Letterhead(Struct, frozen=True):
    """What stands at the head of the page; words are in the language of the text, empty where there are none.

    ``revision`` is as printed (``Rev.2``). ``identifier`` names text, revision, record size, language and variant, so that
    a file that comes back is known (see ``publication.identifier``); empty where there is no record behind the document.
    ``record`` is the size and root of the record it was printed from, none where there is no record. ``at`` is the instant
    of the record's last act, in milliseconds, 0 where there is none: two prints of one state are the same bytes.
    """

    title: str
    language: str
    variant: Variant
    symbol: str = ""
    revision: str = ""
    organ: str = ""
    remark: str = ""
    identifier: str = ""
    record: tuple[int, str] | None = None
    at: int = 0


class Head(Struct, frozen=True):
    """What a base paragraph is: its provision, and the label that is printed before its words."""

    provision: str
    kind: ProvisionKind = "operative"
    number: str = ""
    level: int = 0


class Offer(Struct, frozen=True):
    """What is known about a version of the composition, under the version's id.

    ``label`` is what people call it: ``No. 12``, or the code of a delegation. ``head`` is that of the paragraph it adds,
    where it adds one. ``stances`` are the parties that took each position (values of ``core.state``), parties sorted.
    ``rationale`` is why it wants all that it wants; ``reasons``, by unit id, why it wants what it wants of a unit, where it
    has reasons of their own for several. ``at`` is the instant it was made, in milliseconds, 0 where that is not known.
    """

    label: str
    kind: ProposalKind | Literal["document"]
    sponsors: tuple[str, ...]
    rationale: str = ""
    head: Head | None = None
    state: str = "open"
    stances: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reservations: tuple[tuple[str, str], ...] = ()
    at: int = 0
    reasons: Mapping[str, str] = {}


class Outcome(Struct, frozen=True):
    """Where the negotiation of a provision stands: its state, and the notes that go with it."""

    state: str
    notes: tuple[str, ...] = ()


class Publication(Struct, frozen=True):
    """A document to be written in any format.

    ``heads`` belong to the base paragraphs of ``composition``, one each, in order; ``offers`` to its versions, by id.
    ``outcomes`` are by unit id, where the text is negotiated here. ``names`` are the parties' names by code. ``notices`` are
    sentences for the reader of the file about what it leaves out.
    """

    letterhead: Letterhead
    composition: DocumentComposition
    heads: tuple[Head, ...]
    offers: Mapping[str, Offer]
    outcomes: Mapping[str, Outcome] = {}
    names: Mapping[str, str] = {}
    notices: tuple[str, ...] = ()
