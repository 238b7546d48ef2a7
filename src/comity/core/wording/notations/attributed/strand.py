"""What attributed brackets can say: text, and the places in it where wordings differ, by party."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.core.wording.accept import boundaries
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Alternative, Composition, Part, Same, Site

Spoken = tuple[str, tuple[str, ...]]
"""One alternative: its text, and the parties that want it."""


class Strand(Struct, frozen=True, gc=False):
    """Text with places in it: ``texts[0] + places[0] + texts[1] + … + texts[n]``."""

    texts: tuple[str, ...]
    places: tuple["Place", ...] = ()


class Place(Struct, frozen=True, gc=False):
    """A site without cells, level and proposals: its base reading (with inner places) and its alternatives."""

    base: Strand
    alternatives: tuple[Spoken, ...]


def reading(strand: Strand) -> str:
    """The base reading of a strand."""
    pieces = [strand.texts[0]]
    for place, text in zip(strand.places, strand.texts[1:], strict=True):
        pieces += reading(place.base), text
    return "".join(pieces)


def strand(parts: Sequence[Part]) -> Strand:
    """The strand of some parts of a composition."""
    texts, places = [""], []
    for part in parts:
        if isinstance(part, Same):
            texts[-1] += part.text
            continue
        base = strand(part.content) if part.content else Strand((part.base,))
        places.append(Place(base, tuple((one.text, one.sponsors) for one in part.alternatives)))
        texts.append("")
    return Strand(tuple(texts), tuple(places))


def laid(found: Strand) -> Composition:
    """The composition that a strand is: places laid on the cells of the base, each party's wording its own proposal.

    Raises ``Unreadable`` where the base is no canonical text, a place cuts a word, or an alternative says nothing new.
    """
    base = reading(found)
    if canonical(base) != base:
        raise Unreadable("1", "base_spacing")
    parts = tuple(_parts(found, base, boundaries(base), 0, (0, len(boundaries(base)) - 1)))
    return Composition(base, parts, tuple(sorted(set(_parties(parts)))))


def _parts(found: Strand, base: str, offsets: Sequence[int], at: int, cells: tuple[int, int]) -> Iterator[Part]:
    """The parts of a strand that begins at offset ``at`` of ``base`` and covers ``cells``."""
    done, end = cells
    for text, place in zip(found.texts, found.places, strict=False):
        at += len(text)
        old = reading(place.base)
        start, stop = _cells(offsets, at, len(old), place.alternatives)
        start, stop = max(start, done), min(max(start, stop, done), end)
        if (offsets[start], offsets[stop]) != (at, at + len(old)):
            raise Unreadable(str(at + 1), "word_cut", text=old)
        if done < start:
            yield Same(done, start, base[offsets[done] : at])
        content = tuple(_parts(place.base, base, offsets, at, (start, stop))) if place.base.places else ()
        yield Site(start, stop, old, _alternatives(place, old, at), content)
        done, at = stop, at + len(old)
    if done < end:
        yield Same(done, end, base[offsets[done] : offsets[end]])


def _cells(offsets: Sequence[int], at: int, length: int, alternatives: Sequence[Spoken]) -> tuple[int, int]:
    """The cells of a place, as a diff chooses them.

    All cells where it spans all words; else an empty gap at its edge only where an alternative puts a space there, or
    deletes.
    """
    if length == offsets[-1]:
        return 0, len(offsets) - 1
    leading = any(text.startswith(" ") or (not text and at) for text, _ in alternatives)
    trailing = any(text.endswith(" ") for text, _ in alternatives)
    if not length:
        start = bisect_right(offsets, at) - 1 if trailing and not leading else bisect_left(offsets, at)
        return start, start
    start = bisect_left(offsets, at) if leading else bisect_right(offsets, at) - 1
    return start, bisect_right(offsets, at + length) - 1 if trailing else bisect_left(offsets, at + length)


def _alternatives(place: Place, old: str, at: int) -> tuple[Alternative, ...]:
    parties: dict[str, set[str]] = {}
    for text, sponsors in place.alternatives:
        parties.setdefault(text, set()).update(sponsors)
    if old in parties:
        raise Unreadable(str(at + 1), "alternative_says_nothing")
    made = [Alternative(text, codes, codes) for text, names in parties.items() for codes in [tuple(sorted(names))]]
    return tuple(sorted(made, key=lambda one: (one.sponsors, one.text)))


def _parties(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Site):
            yield from (party for alternative in part.alternatives for party in alternative.sponsors)
            yield from _parties(part.content)
