"""HTML as a tracked document: its paragraphs as a browser shows them, ``<ins>`` and ``<del>`` as changes.

The reader is tolerant: every page gives some text, whatever stands in it; nothing is fetched or executed. Headings, list
numbers and table cells are kept beside the words; scripts, styles and what is hidden are left out.
"""

from html.parser import HTMLParser
from typing import Literal

from comity.formats import text
from comity.formats.tracked.values import Mark, Paragraph, Run, Tracked

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
}  # fmt: skip
_SILENT = {
    "head", "title", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "audio", "video",
    "canvas", "select", "textarea",
}  # fmt: skip
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
_UNCLOSED = {
    "dd", "dt", "li", "option", "p", "td", "th", "tr",
}  # fmt: skip
"""Elements that people leave open: were one hidden, nobody could tell until where."""
_RUNNING = {"header", "footer"}
"""Titles under which LibreOffice puts the head and the foot of the page before and behind the text."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CHANGES: dict[str, Literal["inserted", "deleted"]] = {"ins": "inserted", "del": "deleted"}
_LISTS = {"ol", "ul", "menu", "dir"}
_LETTERS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_DIGITS = 9
"""Figures of a list number; what is longer is no number."""


def read(data: bytes, where: str) -> Tracked:
    """The document in an HTML file; ``Unreadable``, naming ``where``, for what is no UTF-8 text. Linear.

    ``ignored`` counts ``pictures``.
    """
    reader = _Reader()
    reader.feed(text.decode(data, where))
    reader.close()
    reader.end()
    return Tracked(
        tuple(reader.paragraphs),
        ignored={"pictures": reader.pictures} if reader.pictures else {},
        properties={name: value for name, value in reader.properties.items() if value},
    )


class _List:
    """An open list: the mark that its next item gets."""

    def __init__(self, name: str, given: dict[str, str | None]) -> None:
        start = given.get("start") or ""
        self.at = int(start) if start.isdecimal() and len(start) < _DIGITS else 1
        self.form = (given.get("type") or "1") if name == "ol" else ""

    def mark(self, given: dict[str, str | None]) -> str:
        """The mark of the next item; that of a bullet is ``""``, for it names nothing."""
        value = given.get("value") or ""
        if value.isdecimal() and len(value) < _DIGITS:
            self.at = int(value)
        number, self.at = self.at, self.at + 1
        letters = _LETTERS.get(self.form, "")
        shown = letters[number - 1] if 0 < number <= len(letters) else str(number)
        return f"{shown}." if self.form else ""


class _Reader(HTMLParser):
    """The paragraph that is being read, and what is open around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self.properties: dict[str, str] = {}
        self.pictures = 0
        self._runs: list[Run] = []
        self._marks: list[tuple[str, Mark]] = []
        self._hidden: list[str] = []
        self._lists: list[_List] = []
        self._cells: list[int] = []
        self._number, self._heading, self._cell = "", 0, 0
        self._titled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._hidden == ["head"] and tag in _BLOCKS:
            self._hidden.clear()  # the end of the head may be left out
        if tag in _BLOCKS and not self._hidden:
            self.end()
        if self._hidden or self._hides(tag, given):
            if tag not in _VOID:
                self._hidden.append(tag)
            self._titled = tag == "title" or (self._titled and bool(self._hidden))
            return
        if tag == "html" and given.get("lang"):
            self.properties["language"] = given["lang"] or ""
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "img":
            self.pictures += 1
        elif tag in _CHANGES:
            self._marks.append((tag, Mark(_CHANGES[tag], "")))
        else:
            self._open(tag, given)

    def _open(self, tag: str, given: dict[str, str | None]) -> None:
        """What an element tells of the paragraphs in it."""
        if tag in _LISTS:
            self._lists.append(_List(tag, given))
        elif tag == "li" and self._lists:
            self._number = self._lists[-1].mark(given)
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in {"td", "th"}:
            self._cell += 1
            self._cells.append(self._cell)

    @staticmethod
    def _hides(tag: str, given: dict[str, str | None]) -> bool:
        running = tag == "div" and given.get("title") in _RUNNING
        return tag in _SILENT or running or ("hidden" in given and tag not in _UNCLOSED | _VOID)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
            self._titled = False
            return
        if tag in _BLOCKS:
            self.end()
        if tag in _CHANGES and tag in (name for name, _ in self._marks):
            while self._marks.pop()[0] != tag:
                pass
        elif tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag in {"td", "th"} and self._cells:
            self._cells.pop()

    def handle_data(self, data: str) -> None:
        if self._titled:
            self.properties["title"] = (self.properties.get("title", "") + data).strip()
        if not self._hidden:
            self._runs.append(Run(data, tuple(mark for _, mark in self._marks)))

    def end(self) -> None:
        """The paragraph ends here; white space alone is none."""
        if any(run.text.strip() for run in self._runs):
            cell = self._cells[-1] if self._cells else None
            level = max(0, len(self._lists) - 1)
            self.paragraphs.append(
                Paragraph(tuple(self._runs), cell=cell, number=self._number, level=level, heading=self._heading)
            )
            self._number, self._heading = "", 0
        self._runs = []
