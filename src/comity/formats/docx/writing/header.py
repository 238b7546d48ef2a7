"""What stands around the words on every page: whose text it is, symbol and revision, remarks, the page, the record."""

import re
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.section import _BaseHeaderFooter as Margin
from lxml import etree

from comity.formats.docx.writing.markup import element, put, run
from comity.formats.publication.values import Letterhead
from comity.locale import number, say

_FIELD = re.compile("([\1\2])")
_FIELDS = {"\1": "PAGE", "\2": "NUMPAGES"}


def around(document: Document, letterhead: Letterhead, notices: Sequence[str]) -> None:
    """Fill the margins of the one section of ``document``: the notices stand at the head of the first page only."""
    (section,) = document.sections
    section.different_first_page_header_footer = True
    named = " · ".join(filter(None, (letterhead.symbol, letterhead.revision)))
    told = [("Notice", notice) for notice in notices]
    remark = [("Remark", letterhead.remark)] if letterhead.remark else []
    _fill(section.first_page_header, [_two(letterhead.organ, named), *_paragraphs([*remark, *told])])
    _fill(section.header, [_two("", named or letterhead.title), *_paragraphs(remark)])
    for footer in (section.first_page_footer, section.footer):
        _fill(footer, list(_foot(letterhead)))


def _fill(margin: Margin, paragraphs: Sequence[etree._Element]) -> None:
    margin.is_linked_to_previous = False
    margin.part.element[:] = paragraphs


def _paragraph(style: str, text: str) -> etree._Element:
    made = element("p")
    put(put(made, "pPr"), "pStyle", val=style)
    if text:
        run(made, text)
    return made


def _paragraphs(texts: Iterable[tuple[str, str]]) -> list[etree._Element]:
    """Paragraphs by style and words, and an empty one that keeps the text at a distance."""
    return [_paragraph(style, text) for style, text in (*texts, ("Header", ""))]


def _two(left: str, right: str) -> etree._Element:
    """Words at both ends of a line; those at the right are what a page is filed by."""
    made = _paragraph("Header", left)
    run(made, "\t")
    run(made, right)
    return made


def _foot(letterhead: Letterhead) -> list[etree._Element]:
    made = _paragraph("Footer", "\t")
    for part in _FIELD.split(say(letterhead.language, "print.page", page="\1", pages="\2")):
        if part in _FIELDS:
            _field(made, _FIELDS[part])
        elif part:
            run(made, part)
    if not letterhead.record:
        return [made]
    size, root = letterhead.record
    record = say(letterhead.language, "print.record", size=number(letterhead.language, size), root=root)
    return [made, _paragraph("Record", record)]


def _field(parent: etree._Element, instruction: str) -> None:
    """A field that the editor reckons anew on every page (17.16.19)."""
    field = put(parent, "fldSimple", instr=f" {instruction} ")
    run(field, "1")
