"""The paragraphs of a document: its blocks in order, behind their numbers, with what is marked in them."""

import re

from lxml.etree import _Element

from comity.formats.akn.names import provision_of
from comity.formats.akn.reading.references import References
from comity.formats.publication import bookmark
from comity.formats.tracked.values import Mark, Paragraph, Run

_SPACE = re.compile("[ \t\r\n]+")
_LEFT_OUT = {
    "meta", "coverPage", "components", "note", "authorialNote", "toc", "noteRef", "img", "marker", "header", "footer",
}  # fmt: skip
_BLOCKS = {
    "p", "block", "heading", "subheading", "crossHeading", "listIntroduction", "listWrapUp", "li", "from", "scene",
    "narrative", "summary", "other", "caption",
}  # fmt: skip
_STRUCTURES = {"quotedStructure", "embeddedStructure", "table", "ul", "ol", "container"}
"""What holds blocks although it may stand among words."""

_HEADINGS = {"heading", "subheading", "crossHeading", "docTitle"}
_LEVEL = re.compile(r"level-([1-9])")
_HIERARCHY = {
    "alinea", "article", "blockList", "book", "chapter", "citation", "clause", "division", "hcontainer", "indent", "item",
    "level", "list", "paragraph", "part", "point", "proviso", "recital", "rule", "section", "subchapter", "subclause",
    "subdivision", "sublist", "subparagraph", "subpart", "subsection", "subtitle", "title", "tome", "transitional",
}  # fmt: skip
"""What has a number and a place in the order of a text (AKN 3.0, hierarchical elements and lists)."""


class Text:
    """Reads elements into ``paragraphs``; one that nobody knows is a block if words stand in it, else transparent."""

    def __init__(self, references: References, space: str) -> None:
        self.paragraphs: list[Paragraph] = []
        self._references = references
        self._prefix = f"{{{space}}}"
        self._runs: list[Run] = []
        self._end: tuple[Mark, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._number = ""
        self._own = ""
        self._cells = 0
        self._cell: int | None = None
        self._depth = 0

    def read(self, element: _Element) -> None:
        """The paragraphs of an element and of what it holds."""
        kind = self._kind(element)
        if kind in _LEFT_OUT or not kind:
            return
        self._own = element.get("wId") or self._own
        if kind == "num":
            self._number = self._words(element)
        elif kind in _BLOCKS or _speaks(element):
            self._block(element, kind)
        else:
            self._container(element, kind)

    def _container(self, element: _Element, kind: str) -> None:
        cell, deeper = self._cell, kind in _HIERARCHY
        if kind in {"td", "th"}:
            self._cells += 1
            self._cell = self._cells
        self._depth += deeper
        for each in element:
            self.read(each)
        self._depth -= deeper
        self._cell = cell
        if deeper and self._number:
            self._flush("", 0)

    def _block(self, element: _Element, kind: str) -> None:
        heading = self._heading(element, kind)
        self._inline(element, heading)
        self._flush(kind, heading)

    def _heading(self, element: _Element, kind: str) -> int:
        written = _LEVEL.fullmatch(element.get("class", ""))
        if written:
            return int(written[1])
        title = element.find(f"{self._prefix}docTitle") is not None
        return max(self._depth, 1) if kind in _HEADINGS else int(title)

    def _inline(self, element: _Element, heading: int) -> None:
        self._say(element.text)
        for each in element:
            self._piece(each, heading)
            self._say(each.tail)

    def _piece(self, element: _Element, heading: int) -> None:
        """One element among words: a mark, a break, a number, blocks of its own, or words in some dress."""
        kind = self._kind(element)
        before = self._marks
        if kind in {"ins", "del"}:
            mark = self._references.mark(element)
            if element.get("class") == "end" and len(element) == 1 and not element.text:
                self._end = (*self._end, mark)
                return
            self._marks = (*before, mark)
            self._inline(element, heading)
            self._marks = before
        elif kind in {"eol", "br"}:
            self._runs.append(Run("\n", self._marks))
        elif kind == "num" or (kind == "inline" and element.get("name") == "num"):
            self._number = self._words(element)
        elif kind in _BLOCKS or kind in _HIERARCHY or kind in _STRUCTURES:
            self._flush("", heading)
            self.read(element)
        elif kind and kind not in _LEFT_OUT:
            self._inline(element, heading)

    def _say(self, text: str | None) -> None:
        if text and (said := _SPACE.sub(" ", text)):
            last = self._runs[-1] if self._runs else None
            if last and last.marks == self._marks:
                self._runs[-1] = Run(last.text + said, self._marks)
            else:
                self._runs.append(Run(said, self._marks))

    def _flush(self, kind: str, heading: int) -> None:
        """End a paragraph; white space alone, between blocks inside of blocks, is none."""
        runs, end = tuple(self._runs), self._end
        self._runs, self._end = [], ()
        if not kind and not self._number and not any(run.text.strip() for run in runs):
            return
        names = (bookmark(provision_of(self._own)),) if self._own else ()
        number, self._number, self._own = self._number, "", ""
        if not kind and not runs:
            runs = (Run(number),)
            number = ""
        level = 0 if heading else max(self._depth - 1, 0)
        self.paragraphs.append(
            Paragraph(runs, end, cell=self._cell, bookmarks=names, number=number, level=level, heading=heading)
        )

    def _words(self, element: _Element) -> str:
        return " ".join("".join(str(piece) for piece in element.itertext()).split())

    def _kind(self, element: _Element) -> str:
        """The local name of an element of the document's own namespace; what else it holds is no text of it."""
        return element.tag.removeprefix(self._prefix) if element.tag.startswith(self._prefix) else ""


def _speaks(element: _Element) -> bool:
    """Do words stand in an element itself?"""
    return bool((element.text or "").strip() or any((each.tail or "").strip() for each in element))
