"""What stands around the words on every page: whose text it is, symbol and revision, remarks, the page, the record."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docx.document import Document
from docx.section import _BaseHeaderFooter as Margin
from lxml import etree

from comity.formats.docx.writing.markup import WORD, run, tag
from comity.formats.publication.margins import kind, named, record
from comity.formats.publication.values import Letterhead
from comity.formats.structure import quote
from comity.locale import say

_FIELD = re.compile("([\1\2])")
_FIELDS = {"\1": "PAGE", "\2": "NUMPAGES"}


def around(document: Document, letterhead: Letterhead, names: Mapping[str, str], notices: Sequence[str]) -> None:
    """Fill the margins of the one section of ``document``: remarks and notices stand whole on the first page only."""
    (section,) = document.sections
    section.different_first_page_header_footer = True
    _fill(section.first_page_header, _head(letterhead, names, notices))
    _fill(
        section.header,
        [_two("Running", named(letterhead) or quote(letterhead.title), quote(letterhead.remark)), _two("Header")],
    )
    for footer in (section.first_page_footer, section.footer):
        _fill(footer, [_foot(letterhead)])


def _fill(margin: Margin, paragraphs: Iterable[str]) -> None:
    margin.is_linked_to_previous = False
    margin.part.element[:] = list(etree.fromstring(f'<w:hdr xmlns:w="{WORD}">{"".join(paragraphs)}</w:hdr>'))


def _head(letterhead: Letterhead, names: Mapping[str, str], notices: Sequence[str]) -> Iterator[str]:
    """Whose text it is and what it is filed by, what it is, remarks; a line, and an empty one that keeps the text away."""
    told = [*(("Remark", words) for words in [letterhead.remark] if words), *(("Notice", notice) for notice in notices)]
    yield _two("Header", letterhead.organ, named(letterhead), strong=True)
    yield _two("Header" if told else "Running", kind(letterhead, names))
    yield from (_two(style, text) for style, text in told)
    if told:
        yield _two("Rule")
    yield _two("Header")


def _two(style: str, left: str = "", right: str = "", *, strong: bool = False) -> str:
    """Words at both ends of a line; those at the right are what a page is filed by."""
    bold = tag("rPr", tag("b")) if strong else ""
    ends = [run(left)] if left else []
    if right:
        ends += [run("\t"), run(right).replace("<w:r>", f"<w:r>{bold}", 1)]
    return tag("p", tag("pPr", tag("pStyle", val=style)), *ends)


def _foot(letterhead: Letterhead) -> str:
    """The record behind the document, small, and the page."""
    small = tag("rPr", tag("rStyle", val="Record"))
    behind = [run(words).replace("<w:r>", f"<w:r>{small}", 1) for words in [record(letterhead)] if words]
    page = say(letterhead.language, "print.page", page="\1", pages="\2")
    parts = [_field(_FIELDS[part]) if part in _FIELDS else run(part) for part in _FIELD.split(page) if part]
    return tag("p", tag("pPr", tag("pStyle", val="Footer")), *behind, run("\t"), *parts)


def _field(instruction: str) -> str:
    """A field that the editor reckons anew on every page (17.16.19)."""
    return tag("fldSimple", run("1"), instr=f" {instruction} ")
