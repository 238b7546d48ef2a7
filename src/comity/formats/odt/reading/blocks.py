"""What stands between paragraphs: sections, lists, tables, indexes, and the paragraphs themselves, in order."""

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from itertools import count

from lxml.etree import _Element

from comity.formats.odt.names import name, whole
from comity.formats.odt.reading.flow import Flow, Head
from comity.formats.odt.reading.inline import Inline, Visit
from comity.formats.odt.reading.lists import Lists
from comity.formats.odt.reading.regions import Region
from comity.formats.odt.reading.styles import Styles

_LEFT_OUT = {
    name(each)
    for each in (
        "text:tracked-changes",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "text:dde-connection-decls",
        "text:alphabetical-index-auto-mark-file",
        "text:table-of-content-source",
        "text:illustration-index-source",
        "text:table-index-source",
        "text:object-index-source",
        "text:user-index-source",
        "text:alphabetical-index-source",
        "text:bibliography-source",
        "table:covered-table-cell",
        "table:table-source",
        "office:forms",
        "office:scripts",
    )
}


_INDENTED = re.compile(r"(?:Provision|Number)_20_([1-4])")  # the level of a paragraph in our own files
_DEEPEST_HEADING = 10  # of an outline (ODF 1.3 Part 3, 19.867)


class Blocks:
    """Reads block content into a flow; ``aside`` are readers of what stands beside the words, by element."""

    def __init__(
        self, flow: Flow, styles: Styles, regions: MutableMapping[str, Region], aside: Mapping[str, Visit]
    ) -> None:
        self._flow = flow
        self._styles = styles
        self._cells = count(1)
        self._lists = Lists(styles)
        self._inline = Inline(flow, styles, regions, aside, self._spell)
        self._visits: dict[str, Callable[[_Element], None]] = {
            name("text:p"): self._paragraph,
            name("text:h"): self._paragraph,
            name("text:list"): self._list,
            name("text:section"): self._section,
            name("table:table"): self._table,
            name("table:table-cell"): self._cell,
            name("text:change"): self._inline.change,
            name("text:change-start"): self._inline.change,
            name("text:change-end"): self._inline.changed,
            **dict.fromkeys(_LEFT_OUT, lambda _: None),
            **aside,
        }

    def read(self, elements: Iterable[_Element]) -> None:
        """Blocks in order; one that nobody knows is transparent."""
        for element in elements:
            self._visits.get(element.tag, self.read)(element)

    def _paragraph(self, paragraph: _Element) -> None:
        self._flow.begin(self._head(paragraph))
        self._inline.paragraph(paragraph)
        self._flow.end()

    def _head(self, paragraph: _Element) -> Head:
        if paragraph.tag == name("text:h"):
            level = min(whole(paragraph, "text:outline-level", 1), _DEEPEST_HEADING)
            listed = paragraph.get(name("text:is-list-header")) != "true"
            return Head(self._lists.heading(level) if listed else "", self._lists.depth, level)
        indented = _INDENTED.fullmatch(paragraph.get(name("text:style-name"), ""))
        return Head(self._lists.number(), int(indented[1]) if indented else self._lists.depth)

    def _list(self, element: _Element) -> None:
        with self._lists.entered(element):
            for item in element:
                if item.tag in (name("text:list-item"), name("text:list-header")):
                    self._lists.item(item)
                    self.read(item)
                    self._lists.item(None)
                else:
                    self.read((item,))

    def _section(self, section: _Element) -> None:
        if section.get(name("text:display")) != "none":
            self.read(section)

    def _table(self, table: _Element) -> None:
        """A table that stands inside a change is held by it as a whole."""
        with self._flow.apart():
            before = self._flow.around, self._flow.cell
            self._flow.around = tuple(dict.fromkeys((*before[0], *self._flow.marks)))
            self.read(table)
            self._flow.around, self._flow.cell = before

    def _cell(self, cell: _Element) -> None:
        before, self._flow.cell = self._flow.cell, next(self._cells)
        self.read(cell)
        self._flow.cell = before

    def _spell(self, region: Region) -> None:
        with self._flow.taken(region.marks):
            self.read(region.taken)
