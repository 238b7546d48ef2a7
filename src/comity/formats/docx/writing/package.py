"""The package around the body: styles, settings, properties, and bytes that depend on nothing but what is written."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm
from lxml import etree

from comity.formats.docx.writing.markup import WORD, writable
from comity.formats.publication.values import Letterhead
from comity.formats.tracked.making.signing import NO_DATE

_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE}
_EDITION = {"en": "en-GB", "ru": "ru-RU"}
"""The editions of languages that spelling is checked by, where the text's language names none."""

_BODY = "word/document.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that users define ([MS-OLEPS] 2.21)."""


def empty(language: str) -> Document:
    """A document without words, in the house's styles, with the language that its spelling is checked by."""
    return docx.Document(BytesIO(_template(language)))


@lru_cache(maxsize=8)
def _template(language: str) -> bytes:
    document = docx.Document()
    _forget(document)
    for part, file in ((document.styles.element, "styles.xml"), (document.settings.element, "settings.xml")):
        part[:] = list(parse_xml(files(__package__).joinpath(file).read_bytes()))
    for edition in document.styles.element.iter(f"{{{WORD}}}lang"):
        edition.set(f"{{{WORD}}}val", _EDITION.get(language, language))
    _page(document)
    return _saved(document)


def _forget(document: Document) -> None:
    """Leave out what the template of the library brings along."""
    for relations, kept in (
        (document.part.rels, _KEPT),
        (document.part.package.rels, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT}),
    ):
        for identity in [each for each, relation in relations.items() if relation.reltype not in kept]:
            del relations[identity]


def _page(document: Document) -> None:
    """A4 with the margins that offices file by: the left one takes the punch."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def described(document: Document, letterhead: Letterhead, properties: Mapping[str, str]) -> None:
    """Write what a document says of itself: core properties, and the custom ones that Comity knows it by."""
    core = document.core_properties
    core.author = core.last_modified_by = writable(letterhead.organ)[:255]
    core.title = writable(letterhead.title)[:255]
    core.language = letterhead.language
    core.identifier = letterhead.identifier
    core.comments = ""
    core.created = core.modified = datetime.fromtimestamp((letterhead.at or NO_DATE) // 1000, UTC)
    if properties:
        blob = etree.tostring(_custom(properties), xml_declaration=True, encoding="UTF-8", standalone=True)
        package = document.part.package
        part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, blob, package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _custom(properties: Mapping[str, str]) -> etree._Element:
    """Custom properties as strings; their numbers begin at 2 (ECMA-376 Part 1, 22.3)."""
    root = etree.fromstring(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}"/>')
    for number, (key, value) in enumerate(properties.items(), start=2):
        held = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=key)
        etree.SubElement(held, f"{{{_TYPES}}}lpwstr").text = writable(value)
    return root


def sealed(document: Document, body: str) -> bytes:
    """The file, with ``body`` before the section of ``document``: of the same content, always the same bytes.

    The words are put into the saved package, which spares the library all of them.
    """
    output = BytesIO()
    with ZipFile(BytesIO(_saved(document))) as given, ZipFile(output, "w", ZIP_DEFLATED) as made:
        for part in given.namelist():
            data = given.read(part)
            entry = ZipInfo(part)
            entry.compress_type = ZIP_DEFLATED
            made.writestr(entry, _filled(data, body) if part == _BODY else data)
    return output.getvalue()


def _filled(data: bytes, body: str) -> bytes:
    root = etree.fromstring(data)
    root.attrib.clear()  # names prefixes that may be ignored; none is left
    etree.cleanup_namespaces(root)
    frame = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    before, opening, after = frame.partition(b"<w:body>")
    return before + opening + body.encode() + after


def _saved(document: Document) -> bytes:
    output = BytesIO()
    document.save(output)
    return output.getvalue()
