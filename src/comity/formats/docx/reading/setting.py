"""What a flow of text in one part needs to know of its document."""

from lxml import etree
from msgspec import Struct

from comity.formats.docx.reading.marks import Marks
from comity.formats.docx.reading.names import ID, SPACE, word
from comity.formats.docx.reading.numbering import Numbering
from comity.formats.docx.reading.styles import Styles


class Setting(Struct, frozen=True):
    """One part's surroundings.

    ``numbering`` is none where paragraphs are not numbered. ``spans`` are the ids of comments whose span both begins and
    ends. ``hiding`` says that some text may be hidden, ``preserved`` that the whole part keeps its white space.
    """

    styles: Styles
    marks: Marks
    numbering: Numbering | None = None
    spans: frozenset[str | None] = frozenset()
    hiding: bool = False
    preserved: bool = False


def setting(root: etree._Element, styles: Styles, numbering: Numbering | None = None) -> Setting:
    """The setting of the part ``root``."""
    starts, ends = (
        frozenset(element.get(ID) for element in root.iter(word(name)))
        for name in ("commentRangeStart", "commentRangeEnd")
    )
    return Setting(
        styles,
        Marks(),
        numbering,
        spans=starts & ends,
        hiding=styles.hiding or next(root.iter(word("vanish")), None) is not None,
        preserved=root.get(SPACE) == "preserve",
    )
