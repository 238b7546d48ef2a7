"""The parts of a document around its body: styles with header and footer, what it says of itself, the manifest."""

import re
from collections.abc import Iterable
from importlib.resources import files

from lxml import etree
from lxml.etree import _Element

from comity.formats.odt.names import SPACES, name
from comity.formats.odt.reading.properties import IDENTIFIER
from comity.formats.odt.writing.archive import MIMETYPE
from comity.formats.odt.writing.changes import written
from comity.formats.odt.writing.elements import child, put, root
from comity.formats.publication.values import Letterhead
from comity.locale import say

VERSION = "1.3"
_FIELDS = re.compile("(\x01|\x02)")


def styles(letterhead: Letterhead) -> _Element:
    """The styles of ``styles.xml`` beside this module, with the letterhead in the margins of the page."""
    tree = etree.fromstring(files(__package__).joinpath("styles.xml").read_bytes())
    for style in tree.iter(name("style:default-style")):
        for properties in style.iterchildren(name("style:text-properties")):
            _language(properties, letterhead.language)
    master = next(tree.iter(name("style:master-page")))
    _header(child(master, "style:header"), letterhead)
    _footer(child(master, "style:footer"), letterhead)
    return tree


def _language(properties: _Element, language: str) -> None:
    code, _, country = language.partition("-")
    properties.set(name("fo:language"), code)
    properties.set(name("fo:country"), country if len(country) == 2 else "none")  # noqa: PLR2004 - ISO 3166


def _header(header: _Element, letterhead: Letterhead) -> None:
    """Organ and symbol, then remark and revision: left and right."""
    rows = ((letterhead.organ, letterhead.symbol), (letterhead.remark, letterhead.revision))
    for left, right in rows if any(rows[1]) else rows[:1]:
        paragraph = child(header, "text:p", text_style_name="Header")
        put(paragraph, left)
        child(paragraph, "text:tab")
        put(child(paragraph, "text:span", text_style_name="Strong"), right)


def _footer(footer: _Element, letterhead: Letterhead) -> None:
    """The record it was printed from, and the page."""
    paragraph = child(footer, "text:p", text_style_name="Footer")
    put(paragraph, letterhead.identifier)
    child(paragraph, "text:tab")
    for piece in _FIELDS.split(say(letterhead.language, "odt.page", page="\x01", pages="\x02")):
        if piece == "\x01":
            child(paragraph, "text:page-number", "1", text_select_page="current")
        elif piece == "\x02":
            child(paragraph, "text:page-count", "1")
        else:
            put(child(paragraph, "text:span"), piece)
    if letterhead.record:
        put(child(footer, "text:p", text_style_name="Footer"), "{}:{}".format(*letterhead.record))


def meta(letterhead: Letterhead) -> _Element:
    """Title, language and identifier; dates are those of the record, so that two prints of it are the same."""
    tree = root("office:document-meta", office_version=VERSION)
    about = child(tree, "office:meta")
    child(about, "meta:generator", "Comity")
    child(about, "dc:title", letterhead.title)
    child(about, "dc:language", letterhead.language)
    if letterhead.at:
        child(about, "dc:date", written(letterhead.at))
    if letterhead.identifier:
        child(about, "meta:user-defined", letterhead.identifier, meta_name=IDENTIFIER)
    return tree


def manifest(parts: Iterable[str]) -> _Element:
    """What the package holds (ODF 1.3 Part 2, 4)."""
    tree = etree.Element(name("manifest:manifest"), nsmap={"manifest": SPACES["manifest"]})
    tree.set(name("manifest:version"), VERSION)
    child(tree, "manifest:file-entry", manifest_full_path="/", manifest_media_type=MIMETYPE, manifest_version=VERSION)
    for part in parts:
        child(tree, "manifest:file-entry", manifest_full_path=part, manifest_media_type="text/xml")
    return tree
