"""What styles say that matters to words: which of them are hidden, and how the items of lists are numbered."""

from collections.abc import Iterable

from lxml.etree import _Element
from msgspec import Struct

from comity.formats.odt.names import name, whole

_LONGEST = 100
"""Characters around a number that are read; an absurd style would repeat millions of them in each paragraph."""


class Level(Struct, frozen=True):
    """How one level of a list is numbered: ``style:num-format``, what stands around it, how many levels are shown.

    ``pattern`` is LibreOffice's own description (``%1%.%2%.``), which wins where it is given. ``format`` is empty where
    items have no number (bullets, pictures).
    """

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    display: int = 1
    pattern: str = ""


class Styles:
    """The styles of a document from all the trees that declare some."""

    def __init__(self, trees: Iterable[_Element]) -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for tree in trees:
            for style in tree.iter(name("style:style")):
                family, known = style.get(name("style:family"), ""), style.get(name("style:name"), "")
                self._styles[family, known] = style
            for style in tree.iter(name("text:list-style")):
                self.lists[style.get(name("style:name"), "")] = _levels(style)
            for style in tree.iter(name("text:outline-style")):
                self.outline = _levels(style)
        self._hidden: dict[tuple[str, str], bool] = {}

    def hidden(self, family: str, style: str | None) -> bool:
        """Does this style, or one that it is derived from, hide its text (ODF 1.3 Part 3, 20.417 ``text:display``)?"""
        line, eldest = [], style
        while (
            eldest
            and (found := self._styles.get((family, eldest))) is not None
            and (family, eldest) not in self._hidden
        ):
            self._hidden[family, eldest] = False  # a circle ends where it closes
            line.append((eldest, found))
            eldest = found.get(name("style:parent-style-name"))
        hides = bool(eldest) and self._hidden.get((family, eldest or ""), False)
        for known, element in reversed(line):
            display = _display(element)
            hides = display == "none" if display else hides
            self._hidden[family, known] = hides
        return bool(style) and self._hidden.get((family, style or ""), False)


def _display(style: _Element) -> str | None:
    properties = style.find(name("style:text-properties"))
    return None if properties is None else properties.get(name("text:display"))


def _levels(style: _Element) -> dict[int, Level]:
    return {whole(level, "text:level", 1): _level(level) for level in style}


def _level(level: _Element) -> Level:
    return Level(
        format=level.get(name("style:num-format"), ""),
        prefix=level.get(name("style:num-prefix"), "")[:_LONGEST],
        suffix=level.get(name("style:num-suffix"), "")[:_LONGEST],
        start=whole(level, "text:start-value", 1),
        display=whole(level, "text:display-levels", 1),
        pattern=level.get(name("loext:num-list-format"), "")[:_LONGEST],
    )
