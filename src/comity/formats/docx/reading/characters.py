"""What the small elements of a run (ECMA-376 part 1, 17.3.3) show as characters."""

from collections.abc import Callable

from lxml import etree

from comity.formats.docx.reading.names import SYMBOL_2015, SYMBOL_2015_CHAR, SYMBOL_2015_FONT, word
from comity.formats.docx.reading.symbols import symbol

_TYPE = word("type")
_FONT = word("font")
_CHAR = word("char")
_CODE_LETTERS = "\t\n\r "


def _break(element: etree._Element) -> str:
    return "" if element.get(_TYPE) in {"page", "column"} else "\n"


def _symbol(element: etree._Element) -> str:
    return symbol(element.get(_FONT) or "", element.get(_CHAR) or "")


def _symbol_2015(element: etree._Element) -> str:
    return symbol(element.get(SYMBOL_2015_FONT) or "", element.get(SYMBOL_2015_CHAR) or "")


CHARACTERS: dict[str, Callable[[etree._Element], str]] = {
    word("tab"): lambda _: "\t",
    word("ptab"): lambda _: "\t",
    word("br"): _break,
    word("cr"): lambda _: "\n",
    word("noBreakHyphen"): lambda _: "\u2011",
    word("softHyphen"): lambda _: "\u00ad",
    word("sym"): _symbol,
    SYMBOL_2015: _symbol_2015,
}


def written(text: str, *, preserved: bool) -> str:
    """The characters of a w:t: white space at its ends counts only where it is preserved (17.3.3.31)."""
    return text if preserved else text.strip(_CODE_LETTERS)
