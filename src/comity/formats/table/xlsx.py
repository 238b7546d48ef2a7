"""The comparative table as a workbook: a frozen head, filters, and cells that are text whatever they begin with."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from math import ceil

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Color, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from comity.core.errors import Refused
from comity.formats.publication.values import Letterhead, Publication
from comity.formats.table.archive import settled
from comity.formats.table.filed import Column, Filed, columns, filed, heading
from comity.locale import say

LIMIT = 20_000
"""Rows that are written; a sheet has room for more, memory for its letters has not."""

_CELL = 16_000
"""Characters of one cell: a spreadsheet allows 32,767 UTF-16 units. What is longer goes on in the next row."""

_LEADING = 14.5
_HIGHEST = 409.0
"""Points of a line, and of the highest row that a sheet allows."""

_HEADER = 200
"""Characters of the running head; a sheet allows 255 for head and marks together."""

_WIDTHS: dict[Column, int] = {"provision": 9, "base": 48, "sponsors": 18, "wording": 52, "reason": 36, "outcome": 22}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ORDER = [
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
]
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_RULE = Border(top=Side(style="hair", color="FF999999"))
_FONTS = {
    "kept": InlineFont(rFont="Times New Roman", sz=11),
    "deleted": InlineFont(rFont="Times New Roman", sz=11, strike=True, color=Color("FF8A2B1C")),
    "inserted": InlineFont(rFont="Times New Roman", sz=11, u="single", b=True, color=Color("FF0B4F6C")),
    "told": InlineFont(rFont="Times New Roman", sz=10, i=True, color=Color("FF444444")),
    "plain": InlineFont(rFont="Arial", sz=10),
}
_PLAIN = Font(name="Arial", sz=10)


def write(publication: Publication, language: str = "") -> bytes:
    """The table of a publication as a workbook of one sheet, in ``language`` or that of the text; same table, same bytes.

    Every row names its provision, so that a filter by author or outcome leaves whole rows. No cell is a formula. Raises
    ``Refused("table_too_long", rows, limit)``.
    """
    head = publication.letterhead
    language = language or head.language
    rows = filed(publication, language)
    if len(rows) > LIMIT:
        raise Refused("table_too_long", rows=len(rows), limit=LIMIT)
    shown = columns(rows)
    book = Workbook()
    book.properties = _properties(head, language)
    sheet = book.create_sheet(say(language, "table.proposal"), 0)
    del book[book.sheetnames[-1]]
    _lay_out(sheet, head, shown, language)
    for at, name in enumerate(shown, start=1):
        _fill(sheet, 1, at, heading(name, language), Font(name="Arial", sz=10, b=True))
    count = 1
    for row in rows:
        count = _enter(sheet, count + 1, row, shown, language)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(shown))}{count}"
    written = io.BytesIO()
    book.save(written)
    return settled(written.getvalue(), head.at, {"xl/styles.xml": _in_order})


def _properties(head: Letterhead, language: str) -> DocumentProperties:
    moment = datetime.fromtimestamp(head.at // 1000, UTC).replace(tzinfo=None)
    return DocumentProperties(
        creator="Comity",
        title=_fit(head.title or say(language, "table.heading")),
        subject=_fit(" · ".join(filter(None, (head.symbol, head.revision)))),
        identifier=head.identifier or None,
        language=language,
        created=moment,
        modified=moment,
    )


def _in_order(styles: bytes) -> bytes:
    """The style sheet with the properties of each font in the order of the schema (ECMA-376 Part 1, 18.8.22)."""
    tree = etree.fromstring(styles)
    for font in tree.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda each: _ORDER.index(etree.QName(each).localname))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _lay_out(sheet: Worksheet, head: Letterhead, shown: Sequence[Column], language: str) -> None:
    """Widths, the frozen head, and how the sheet is printed: across, one page wide, its head on every page."""
    for at, name in enumerate(shown, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS[name]
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    named = " · ".join(filter(None, (head.symbol, head.revision, head.remark)))
    sheet.oddHeader = HeaderFooterItem(left=_HeaderFooterPart(_fit(named).replace("&", "&&")[:_HEADER]))
    sheet.oddFooter = HeaderFooterItem(right=_HeaderFooterPart(say(language, "print.page", page="&P", pages="&N")))


def _enter(sheet: Worksheet, number: int, row: Filed, shown: Sequence[Column], language: str) -> int:
    """A row at ``number`` and, where the words of a cell are too many for it, those they go on in; the last of them."""
    parts = _parts(row, language)
    for line in zip_longest(*(parts[name] for name in shown), fillvalue=""):
        for at, value in enumerate(line, start=1):
            _fill(sheet, number, at, value, _PLAIN)
        sheet.row_dimensions[number].height = _height(line, shown)
        number += 1
    return number - 1


def _height(line: Sequence[str | CellRichText], shown: Sequence[Column]) -> float:
    """The points that a row takes, estimated: a sheet that says nothing of it is shown one line high by some programs."""
    counts = (
        sum(ceil((len(part) + 1) / _WIDTHS[name]) for part in str(value).split("\n"))
        for name, value in zip(shown, line, strict=True)
    )
    return min(max(counts) * _LEADING + 4, _HIGHEST)


def _parts(row: Filed, language: str) -> dict[Column, Sequence[str | CellRichText]]:
    base = [("kept", row.base)] if row.base else [("told", say(language, "table.new"))]
    return {
        "provision": [row.provision],
        "base": _cut(base),
        "sponsors": [row.sponsors],
        "wording": _cut([*((span.kind, span.text) for span in row.wording), *_told(row)]),
        "reason": _cut([("plain", row.reason)]),
        "outcome": [row.outcome],
    }


def _told(row: Filed) -> list[tuple[str, str]]:
    return [("told", ("\n" if row.wording else "") + row.told)] if row.told else []


def _cut(words: Iterable[tuple[str, str]]) -> list[CellRichText]:
    """Runs of text, each with its kind, as the cells that hold them: in order, complete, none of them too long."""
    groups: list[CellRichText] = [CellRichText()]
    room = _CELL
    for kind, text in words:
        rest = _fit(text)
        while rest:
            groups[-1].append(TextBlock(_FONTS[kind], rest[:room]))
            room, rest = max(room - len(rest), 0), rest[room:]
            if not room:
                groups.append(CellRichText())
                room = _CELL
    return groups if groups[-1] or len(groups) == 1 else groups[:-1]


def _fit(text: str) -> str:
    """Text without what a sheet cannot hold, and without what it would take for an escaped character."""
    return _ESCAPE.sub("_x005F_", _UNFIT.sub("", text))


def _fill(sheet: Worksheet, row: int, column: int, value: str | CellRichText, font: Font) -> None:
    """Make a cell of text: one that begins with ``=`` is a formula for nobody, nor becomes one when it is edited."""
    cell = sheet.cell(row, column)
    cell.alignment, cell.font, cell.border = _WRAPPED, font, _RULE
    if value:
        cell.value = _fit(value) if isinstance(value, str) else value
        cell.data_type = "s"
        cell.quotePrefix = True
