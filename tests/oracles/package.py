"""The words of a Word file without tracked changes, by the standard library alone: what other engines' results are read with."""

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
APART = {"txbxContent", "rPr", "pPr"}


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs of the body, those of tables among them; text boxes are left out."""
    with ZipFile(BytesIO(data)) as package:
        body = ET.fromstring(package.read("word/document.xml"))
    return ["".join(_said(paragraph)) for paragraph in _within(body)]


def _within(element):
    for child in element:
        if _name(child) == "p":
            yield child
        elif _name(child) not in APART:
            yield from _within(child)


def _said(element):
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in SIGNS:
            yield SIGNS[name]
        elif name not in APART and name != "instrText":
            yield from _said(child)


def _name(element) -> str:
    for namespace in NAMESPACES:
        if element.tag.startswith(namespace):
            return element.tag.removeprefix(namespace)
    return ""
