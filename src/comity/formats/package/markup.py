"""XML of strangers: parsed without document types, entities, network or bottomless nesting."""

import re
from typing import Final

from lxml import etree

from comity.core.errors import Unreadable

DEEPEST: Final = 256
"""How deep elements may nest: the parser's own limit. Tables in tables of real documents reach some 60."""

MOST_MARKUP: Final = 6_000_000
"""Tags and attributes of one part, which take some 130 bytes of memory each. 2,000 pages, all tracked, have 4 million."""

_WIDE: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DOCTYPE: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*<!DOCTYPE", re.DOTALL)


def xml(data: bytes, where: str) -> etree._Element:
    """The root element of an XML part; comments and processing instructions are left out.

    The encoding is UTF-8, or UTF-16 where the bytes show it, as both standards of packages prescribe; what the part
    declares of it is not believed. ``Unreadable`` for a document type declaration, nesting deeper than ``DEEPEST``,
    markup without bounds, and what is not XML.
    """
    data = _utf8(data, where)
    if _DOCTYPE.match(data):
        raise Unreadable(where, "doctype")
    if data.count(b"<") + data.count(b"=") > MOST_MARKUP:
        raise Unreadable(where, "too_much_markup", limit=MOST_MARKUP // 1_000_000)
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise Unreadable(where, "nested_xml", limit=DEEPEST) from None
        raise Unreadable(where, "bad_xml", line=error.lineno or 1) from None
    except ValueError:
        raise Unreadable(where, "bad_xml", line=1) from None


def _parser() -> etree.XMLParser:
    """A parser of its own for each part: parsers are not shared between threads, and remember nothing."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _utf8(data: bytes, where: str) -> bytes:
    """The same text in UTF-8."""
    wide = _WIDE.get(data[:2])
    if wide is None:
        return data
    try:
        return data.decode(wide).removeprefix("\ufeff").encode()
    except UnicodeError:
        raise Unreadable(where, "bad_xml", line=1) from None
