"""A composition as words in one line, each struck by some versions or written by some: what tracked changes can say.

Sites nest, but their words need not: a word of the base is struck by every version that does not read it, in whatever
depth its alternative stands, and a word of an alternative is written by the versions that read it. So no word bears
more than one change, and each version reads its own wording when exactly its changes are taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

from comity.core.wording.values import Part, Same, Site

Versions = frozenset[str]
NOBODY: Versions = frozenset()


class Stroke(NamedTuple):
    """What is done to words: ``versions``, and they alone, strike them (``deleted``) or write them (``inserted``).

    ``move`` names the move that both its ends bear; empty for any other change.
    """

    kind: Literal["deleted", "inserted"]
    versions: Versions
    move: str = ""


class Piece(NamedTuple):
    """Words with one stroke, or with none: then every version reads them."""

    text: str
    stroke: Stroke | None = None


def struck(versions: Versions) -> Stroke | None:
    """The stroke of what ``versions`` do not read and the base does; none where all read it."""
    return Stroke("deleted", versions) if versions else None


def reads(stroke: Stroke | None, version: str | None) -> bool:
    """Does a version, or the base for None, read what bears this stroke?"""
    return stroke is None or (version in stroke.versions) == (stroke.kind == "inserted")


def pieces(parts: Iterable[Part], absent: Versions = NOBODY) -> list[Piece]:
    """The parts of a composition in one line; ``absent`` are versions that read nothing of it. Linear."""
    return merged(_spoken(tuple(parts), absent))


def merged(given: Iterable[Piece]) -> list[Piece]:
    """The same words in as few pieces as can be, none of them empty."""
    worded = [piece for piece in given if piece.text]
    return [
        Piece("".join([piece.text for piece in same]), stroke) for stroke, same in groupby(worded, attrgetter("stroke"))
    ]


def _spoken(parts: Sequence[Part], out: Versions) -> Iterator[Piece]:
    """The parts inside of what the versions ``out`` replace, or do not have."""
    texts = ["" if isinstance(part, Site) else part.text for part in parts]
    spaces = [_space(part, texts, n) if isinstance(part, Site) else ("", "") for n, part in enumerate(parts)]
    for part, text, (lead, trail) in zip(parts, texts, spaces, strict=True):
        if isinstance(part, Same):
            yield Piece(text, struck(out))
        else:
            yield from _site(part, lead, trail, out)


def _site(site: Site, lead: str, trail: str, out: Versions) -> Iterator[Piece]:
    """The base of a site, then each alternative, with the space before or behind them that all have in common."""
    replaced = out.union(*[alternative.proposals for alternative in site.alternatives])
    if site.content:
        framed = (Same(site.start, site.start, lead), *site.content, Same(site.end, site.end, trail))
        yield from _spoken(framed if lead or trail else site.content, replaced)
    else:
        yield Piece(lead + site.base + trail, struck(replaced))
    for alternative in site.alternatives:
        versions = frozenset(alternative.proposals) - out
        if versions:
            yield Piece(lead + alternative.text + trail, Stroke("inserted", versions))


def _space(site: Site, texts: list[str], at: int) -> tuple[str, str]:
    """The space that a site takes from its neighbours, so that its readings stand apart when all of them show.

    The one before it if there is one, else the one behind; it is taken out of ``texts``. None where a reading is empty or
    brings its own.
    """
    readings = [site.base, *(alternative.text for alternative in site.alternatives)]
    if not all(readings):
        return "", ""
    if at and texts[at - 1].endswith(" ") and not any(reading.startswith(" ") for reading in readings):
        texts[at - 1] = texts[at - 1][:-1]
        return " ", ""
    behind = texts[at + 1] if at + 1 < len(texts) else ""
    if behind.startswith(" ") and not any(reading.endswith(" ") for reading in readings):
        texts[at + 1] = behind[1:]
        return "", " "
    return "", ""
