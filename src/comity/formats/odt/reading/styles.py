"""What styles say that matters to words: which of them are hidden, and how the items of lists are numbered."""

from collections.abc import Iterable

from lxml.etree import _Element
from msgspec import Struct

from comity.formats.odt.names import name


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
        self._hidden: dict[tuple[str, str | None], bool] = {}

    def hidden(self, family: str, style: str | None) -> bool:
        """Does this style, or one that it is derived from, hide its text (ODF 1.3 Part 3, 20.417 ``text:display``)?"""
        key = family, style
        if key not in self._hidden:
            self._hidden[key] = self._displayed(family, style) == "none"
        return self._hidden[key]

    def _displayed(self, family: str, style: str | None) -> str | None:
        for element in self._line(family, style):
            properties = element.find(name("style:text-properties"))
            if properties is not None and properties.get(name("text:display")):
                return properties.get(name("text:display"))
        return None

    def _line(self, family: str, style: str | None) -> list[_Element]:
        """A style and those that it is derived from; a circle ends where it closes."""
        line: list[_Element] = []
        while style and (found := self._styles.get((family, style))) is not None and found not in line:
            line.append(found)
            style = found.get(name("style:parent-style-name"))
        return line


def _levels(style: _Element) -> dict[int, Level]:
    return {_count(level, "text:level", 1): _level(level) for level in style}


def _level(level: _Element) -> Level:
    return Level(
        format=level.get(name("style:num-format"), ""),
        prefix=level.get(name("style:num-prefix"), ""),
        suffix=level.get(name("style:num-suffix"), ""),
        start=_count(level, "text:start-value", 1),
        display=_count(level, "text:display-levels", 1),
        pattern=level.get(name("loext:num-list-format"), ""),
    )


def _count(element: _Element, attribute: str, otherwise: int) -> int:
    """A small number; whatever else a file says there is as if it said nothing."""
    written = element.get(name(attribute), "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else otherwise  # noqa: PLR2004 - a list has fewer items
