"""The tracked changes that an OpenDocument text declares, by the id under which the text refers to them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from lxml.etree import _Element
from msgspec import Struct

from comity.formats.odt.names import name
from comity.formats.odt.reading.instants import instant
from comity.formats.tracked.values import Mark

_KINDS: Mapping[str, Literal["inserted", "deleted"]] = {
    name("text:insertion"): "inserted",
    name("text:deletion"): "deleted",
}


class Region(Struct, frozen=True):
    """One ``text:changed-region``: its marks, outermost first, and the blocks that a deletion took out of the text.

    A region without marks changes no words (ODF 1.3 Part 3, 5.5.5 ``text:format-change``).
    """

    marks: tuple[Mark, ...]
    taken: Sequence[_Element] = ()


def regions(tracked_changes: Iterator[_Element]) -> dict[str, Region]:
    """All regions below the given ``text:tracked-changes`` elements, by id."""
    found = {}
    for holder in tracked_changes:
        for region in holder.iterchildren(name("text:changed-region")):
            key = region.get(name("text:id")) or region.get(name("xml:id")) or ""
            found[key] = _region(region)
    return found


def _region(region: _Element) -> Region:
    """A deletion inside an insertion stands before it in LibreOffice's files: the marks are turned round."""
    changes = [change for change in region if change.tag in _KINDS]
    marks = sorted((_mark(change) for change in changes), key=lambda mark: mark.kind, reverse=True)
    info = name("office:change-info")
    taken = [block for change in changes if _KINDS[change.tag] == "deleted" for block in change if block.tag != info]
    return Region(tuple(marks), taken)


def _mark(change: _Element) -> Mark:
    author = change.findtext(f"{name('office:change-info')}/{name('dc:creator')}") or ""
    date = change.findtext(f"{name('office:change-info')}/{name('dc:date')}")
    return Mark(_KINDS[change.tag], " ".join(author.split()), instant(date))
