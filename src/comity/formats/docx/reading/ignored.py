"""What a document holds beside wording, counted in one pass over its elements."""

from collections import Counter

from lxml import etree

from comity.formats.docx.reading.names import MATH, child, word, words

_FORMATS = words(
    "rPrChange pPrChange tblPrChange tblPrExChange trPrChange tcPrChange sectPrChange numberingChange cellMerge "
    "customXmlInsRangeStart customXmlDelRangeStart customXmlMoveFromRangeStart customXmlMoveToRangeStart"
)
_CODES = dict.fromkeys(_FORMATS, "format_changes") | {
    MATH: "equations",
    word("fldSimple"): "field_instructions",
    word("altChunk"): "embedded_documents",
}
_NUMBERING = word("numPr")
_INSERTED = word("ins")


def ignored(root: etree._Element) -> Counter[str]:
    """The counts by code: ``format_changes``, ``equations``, ``embedded_documents``, and simple fields.

    A change of the grid of a table (w:tblGridChange) only accompanies those of its cells, and is not counted.
    """
    counts = Counter(_CODES[element.tag] for element in root.iter(*_CODES))
    counts["format_changes"] += sum(child(numbering, _INSERTED) is not None for numbering in root.iter(_NUMBERING))
    return counts
