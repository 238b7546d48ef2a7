"""The comparative table as a Word document: across the sheet, its head on every page, no tracked changes in it."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from msgspec.structs import replace

from comity.core.errors import Refused
from comity.formats.publication.margins import named, record
from comity.formats.publication.values import Publication
from comity.formats.structure import quote
from comity.formats.table.archive import settled
from comity.formats.table.filed import Column, Filed, columns, filed, heading
from comity.locale import say

LIMIT = 20_000
"""Rows that are written; Word itself needs minutes to lay out more."""

_WIDTHS: dict[Column, int] = {"provision": 14, "base": 66, "sponsors": 25, "wording": 72, "reason": 54, "outcome": 34}
_PAGE = 265
"""Millimetres between the margins."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LOOKS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "deleted": (("w:strike", {}), ("w:color", {"w:val": "8A2B1C"})),
    "inserted": (("w:b", {}), ("w:color", {"w:val": "0B4F6C"}), ("w:u", {"w:val": "single"})),
    "told": (("w:i", {}), ("w:color", {"w:val": "444444"}), ("w:sz", {"w:val": "17"})),
    "strong": (("w:b", {}),),
}


def write(publication: Publication, language: str = "") -> bytes:
    """The table of a publication as a Word document, in ``language`` or that of the text; same table, same bytes.

    Raises ``Refused("table_too_long", rows, limit)``.
    """
    head = publication.letterhead
    language = language or head.language
    rows = filed(publication, language)
    if len(rows) > LIMIT:
        raise Refused("table_too_long", rows=len(rows), limit=LIMIT)
    document = Document()
    _name(document, publication, language)
    _lay_out(document)
    _head(document, publication, language)
    _foot(document, publication, language)
    document.add_heading(_fit(head.title or say(language, "table.heading")), level=1)
    document.element.body.insert(-1, _table(rows, columns(rows), language))
    written = io.BytesIO()
    document.save(written)
    return settled(written.getvalue(), head.at)


def _name(document: Any, publication: Publication, language: str) -> None:
    head, known = publication.letterhead, document.core_properties
    known.title, known.language = _fit(head.title or say(language, "table.heading"))[:255], language
    known.author = known.last_modified_by = "Comity"
    known.identifier, known.comments = head.identifier[:255], ""
    known.created = known.modified = datetime.fromtimestamp(head.at // 1000, UTC).replace(tzinfo=None)


def _lay_out(document: Any) -> None:
    """A4 across, and the letters of the styles, which the template sets for Latin alone."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(22), Mm(18)
    for name, size in (("Normal", 10), ("Heading 1", 14), ("Header", 9), ("Footer", 9)):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = None
        fonts = style.element.rPr.rFonts
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        for script in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(script), "Times New Roman")
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    title = document.styles["Heading 1"].paragraph_format
    title.alignment, title.space_before, title.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(4), Pt(10)
    for name in ("Header", "Footer"):
        document.styles[name].paragraph_format.tab_stops.clear_all()


def _head(document: Any, publication: Publication, language: str) -> None:
    """On the first page whose table it is, what it is filed by and what it leaves out; then what it is filed by alone."""
    head, section = publication.letterhead, document.sections[0]
    section.different_first_page_header_footer = True
    kind = say(language, "table.heading")
    told = [(line, "") for line in (head.remark, *publication.notices) if line]
    _lines_at_ends(section.first_page_header, [(head.organ, named(head)), (kind, ""), *told])
    _lines_at_ends(section.header, [(named(head) or quote(head.title) or kind, quote(head.remark))])


def _lines_at_ends(margin: Any, lines: Sequence[tuple[str, str]]) -> None:
    """Lines with words at their left and right ends."""
    margin.is_linked_to_previous = False
    for n, (left, right) in enumerate(lines):
        paragraph = margin.add_paragraph(style="Header") if n else margin.paragraphs[0]
        _right_stop(paragraph)
        paragraph.add_run(_fit(left))
        if right:
            paragraph.add_run("\t" + _fit(right)).bold = len(lines) > 1
    paragraph.paragraph_format.space_after = Pt(8)


def _right_stop(paragraph: Any) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(_PAGE), WD_TAB_ALIGNMENT.RIGHT)


def _foot(document: Any, publication: Publication, language: str) -> None:
    """The record behind the table, and page x of y as fields, in one line."""
    section = document.sections[0]
    for foot in (section.first_page_footer, section.footer):
        foot.is_linked_to_previous = False
        line = foot.paragraphs[0]
        _right_stop(line)
        line.add_run(record(replace(publication.letterhead, language=language))).font.size = Pt(6.5)
        line.add_run("\t")
        for part in re.split("([\1\2])", say(language, "print.page", page="\1", pages="\2")):
            if part in {"\1", "\2"}:
                line._p.append(_element("w:fldSimple", _run("1"), instr="PAGE" if part == "\1" else "NUMPAGES"))  # noqa: SLF001 - the only way to a field
            elif part:
                line.add_run(part)


def _table(rows: Sequence[Filed], shown: Sequence[Column], language: str) -> Any:
    """The table as one element: python-docx would look through all rows for each cell."""
    share = _PAGE / sum(_WIDTHS[name] for name in shown)
    widths = [str(round(_WIDTHS[name] * share * 56.7)) for name in shown]
    borders = (
        _element(f"w:{side}", val="single", sz="4", space="0", color="999999") for side in ("top", "bottom", "insideH")
    )
    margins = (
        _element(f"w:{side}", w=width, type="dxa")
        for side, width in (("top", "68"), ("left", "85"), ("bottom", "57"), ("right", "85"))
    )
    properties = _element(
        "w:tblPr",
        _element("w:tblW", w=str(sum(map(int, widths))), type="dxa"),
        _element("w:tblBorders", *borders),
        _element("w:tblLayout", type="fixed"),
        _element("w:tblCellMar", *margins),
        _element(
            "w:tblLook",
            val="0620",
            firstRow="1",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        ),
    )
    grid = _element("w:tblGrid", *(_element("w:gridCol", w=width) for width in widths))
    titles = [[_paragraph([("strong", heading(name, language))])] for name in shown]
    lines = (_row(_cells(row, shown, language), widths) for row in rows)
    return _element("w:tbl", properties, grid, _row(titles, widths, head=True), *lines)


def _row(cells: Sequence[Sequence[Any]], widths: Sequence[str], *, head: bool = False) -> Any:
    properties = _element("w:trPr", _element("w:cantSplit"), *([_element("w:tblHeader")] if head else []))
    columns = (
        _element("w:tc", _element("w:tcPr", _element("w:tcW", w=width, type="dxa")), *cell)
        for cell, width in zip(cells, widths, strict=True)
    )
    return _element("w:tr", properties, *columns)


def _cells(row: Filed, shown: Sequence[Column], language: str) -> list[list[Any]]:
    """The paragraphs of each cell; the number stands in every row, what is said of the whole provision in its first."""
    base = [("kept", row.base)] if row.base else [("told", say(language, "table.new"))]
    told = [_paragraph([("told", row.told)])] if row.told else []
    wording = [_paragraph([(span.kind, span.text) for span in row.wording])] if row.wording else []
    cells: dict[Column, list[Any]] = {
        "provision": [_paragraph([("strong" if row.first else "told", row.provision)])],
        "base": [_paragraph(base if row.first else [])],
        "sponsors": list(_lines(row.sponsors)),
        "wording": wording + told or [_paragraph([])],
        "reason": list(_lines(row.reason)),
        "outcome": list(_lines(row.outcome if row.first else "")),
    }
    return [cells[name] for name in shown]


def _lines(words: str) -> Iterator[Any]:
    return (_paragraph([("kept", line)]) for line in words.split("\n"))


def _paragraph(runs: Sequence[tuple[str, str]]) -> Any:
    return _element("w:p", *(_run(text, kind) for kind, text in runs if text))


def _run(text: str, kind: str = "kept") -> Any:
    words = _element("w:t")
    words.text = _fit(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    look = []
    for name, attributes in _LOOKS.get(kind, ()):
        mark = OxmlElement(name)
        for key, value in attributes.items():
            mark.set(qn(key), value)
        look.append(mark)
    return _element("w:r", *([_element("w:rPr", *look)] if look else []), words)


def _element(name: str, *children: Any, **attributes: str) -> Any:
    """An element of WordprocessingML (ECMA-376 Part 1, 17), its attributes in the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def _fit(text: str) -> str:
    """Text without what XML cannot hold."""
    return _UNFIT.sub("", text)
