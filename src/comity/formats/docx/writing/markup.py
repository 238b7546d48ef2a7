"""Elements of WordprocessingML (ECMA-376 Part 1, 17), and text that XML can hold."""

import re
from datetime import UTC, datetime
from functools import cache
from typing import Final

from lxml import etree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES: Final = {"w": WORD}
_PRESERVED: Final = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_TEXT = re.compile(r"[^\t\n]+|[\t\n]")
_CONTROLS: Final = {"\t": "tab", "\n": "br"}

# What XML 1.0 has no place for, even escaped.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def name(local: str) -> str:
    """A name of WordprocessingML as lxml spells it."""
    return f"{{{WORD}}}{local}"


def element(local: str, **attributes: str) -> etree._Element:
    """An element by itself."""
    return etree.Element(name(local), {name(key): value for key, value in attributes.items()}, _NAMES)


def put(parent: etree._Element, local: str, **attributes: str) -> etree._Element:
    """A new last child of ``parent``."""
    return etree.SubElement(parent, name(local), {name(key): value for key, value in attributes.items()})


def run(parent: etree._Element, text: str, words: str = "t") -> None:
    """A run of characters; ``words`` is the element that holds them."""
    made = put(parent, "r")
    for part in _TEXT.findall(text):
        if part in _CONTROLS:
            put(made, _CONTROLS[part])
        else:
            etree.SubElement(made, name(words), _PRESERVED).text = writable(part)


def writable(text: str) -> str:
    """Text in which U+FFFD stands for what XML cannot hold."""
    return _NO_CHARACTER.sub("\ufffd", text)


def instant(at: int) -> str:
    """An instant in milliseconds as files have it, to the second."""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
