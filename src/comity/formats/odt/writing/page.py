"""The parts of a document around its body: styles with header and footer, what it says of itself, the manifest."""

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from lxml import etree
from lxml.etree import _Element

from comity.formats.odt.names import SPACES, name
from comity.formats.odt.reading.properties import IDENTIFIER
from comity.formats.odt.writing.archive import MIMETYPE
from comity.formats.odt.writing.changes import written
from comity.formats.odt.writing.elements import child, put, root
from comity.formats.publication.margins import kind, named, record
from comity.formats.publication.values import Letterhead
from comity.formats.structure import quote
from comity.locale import say

VERSION = "1.3"
_FIELDS = re.compile("(\x01|\x02)")


def styles(letterhead: Letterhead, names: Mapping[str, str], notices: Sequence[str]) -> _Element:
    """The styles of ``styles.xml`` beside this module, with the letterhead in the margins of the page."""
    tree = etree.fromstring(files(__package__).joinpath("styles.xml").read_bytes())
    for style in tree.iter(name("style:default-style")):
        for properties in style.iterchildren(name("style:text-properties")):
            _language(properties, letterhead.language)
    master = next(tree.iter(name("style:master-page")))
    running = named(letterhead) or quote(letterhead.title)
    _two(child(master, "style:header"), running, quote(letterhead.remark))
    _first(child(master, "style:header-first"), letterhead, names, notices)
    for margin in ("style:footer", "style:footer-first"):
        _footer(child(master, margin), letterhead)
    return tree


def _language(properties: _Element, language: str) -> None:
    code, _, country = language.partition("-")
    properties.set(name("fo:language"), code)
    properties.set(name("fo:country"), country if len(country) == 2 else "none")  # noqa: PLR2004 - ISO 3166


def _first(header: _Element, letterhead: Letterhead, names: Mapping[str, str], notices: Iterable[str]) -> None:
    """The head of the first page: whose text it is and what it is filed by, what it is, remarks and notices."""
    _two(header, letterhead.organ, named(letterhead), strong=True)
    _two(header, kind(letterhead, names))
    for words in filter(None, (letterhead.remark, *notices)):
        put(child(header, "text:p", text_style_name="Remark"), words)


def _two(margin: _Element, left: str, right: str = "", *, strong: bool = False) -> None:
    """Words at both ends of a line."""
    paragraph = child(margin, "text:p", text_style_name="Header")
    put(paragraph, left)
    if right:
        child(paragraph, "text:tab")
        put(child(paragraph, "text:span", text_style_name="Strong") if strong else paragraph, right)


def _footer(footer: _Element, letterhead: Letterhead) -> None:
    """The record behind the document, small, and the page."""
    paragraph = child(footer, "text:p", text_style_name="Footer")
    put(child(paragraph, "text:span", text_style_name="Record"), record(letterhead))
    child(paragraph, "text:tab")
    for piece in _FIELDS.split(say(letterhead.language, "print.page", page="\x01", pages="\x02")):
        if piece == "\x01":
            child(paragraph, "text:page-number", "1", text_select_page="current")
        elif piece == "\x02":
            child(paragraph, "text:page-count", "1")
        else:
            put(child(paragraph, "text:span"), piece)


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
