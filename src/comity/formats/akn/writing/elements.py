"""Elements of Akoma Ntoso 3.0, built one in another."""

import re

from lxml import etree
from lxml.etree import _Element

from comity.formats.akn.names import AKN

_NAMES: dict[str, str] = {None: AKN}  # type: ignore[dict-item] # the default namespace has no prefix
_FOREIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root() -> _Element:
    """The root of a document."""
    return etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=_NAMES)


def child(parent: _Element, tag: str, text: str = "", **attributes: str) -> _Element:
    """A new last child with attributes as given; a trailing underscore of a name is not part of it."""
    element = etree.SubElement(parent, f"{{{AKN}}}{tag}")
    element.text = legal(text) or None
    for key, value in attributes.items():
        if value:
            element.set(key.rstrip("_"), legal(value))
    return element


def put(parent: _Element, text: str) -> None:
    """Append characters to what an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legal(text)
    else:
        parent.text = (parent.text or "") + legal(text)


def legal(text: str) -> str:
    """Text with U+FFFD for what XML 1.0 cannot hold, which no wording that was read from a file does."""
    return _FOREIGN.sub("\ufffd", text)
