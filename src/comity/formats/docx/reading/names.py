"""The names of WordprocessingML (ECMA-376 part 1, 17) and of what Microsoft added, as lxml spells them."""

import re
from typing import Final

from lxml import etree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
_SYMBOLS_2015 = "http://schemas.microsoft.com/office/word/2015/wordml/symex"
_IDS_2016 = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_COMMENTS_2018 = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
_DATES_2023 = "http://schemas.microsoft.com/office/word/2023/wordml/word16du"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# Strict documents differ in nothing that is read here but the names of their namespaces (ECMA-376 part 1, annex A).
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": WORD,
    "http://purl.oclc.org/ooxml/officeDocument/math": _MATH,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": _RELATIONS,
}

_WHOLE = re.compile("[+-]?[0-9]{1,9}")


def word(name: str) -> str:
    """An element or attribute of WordprocessingML."""
    return f"{{{WORD}}}{name}"


def words(names: str) -> tuple[str, ...]:
    """Several of them, apart by spaces."""
    return tuple(word(name) for name in names.split())


VAL: Final = word("val")
ID: Final = word("id")
NAME: Final = word("name")
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
RELATION: Final = f"{{{_RELATIONS}}}id"
MATH: Final = f"{{{_MATH}}}oMath"
PARAGRAPH_ID: Final = f"{{{_WORD_2010}}}paraId"
SYMBOL_2015: Final = f"{{{_SYMBOLS_2015}}}symEx"
SYMBOL_2015_CHAR: Final = f"{{{_SYMBOLS_2015}}}char"
SYMBOL_2015_FONT: Final = f"{{{_SYMBOLS_2015}}}font"
DATE_UTC: Final = f"{{{_DATES_2023}}}dateUtc"
ALTERNATE: Final = f"{{{_COMPATIBILITY}}}AlternateContent"
CHOICE: Final = f"{{{_COMPATIBILITY}}}Choice"
FALLBACK: Final = f"{{{_COMPATIBILITY}}}Fallback"

THREAD: Final = f"{{{_WORD_2012}}}commentEx"
THREAD_PARAGRAPH: Final = f"{{{_WORD_2012}}}paraId"
THREAD_PARENT: Final = f"{{{_WORD_2012}}}paraIdParent"
THREAD_DONE: Final = f"{{{_WORD_2012}}}done"
LASTING: Final = f"{{{_IDS_2016}}}commentId"
LASTING_PARAGRAPH: Final = f"{{{_IDS_2016}}}paraId"
LASTING_ID: Final = f"{{{_IDS_2016}}}durableId"
EXTENSIBLE: Final = f"{{{_COMMENTS_2018}}}commentExtensible"
EXTENSIBLE_ID: Final = f"{{{_COMMENTS_2018}}}durableId"
EXTENSIBLE_DATE: Final = f"{{{_COMMENTS_2018}}}dateUtc"


def transitional(root: etree._Element) -> None:
    """Rename a Strict document's elements and attributes to the names used here; others are left. In place, linear."""
    if etree.QName(root).namespace not in _STRICT:
        return
    for element in root.iter("{*}*"):
        element.tag = _renamed(element.tag)
        for name, value in element.items():
            new = _renamed(str(name))
            if new != name:
                del element.attrib[name]
                element.set(new, value)


def _renamed(name: str) -> str:
    if not name.startswith("{"):
        return name
    namespace, _, local = name[1:].partition("}")
    return f"{{{_STRICT[namespace]}}}{local}" if namespace in _STRICT else name


def on(element: etree._Element | None) -> bool:
    """Whether a toggle (ECMA-376 part 1, 17.17.4) is there and not switched off."""
    return element is not None and element.get(VAL, "true") not in {"0", "false", "off"}


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name. What the schema puts first is found ten times as fast as by asking for names."""
    first = None if element is None else next(iter(element), None)
    return first if first is None or first.tag == name else next(first.itersiblings(name), None)


def whole(text: str | None) -> int | None:
    """A whole number of at most nine digits; none where there is no such number."""
    return int(text) if text and _WHOLE.fullmatch(text.strip()) else None
