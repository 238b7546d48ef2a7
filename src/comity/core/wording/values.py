"""The values that wording is made of: immutable, comparable, and exact down to the last space.

A provision's *canonical text* is cut into *words* (tokens) and the *gaps* between them. Positions are **cells**:
cell ``2*i`` is gap ``i``, cell ``2*i + 1`` is word ``i``, so a text of ``n`` words has ``2*n + 1`` cells and every
span of cells is a span of text. A change is a span of base cells and the text that replaces it.
"""

from typing import Literal

from msgspec import Struct

ALGORITHM = 1
"""Version of the diff and composition algorithm. Stored with whatever quotes its positions or relies on its result."""

Level = Literal["inline", "wide", "provision"]
"""How much a hunk rewrites: some words, a clause or sentence, or the whole provision."""


class Wording(Struct, frozen=True, gc=False):
    """Canonical text as words and gaps: ``gaps[0] + words[0] + gaps[1] + … + gaps[n] == text`` exactly."""

    text: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]


class Hunk(Struct, frozen=True, gc=False):
    """One change of a wording: base cells ``start:end`` (half open) are replaced by ``text``.

    ``old`` is the base text of the span, so a hunk can be read without its base. ``move`` links the deletion
    and the insertion of one phrase that moved: both carry the same number, other hunks carry ``None``.
    """

    start: int
    end: int
    old: str
    text: str
    level: Level = "inline"
    move: int | None = None


class Reading(Struct, frozen=True, gc=False):
    """What one proposal wants a provision to say. ``text`` is canonical; empty means: delete the provision.

    ``proposal`` identifies it; ``sponsors`` are the party codes whose wording this is, sorted.
    """

    proposal: str
    sponsors: tuple[str, ...]
    text: str


class Same(Struct, frozen=True, gc=False, tag="same"):
    """Base text that nobody changes here; ``start:end`` are its base cells."""

    start: int
    end: int
    text: str


class Alternative(Struct, frozen=True, gc=False):
    """One wording proposed at a site, exact to the space, with every proposal that reads so and all their sponsors."""

    text: str
    proposals: tuple[str, ...]
    sponsors: tuple[str, ...]


class Site(Struct, frozen=True, gc=False, tag="site"):
    """A span of base cells at which wordings differ.

    ``base`` is the base text of the span (empty for a pure insertion). ``alternatives`` are sorted by sponsors, then
    text; none equals ``base``. ``content`` refines the base reading where the site holds inner sites (its parts
    concatenate to ``base`` and cover ``start:end``); it is empty where it holds none.
    """

    start: int
    end: int
    base: str
    alternatives: tuple[Alternative, ...]
    content: tuple["Same | Site", ...] = ()
    level: Level = "inline"
    move: int | None = None


Part = Same | Site


class Composition(Struct, frozen=True, gc=False):
    """All readings of one provision in one value: ordered, disjoint parts that cover the base without gap.

    ``proposals`` lists every composed proposal, also those whose text equals the base (they touch no site).
    """

    base: str
    parts: tuple[Part, ...]
    proposals: tuple[str, ...]
    algorithm: int = ALGORITHM


class Conflict(Struct, frozen=True, gc=False):
    """A hunk of a proposal that cannot be carried onto a new base, and the edit (span of the old base) it met.

    ``reason`` is a code: ``overlaps`` (both change the same words differently) or ``deleted`` (its words are gone).
    """

    hunk: Hunk
    edit: Hunk
    reason: Literal["overlaps", "deleted"]


class Rebased(Struct, frozen=True, gc=False):
    """What became of a proposal on a new base.

    ``text`` is its wording on the new base with every hunk that could be carried; ``met`` are the hunks the new base
    already says; ``conflicts`` those that could not be carried, each with its reason. A proposal is met when it has
    no conflict and ``text`` equals the new base.
    """

    text: str
    carried: tuple[Hunk, ...]
    met: tuple[Hunk, ...]
    conflicts: tuple[Conflict, ...]
