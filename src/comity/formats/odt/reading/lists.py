"""The lists that are open, and what each list of the document has counted."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from lxml.etree import _Element

from comity.formats.odt.names import name, whole
from comity.formats.odt.reading.numbers import Count
from comity.formats.odt.reading.styles import Level, Styles


class Lists:
    """Gives each item its number (ODF 1.3 Part 3, 5.3): its first paragraph has it, an item of lists alone has none."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._outline = Count(styles.outline)
        self._open: list[tuple[str, Count]] = []
        self._named: dict[str, Count] = {}
        self._last: dict[str, Count] = {}
        self._pending: _Element | None = None

    @property
    def depth(self) -> int:
        """How many lists stand around the one that is open."""
        return max(len(self._open) - 1, 0)

    @contextmanager
    def entered(self, element: _Element) -> Iterator[None]:
        """The list that begins with ``element`` is open."""
        style = element.get(name("text:style-name")) or (self._open[-1][0] if self._open else "")
        self._open.append((style, self._count(element, style)))
        yield
        self._open.pop()

    def item(self, item: _Element | None) -> None:
        """An item begins; none: it is over. The header of a list has no number."""
        numbered = item is not None and item.tag == name("text:list-item")
        self._pending = item if numbered else None

    def number(self) -> str:
        """The number of a paragraph that begins now."""
        item, self._pending = self._pending, None
        if item is None or not self._open:
            return ""
        return self._open[-1][1].next(len(self._open), whole(item, "text:start-value", None))

    def heading(self, level: int) -> str:
        """The number of a heading that begins now: of its list, or of the outline."""
        return self.number() if self._open else self._outline.next(level)

    def _count(self, element: _Element, style: str) -> Count:
        """The count that a list goes on with: of the list around it, of one that it continues, or its own."""
        levels: Mapping[int, Level] = self._styles.lists.get(style, {})
        continued = self._named.get(element.get(name("text:continue-list"), ""))
        if self._open and self._open[-1][0] == style:
            found = self._open[-1][1]
        elif continued:
            found = continued
        elif element.get(name("text:continue-numbering")) == "true":
            found = self._last.get(style) or Count(levels)
        else:
            found = Count(levels)
        self._last[style] = found
        if key := element.get(name("xml:id")):
            self._named[key] = found
        return found
