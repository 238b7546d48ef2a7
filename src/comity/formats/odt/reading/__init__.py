"""OpenDocument texts in: a package or a flat file to the values of a tracked document."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from comity.core.errors import Unreadable
from comity.formats.odt.names import name
from comity.formats.odt.reading.beside import Beside
from comity.formats.odt.reading.blocks import Blocks
from comity.formats.odt.reading.flow import Flow
from comity.formats.odt.reading.properties import properties
from comity.formats.odt.reading.regions import regions
from comity.formats.odt.reading.styles import Styles
from comity.formats.package import DEEPEST, open_package, xml
from comity.formats.tracked.values import Mark, Paragraph, Tracked
from comity.formats.tracked.views import marks

_PARTS = ("content.xml", "styles.xml", "meta.xml")


def read(data: bytes, where: str) -> Tracked:
    """An OpenDocument text (ODT, or its flat form FODT) with its changes and comments; ``where`` names it in errors.

    ``Unreadable`` for what is no such text, and for all that a package is refused for. Linear. ODF has no moves: both
    ends of one read as a deletion and an insertion. What a deletion took stands where it was; of deletions inside
    deletions the file keeps none. Hidden text is not read.
    """
    trees = _trees(data, where)
    try:
        return _document(trees, where)
    except RecursionError:  # deletions that hold deletions that hold deletions, each in markup of its own depth
        raise Unreadable(where, "nested_xml", limit=DEEPEST) from None


def _document(trees: Sequence[_Element], where: str) -> Tracked:
    styles = Styles(trees)
    body = next((found for tree in trees for found in tree.iter(name("office:text"))), None)
    if body is None:
        raise Unreadable(where, "no_text_document")
    found = regions(tracked for tree in trees for tracked in tree.iter(name("text:tracked-changes")))
    ends = frozenset(end.get(name("office:name"), "") for end in body.iter(name("office:annotation-end")))
    beside = Beside(styles, found, ends)
    flow = Flow()
    Blocks(flow, styles, found, beside.aside(flow)).read(body)
    for tree in trees:
        for master in tree.iter(name("style:master-page")):
            beside.margins(master)
    beside.ignored["format_changes"] += sum(not region.marks for region in found.values())
    beside.ignored["dates_missing"] += len(set(_undated(flow.paragraphs)))
    return Tracked(
        paragraphs=tuple(flow.paragraphs),
        comments=tuple(beside.comments),
        outside=tuple(beside.outside),
        ignored=+Counter(beside.ignored),
        properties=properties(trees),
    )


def _trees(data: bytes, where: str) -> Sequence[_Element]:
    """The parts of a package, or the one part that a flat file is."""
    if not data.startswith(b"PK"):
        tree = xml(data, where)
        if tree.tag != name("office:document"):
            raise Unreadable(where, "no_text_document")
        return (tree,)
    package = open_package(data, where, "odt")
    return [package.xml(part) for part in _PARTS if part in package]


def _undated(paragraphs: Sequence[Paragraph]) -> Iterator[Mark]:
    return (mark for mark in marks(paragraphs) if mark.at is None)
