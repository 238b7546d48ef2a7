"""OpenDocument texts out: the values of a tracked document, or a publication, to a package."""

from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.etree import _Element

from comity.formats.odt.writing.archive import archive
from comity.formats.odt.writing.body import body
from comity.formats.odt.writing.elements import child, root
from comity.formats.odt.writing.page import VERSION, manifest, meta, styles
from comity.formats.publication.values import Letterhead, Publication
from comity.formats.tracked.making import tracked as tracked_of
from comity.formats.tracked.values import Tracked


def write(publication: Publication) -> bytes:
    """A publication as an ODT file whose proposals are tracked changes; the same bytes for the same publication."""
    return _written(tracked_of(publication), publication.letterhead, publication.names, publication.notices)


def write_tracked(tracked: Tracked, letterhead: Letterhead) -> bytes:
    """A tracked document as an ODT file under a letterhead; reading it gives the same paragraphs, changes and comments.

    What ODF 1.3 has no place for is left: the two ends of a move become a deletion and an insertion, of deletions inside
    deletions the outermost stays, levels of paragraphs beyond the fourth are the fourth, tables become paragraphs, numbers are not written.
    Characters that XML cannot hold become U+FFFD. Linear.
    """
    return _written(tracked, letterhead)


def _written(
    tracked: Tracked, letterhead: Letterhead, names: Mapping[str, str] = {}, notices: Sequence[str] = ()
) -> bytes:
    content = root("office:document-content", office_version=VERSION)
    body(tracked, child(child(content, "office:body"), "office:text"))
    parts = {
        "content.xml": _bytes(content),
        "styles.xml": _bytes(styles(letterhead, names, notices)),
        "meta.xml": _bytes(meta(letterhead)),
    }
    return archive({**parts, "META-INF/manifest.xml": _bytes(manifest(parts))})


def _bytes(tree: _Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
