"""Elements of OpenDocument, and characters put into them."""

import re

from lxml import etree
from lxml.etree import _Element

from comity.formats.odt.names import SPACES, name

_PIECES = re.compile(r"\t|\n|[^\t\n ]+(?: [^\t\n ]+)*| +")
_FOREIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(prefixed: str, **attributes: str) -> _Element:
    """An element that declares the namespaces; attributes as in ``child``."""
    nsmap = {prefix: space for prefix, space in SPACES.items() if prefix not in {"xml", "math"}}
    element = etree.Element(name(prefixed), nsmap=nsmap)
    _attribute(element, attributes)
    return element


def child(parent: _Element, prefixed: str, text: str = "", **attributes: str) -> _Element:
    """A new last child; ``text_style_name`` gives ``text:style-name``. Text is put in as it is."""
    element = etree.SubElement(parent, name(prefixed))
    element.text = legal(text) or None
    _attribute(element, attributes)
    return element


def _attribute(element: _Element, attributes: dict[str, str]) -> None:
    for key, value in attributes.items():
        prefix, _, local = key.partition("_")
        element.set(name(f"{prefix}:{local.replace('_', '-')}"), legal(value))


def legal(text: str) -> str:
    """Text with U+FFFD for what XML 1.0 cannot hold, which no wording that was read from a file does."""
    return _FOREIGN.sub("\ufffd", text)


def put(parent: _Element, text: str) -> None:
    """Append characters to what an element holds; spaces at an edge, and several, by ``text:s``, so that all stay."""
    for piece in _PIECES.findall(legal(text)):
        if piece == "\t":
            child(parent, "text:tab")
        elif piece == "\n":
            child(parent, "text:line-break")
        elif piece[0] == " ":
            child(parent, "text:s", text_c=str(len(piece)))
        else:
            _append(parent, piece)


def _append(parent: _Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
