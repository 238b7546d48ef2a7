"""What changed between two versions of a document, section by section."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

from comity.core.wording.align import Kind, Pairing, align
from comity.core.wording.brackets import brackets
from comity.core.wording.document import joined
from comity.formats.text import Paragraph, heading

KINDS: tuple[Kind, ...] = ("kept", "reworded", "moved", "split", "merged", "added", "deleted")


class Change(Struct, frozen=True):
    """One provision of either version and what became of it; several paragraphs where it is split or merged.

    ``origin`` is the heading that a moved provision stood under, where that is another one.
    """

    kind: Kind
    old: tuple[Paragraph, ...] = ()
    new: tuple[Paragraph, ...] = ()
    origin: str = ""

    @property
    def before(self) -> str:
        """The old wording; paragraphs are joined by a pilcrow."""
        return joined(paragraph.text for paragraph in self.old)

    @property
    def after(self) -> str:
        """The new wording; paragraphs are joined by a pilcrow."""
        return joined(paragraph.text for paragraph in self.new)


class Section(Struct, frozen=True):
    """Changes that stand together under one heading (empty: before the first), and how many there are of each kind."""

    title: str
    changes: tuple[Change, ...]

    @property
    def body(self) -> tuple[Change, ...]:
        """The changes below the heading; the heading as well where it changed itself."""
        first = self.changes[0]
        kept = first.kind == "kept" and heading(first.new[0].text)
        return self.changes[1:] if kept else self.changes

    def count(self, kind: Kind) -> int:
        """How many provisions of this section are of one kind."""
        return sum(change.kind == kind for change in self.changes)


class Comparison(Struct, frozen=True):
    """Two versions of a document: sections in the order of the new one, provisions and opening brackets of either."""

    sections: tuple[Section, ...]
    provisions: tuple[int, int]
    brackets: tuple[int, int]

    @property
    def counts(self) -> dict[Kind, int]:
        """How many provisions are of each kind."""
        found = Counter(change.kind for section in self.sections for change in section.changes)
        return {kind: found[kind] for kind in KINDS}

    @property
    def same(self) -> bool:
        """Whether nothing changed at all."""
        return all(change.kind == "kept" for section in self.sections for change in section.changes)


def compare(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Comparison:
    """Align two versions and group what changed by the headings of the new one; linear but for the alignment."""
    before, after = ([paragraph.text for paragraph in side] for side in (old, new))
    pairings = align(before, after).pairings
    places = _Places(before, after, pairings)
    sections: dict[_Heading, list[Change]] = defaultdict(list)
    for pairing in pairings:
        paragraphs = tuple(old[place] for place in pairing.old), tuple(new[place] for place in pairing.new)
        sections[places.section(pairing)].append(Change(pairing.kind, *paragraphs, places.origin(pairing)))
    return Comparison(
        tuple(Section(places.title(heading), tuple(changes)) for heading, changes in sections.items()),
        (len(old), len(new)),
        (_brackets(before), _brackets(after)),
    )


def runs(changes: Sequence[Change]) -> Iterator[Change | tuple[Change, ...]]:
    """Changes one by one, what is kept between them as one run."""
    for kept, group in groupby(changes, key=lambda change: change.kind == "kept"):
        run = tuple(group)
        yield from (run,) if kept else run


_Heading = tuple[Literal["old", "new"], int | None]
"""A heading by its version and its place there; None is what stands before the first."""


class _Places:
    """Under which heading each paragraph of two versions stands."""

    def __init__(self, old: Sequence[str], new: Sequence[str], pairings: Sequence[Pairing]) -> None:
        self.texts = {"old": old, "new": new}
        self.old, self.new = _headings(old), _headings(new)
        self.became = {place: pairing.new[0] for pairing in pairings if pairing.new for place in pairing.old}

    def section(self, pairing: Pairing) -> _Heading:
        """The heading of the new version; of the old one for what is deleted together with its heading."""
        return ("new", self.new[pairing.new[0]]) if pairing.new else self._former(pairing)

    def origin(self, pairing: Pairing) -> str:
        """The heading that a moved provision stood under before, if it now stands under another."""
        if pairing.kind != "moved" or self._former(pairing) == self.section(pairing):
            return ""
        return self.title(self._former(pairing))

    def title(self, heading: _Heading) -> str:
        """The words of a heading without the marks of Markdown; none before the first heading."""
        version, place = heading
        return "" if place is None else self.texts[version][place].lstrip("# ").replace("*", "")

    def _former(self, pairing: Pairing) -> _Heading:
        """The heading that the old paragraph stood under, as it is found in the new version if it is."""
        place = self.old[pairing.old[0]]
        if place is None:
            return ("new", None)
        return ("new", self.new[self.became[place]]) if place in self.became else ("old", place)


def _headings(paragraphs: Sequence[str]) -> list[int | None]:
    """For each paragraph the place of the heading it stands under; a heading stands under itself."""
    found: list[int | None] = []
    for place, paragraph in enumerate(paragraphs):
        found.append(place if heading(paragraph) else found[-1] if found else None)
    return found


def _brackets(paragraphs: Sequence[str]) -> int:
    return brackets("\n\n".join(paragraphs)).counts.opening
