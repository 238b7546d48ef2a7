"""What an uploaded file was understood to say: its proposals, what became of pending ones, and what was left aside."""

from typing import Literal

from msgspec import Struct

from comity.core.state import ProposalKind, ProvisionKind

Traced = Literal["tracked", "untracked", "both"]
"""How a change stands in the file: as a tracked change, without one, or partly so."""

Became = Literal["left", "accepted", "rejected", "partly", "changed"]
"""What the file did to a pending proposal. ``partly``: some of its changes one way, some the other. ``changed``: it is still
pending there, with other words."""


class Found(Struct, frozen=True):
    """One proposal that the file makes; the fields from ``kind`` to ``level`` are those of ``core.state.Proposal``.

    ``pieces`` are canonical, without number: one for reword, add and merge, several for split, none for delete and move.
    ``after`` is a provision of what was sent, or ``""``; several at one place stand in the order in which they are found.
    ``authors`` and the instants ``since`` and ``until`` (milliseconds) are those of its tracked changes. ``builds_on`` are
    pending versions whose words it takes over and changes; ``revises`` is the uploader's own that it restates.
    """

    kind: ProposalKind
    targets: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    after: str | None = None
    provision_kind: ProvisionKind = "operative"
    number: str = ""
    level: int = 0
    rationale: str = ""
    traced: Traced = "untracked"
    authors: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    builds_on: tuple[str, ...] = ()
    revises: str | None = None


class Fate(Struct, frozen=True):
    """What became of a pending version's changes; ``provisions`` are those they are on, none for an addition."""

    version: str
    became: Became
    provisions: tuple[str, ...] = ()


class Remark(Struct, frozen=True):
    """A comment that goes with no proposal of the file: a remark on ``provision`` (none: on no provision).

    Where it answers a comment on pending ``versions``, they are named.
    """

    text: str
    author: str
    at: int | None = None
    provision: str | None = None
    versions: tuple[str, ...] = ()


class Ignored(Struct, frozen=True):
    """What no proposal was made of: ``code`` (words in the catalogue: ``ignored.<code>``), how often, and where if known.

    ``text`` quotes words that would be lost otherwise.
    """

    code: str
    count: int
    provision: str | None = None
    text: str = ""


class Anchored(Struct, frozen=True):
    """How a provision of what was sent was found in the file, and the paragraphs it reads there, canonical, without number."""

    provision: str
    by: Literal["bookmark", "text", "nothing"]
    paragraphs: tuple[str, ...]


class Understood(Struct, frozen=True):
    """All that an uploaded file says about what was sent.

    ``supports`` are versions of others whose wording the file adopts and leaves as it is: to be supported, not proposed
    again. ``provisions`` are all that were sent, in order.
    """

    found: tuple[Found, ...] = ()
    fates: tuple[Fate, ...] = ()
    supports: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    provisions: tuple[Anchored, ...] = ()
