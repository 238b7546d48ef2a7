"""The automatic numbers of a document's paragraphs (numbering.xml), as Word and LibreOffice print them."""

import re
from collections.abc import Mapping
from itertools import islice

from lxml import etree
from msgspec import Struct

from comity.formats.docx.reading.names import VAL, child, on, whole, word
from comity.formats.docx.reading.numerals import numeral
from comity.formats.docx.reading.styles import Styles
from comity.formats.docx.reading.symbols import shown

_LEVELS = 9
_ABSTRACT = word("abstractNum")
_ABSTRACT_ID = word("abstractNumId")
_NUM = word("num")
_NUM_ID = word("numId")
_OVERRIDE = word("lvlOverride")
_START_OVERRIDE = word("startOverride")
_LEVEL = word("lvl")
_PLACE = word("ilvl")
_STYLE_LINK = word("numStyleLink")
_LONGEST = 255
"""Characters of a number's text that are read; an absurd one would repeat millions of them in each paragraph."""
_PLACEHOLDER = re.compile("%([1-9])")


class Level(Struct, frozen=True):
    """One level of a list (17.9.6). ``restart`` is the level from 1 whose numbers begin it anew, 0 for none of them."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


class _List(Struct, frozen=True):
    """A w:num: lists of one ``abstract`` count together. ``starts`` begin a level anew where the list first uses it."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """Gives each paragraph its number; ask in the order of the document."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._abstracts = {} if root is None else {e.get(_ABSTRACT_ID): e for e in root.iterchildren(_ABSTRACT)}
        self._numbers = {} if root is None else {e.get(_NUM_ID): e for e in root.iterchildren(_NUM)}
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._met: set[tuple[str, int]] = set()

    def level(self, list_id: str, given: int | None, style: str | None) -> int:
        """The level a paragraph stands on: its own, else the one that is linked to its style, else the first."""
        if given is not None:
            return min(max(given, 0), _LEVELS - 1)
        found = self._list(list_id)
        linked = (place for place, level in found.levels.items() if level.style == style) if found and style else ()
        return next(iter(linked), 0)

    def number(self, list_id: str, place: int) -> str:
        """The number of the next paragraph of that list on that level; ``""`` where there is no such list."""
        found = self._list(list_id)
        if found is None:
            return ""
        self._count(list_id, found, place)
        return _printed(found.levels, self._counts[found.abstract], place)

    def _list(self, list_id: str) -> _List | None:
        """The list of that id, put together when it is first asked for: most of those that files hold number nothing."""
        if list_id not in self._lists:
            number = self._numbers.get(list_id)
            made = None if number is None else _list(number, self._numbers, self._abstracts, self._styles)
            self._lists[list_id] = made
        return self._lists[list_id]

    def _count(self, list_id: str, found: _List, place: int) -> None:
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        level = found.levels.get(place, Level())
        if (list_id, place) not in self._begun:
            self._begun.add((list_id, place))
            if place in found.starts:
                counts[place] = None
                level = Level(start=found.starts[place])
        self._open_above(found, place, counts)
        before = counts[place]
        counts[place] = level.start if before is None else before + 1
        for deeper in range(place + 1, _LEVELS):
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or place < restart:
                counts[deeper] = None

    def _open_above(self, found: _List, place: int, counts: list[int | None]) -> None:
        """A list that begins on a deeper level has used up the first numbers of those above."""
        if (found.abstract, place) in self._met:
            return
        self._met.add((found.abstract, place))
        for above in range(place - 1, -1, -1):
            if (found.abstract, above) in self._met:
                return
            self._met.add((found.abstract, above))
            counts[above] = found.levels.get(above, Level()).start


def _list(
    number: etree._Element,
    numbers: Mapping[str | None, etree._Element],
    abstracts: Mapping[str | None, etree._Element],
    styles: Styles,
) -> _List:
    abstract = abstracts.get(_value(number, _ABSTRACT_ID))
    link = _value(abstract, _STYLE_LINK)
    if link is not None:  # the levels stand where the numbering style says (17.9.21)
        linked = numbers.get(styles.style(link).list_id)
        abstract = abstract if linked is None else abstracts.get(_value(linked, _ABSTRACT_ID))
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for element in () if abstract is None else islice(abstract.iterchildren(_LEVEL), _LEVELS):
        levels[_place(element)] = _level(element)
    for override in islice(number.iterchildren(_OVERRIDE), _LEVELS):
        place = _place(override)
        own = child(override, _LEVEL)
        if own is not None:
            levels[place] = _level(own)
        start = whole(_value(override, _START_OVERRIDE))
        if start is not None:
            starts[place] = start
    return _List("" if abstract is None else abstract.get(_ABSTRACT_ID) or "", levels, starts)


def _level(element: etree._Element) -> Level:
    start = whole(_value(element, word("start")))
    form = _value(element, word("numFmt")) or "decimal"
    text = (_value(element, word("lvlText")) or "")[:_LONGEST]
    fonts = child(child(element, word("rPr")), word("rFonts"))
    font = "" if fonts is None else fonts.get(word("ascii")) or ""
    return Level(
        0 if start is None else start,
        form,
        shown(font, text),
        whole(_value(element, word("lvlRestart"))),
        on(child(element, word("isLgl"))),
        _value(element, word("pStyle")),
    )


def _printed(levels: Mapping[int, Level], counts: list[int | None], place: int) -> str:
    own = levels.get(place, Level())
    if own.form == "bullet":
        return own.text

    def figure(match: re.Match[str]) -> str:
        of = int(match[1]) - 1
        level = levels.get(of, Level())
        count = counts[of]
        return numeral(level.start if count is None else count, "decimal" if own.legal else level.form)

    return _PLACEHOLDER.sub(figure, own.text)


def _value(element: etree._Element | None, name: str) -> str | None:
    found = child(element, name)
    return None if found is None else found.get(VAL)


def _place(element: etree._Element) -> int:
    return whole(element.get(_PLACE)) or 0
