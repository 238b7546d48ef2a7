"""What stands around the words on every page: whose text it is, symbol and revision, remarks, the page, the record."""

import re
from collections.abc import Iterable, Iterator, Sequence

from docx.document import Document
from docx.section import _BaseHeaderFooter as Margin
from lxml import etree

from comity.formats.docx.writing.markup import WORD, run, tag
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
        _fill(footer, _foot(letterhead))


def _fill(margin: Margin, paragraphs: Iterable[str]) -> None:
    margin.is_linked_to_previous = False
    margin.part.element[:] = list(etree.fromstring(f'<w:hdr xmlns:w="{WORD}">{"".join(paragraphs)}</w:hdr>'))


def _paragraph(style: str, *runs: str) -> str:
    return tag("p", tag("pPr", tag("pStyle", val=style)), *runs)


def _paragraphs(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Paragraphs by style and words, and an empty one that keeps the text at a distance."""
    for style, text in texts:
        yield _paragraph(style, run(text))
    yield _paragraph("Header")


def _two(left: str, right: str) -> str:
    """Words at both ends of a line; those at the right are what a page is filed by."""
    return _paragraph("Header", run(f"{left}\t{right}"))


def _foot(letterhead: Letterhead) -> Iterator[str]:
    page = say(letterhead.language, "print.page", page="\1", pages="\2")
    parts = [_field(_FIELDS[part]) if part in _FIELDS else run(part) for part in _FIELD.split(page) if part]
    yield _paragraph("Footer", run("\t"), *parts)
    if letterhead.record:
        size, root = letterhead.record
        record = say(letterhead.language, "print.record", size=number(letterhead.language, size), root=root)
        yield _paragraph("Record", run(record))


def _field(instruction: str) -> str:
    """A field that the editor reckons anew on every page (17.16.19)."""
    return tag("fldSimple", run("1"), instr=f" {instruction} ")
