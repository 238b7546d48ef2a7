"""What stands before the words of a unit: the number of its provision, as printed."""

from collections.abc import Mapping

from comity.core.wording.document import Unit
from comity.formats.publication.values import Head, Publication
from comity.formats.text import enumerator, heading

_LEVELS = {"title": 1, "annex": 1, "heading": 2}
_DEEPEST = 6


def head_of(publication: Publication, unit: Unit) -> Head | None:
    """What a unit is: its first base paragraph, or the paragraph that is added; none where a file says no more of it."""
    if unit.start < unit.end:
        return publication.heads[unit.start]
    added = (publication.offers[version].head for version in unit.composition.proposals)
    return next((head for head in added if head), None)


def label(publication: Publication, unit: Unit) -> str:
    """The number that is printed before a unit, or ``""``."""
    head = head_of(publication, unit)
    return head.number if head else ""


def labels(publication: Publication) -> Mapping[str, str]:
    """What a table calls each unit, by its id: its number, ``""`` where it has none. Linear.

    Numbers are those printed before the words. Where a draft has none, they are those that its words begin with; where it
    numbers nothing at all, the places of its paragraphs.
    """
    units = publication.composition.units
    ways = (
        {unit.id: label(publication, unit) for unit in units},
        {unit.id: _spelt(unit.composition.base) for unit in units},
        {unit.id: unit.id if unit.start < unit.end else "" for unit in units},
    )
    return next((found for found in ways if any(found.values())), ways[-1])


def _spelt(words: str) -> str:
    """The number that stands before words; a dash or an asterisk is none."""
    found = enumerator(words)
    return found if any(map(str.isalnum, found)) else ""


def numbered(publication: Publication, unit: Unit, words: str) -> str:
    """Words of a unit behind its number."""
    number = label(publication, unit)
    return f"{number} {words}" if number else words


def headed(publication: Publication, unit: Unit, words: str) -> str:
    """The same in Markdown: titles and headings with their marks, unless their words carry them."""
    head = head_of(publication, unit)
    marks = "" if head is None or heading(unit.composition.base) else _marks(head)
    return marks + numbered(publication, unit, words)


def _marks(head: Head) -> str:
    level = _LEVELS.get(head.kind, 0)
    return "#" * min(level + head.level, _DEEPEST) + " " if level else ""
