"""A Word file read as a tracked document."""

from lxml import etree

from comity.core.errors import Unreadable
from comity.formats.docx.reading.comments import comments
from comity.formats.docx.reading.ignored import ignored
from comity.formats.docx.reading.names import child, word
from comity.formats.docx.reading.numbering import Numbering
from comity.formats.docx.reading.outside import outside
from comity.formats.docx.reading.pairing import paired
from comity.formats.docx.reading.parts import Parts
from comity.formats.docx.reading.properties import properties
from comity.formats.docx.reading.setting import Setting, setting
from comity.formats.docx.reading.story import Story
from comity.formats.docx.reading.styles import Styles
from comity.formats.package import DEEPEST, open_package
from comity.formats.tracked.values import Tracked


def read(data: bytes, where: str) -> Tracked:
    """The document in a .docx file; ``Unreadable``, naming ``where``, for anything else. Linear in its markup.

    Transitional and Strict documents (ECMA-376 part 1) are read alike. The wording is what a reader of the printed page
    sees in the body: hidden text, the instructions of fields, deleted and inserted objects are not in it but counted.
    """
    parts = Parts(open_package(data, where, "docx"))
    try:
        return _document(parts, where)
    except RecursionError:  # the parser's own limit holds for real markup, not for rows in rows in rows
        raise Unreadable(where, "nested_xml", limit=DEEPEST) from None


def _document(parts: Parts, where: str) -> Tracked:
    root = parts.main()
    body = child(root, word("body"))
    if body is None:
        raise Unreadable(where, "no_document")
    styles = Styles(parts.related("styles"))
    own = setting(root, styles, Numbering(parts.related("numbering"), styles))
    story = Story(body, own)
    paragraphs, lone = paired(story.paragraphs)
    return Tracked(
        paragraphs,
        tuple(comments(parts, styles)),
        outside(root, story, setting(root, styles), parts, styles),
        _counts(root, own, story, lone),
        properties(parts),
    )


def _counts(root: etree._Element, own: Setting, story: Story, lone: int) -> dict[str, int]:
    counts = ignored(root) + story.counts
    counts["unpaired_moves"] += lone + own.marks.unnamed
    counts["dates_missing"] += own.marks.undated
    return {code: count for code, count in sorted(counts.items()) if count}
