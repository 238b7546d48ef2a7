"""What stands inside a paragraph: words, white space, changes, bookmarks, comments; the rest is read around."""

import re
from collections.abc import Callable, Mapping, MutableMapping

from lxml.etree import _Element

from comity.formats.odt.names import name, whole
from comity.formats.odt.reading.flow import Flow
from comity.formats.odt.reading.regions import Region
from comity.formats.odt.reading.styles import Styles

_SPACE = re.compile("[ \t\r\n]+")
_SPACES_AT_MOST = 100

Visit = Callable[[_Element], None]


class Inline:
    """Reads paragraph content into a flow.

    ``aside`` are readers of what stands beside the words, by element; ``spell`` spells out a deletion. An element that
    nobody knows is transparent: fields and references read as their results (ODF 1.3 Part 3, chapter 7).
    """

    def __init__(
        self,
        flow: Flow,
        styles: Styles,
        regions: MutableMapping[str, Region],
        aside: Mapping[str, Visit],
        spell: Callable[[Region], None],
    ) -> None:
        self._flow = flow
        self._styles = styles
        self._regions = regions
        self._spell = spell
        self._spaced = True
        self._visits: dict[str, Visit] = {
            name("text:s"): self._spaces,
            name("text:tab"): lambda _: self._exactly("\t"),
            name("text:line-break"): lambda _: self._exactly("\n"),
            name("text:span"): self._span,
            name("text:change"): self.change,
            name("text:change-start"): self.change,
            name("text:change-end"): self.changed,
            name("text:bookmark"): self._bookmark,
            name("text:bookmark-start"): self._bookmark,
            name("text:hidden-text"): _nothing,
            name("text:ruby-text"): _nothing,
            name("text:script"): _nothing,
            name("office:event-listeners"): _nothing,
            **aside,
        }

    def paragraph(self, paragraph: _Element) -> None:
        """The content of a paragraph or heading."""
        before, self._spaced = self._spaced, True
        if not self._styles.hidden("paragraph", paragraph.get(name("text:style-name"))):
            self._read(paragraph)
        self._spaced = before

    def change(self, element: _Element) -> None:
        """A change begins, or stands, here."""
        key = element.get(name("text:change-id"), "")
        region = self._regions.get(key)
        if region is None or not region.marks:
            return
        if element.tag == name("text:change-start"):
            self._flow.insert(key, region.marks)
        else:
            self._regions[key] = Region(region.marks)  # what it took is spelled out once, wherever else it is named
            self._spell(region)

    def changed(self, element: _Element) -> None:
        """An insertion ends here."""
        self._flow.inserting.pop(element.get(name("text:change-id"), ""), None)

    def _read(self, element: _Element) -> None:
        self._words(element.text)
        for child in element:
            self._visits.get(child.tag, self._read)(child)
            self._words(child.tail)

    def _words(self, text: str | None) -> None:
        """Character data, white space collapsed (ODF 1.3 Part 3, 6.1.2)."""
        if text:
            said = _SPACE.sub(" ", text)
            said = said[1:] if self._spaced and said[0] == " " else said
            self._spaced = said[-1] == " " if said else self._spaced
            self._flow.words(said)

    def _exactly(self, text: str) -> None:
        self._spaced = False
        self._flow.words(text)

    def _spaces(self, element: _Element) -> None:
        self._exactly(" " * min(whole(element, "text:c", 1), _SPACES_AT_MOST))

    def _span(self, element: _Element) -> None:
        if not self._styles.hidden("text", element.get(name("text:style-name"))):
            self._read(element)

    def _bookmark(self, element: _Element) -> None:
        self._flow.bookmark(element.get(name("text:name"), ""))


def _nothing(_: _Element) -> None:
    """What is not text."""
