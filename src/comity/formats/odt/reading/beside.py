"""What stands beside the words of a text: comments, footnotes, text boxes, pictures, and the margins of the page."""

from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Literal

from lxml.etree import _Element

from comity.formats.odt.names import name
from comity.formats.odt.reading.blocks import Blocks
from comity.formats.odt.reading.flow import Flow
from comity.formats.odt.reading.inline import Visit
from comity.formats.odt.reading.instants import instant
from comity.formats.odt.reading.regions import Region
from comity.formats.odt.reading.styles import Styles
from comity.formats.tracked.values import Comment, Outside
from comity.formats.tracked.views import lines, marks

_MARGINS: Mapping[str, Literal["header", "footer"]] = {
    name(f"style:{margin}{which}"): "header" if margin == "header" else "footer"
    for margin in ("header", "footer")
    for which in ("", "-left", "-first")
}
_SHAPES = ("draw:custom-shape", "draw:rect", "draw:ellipse", "draw:line", "draw:connector", "draw:path", "draw:polygon")


class Beside:
    """Collects what stands beside the words; ``aside(flow)`` are the readers for one flow.

    ``ranged`` are the names of comments that end somewhere: the others stand at a point.
    """

    def __init__(self, styles: Styles, regions: MutableMapping[str, Region], ranged: frozenset[str]) -> None:
        self.comments: list[Comment] = []
        self.outside: list[Outside] = []
        self.ignored: Counter[str] = Counter()
        self._styles = styles
        self._regions = regions
        self._ranged = ranged
        self._known: set[str] = set()

    def aside(self, flow: Flow) -> Mapping[str, Visit]:
        """The readers of elements that are no words of ``flow``."""

        def annotation(element: _Element) -> None:
            comment = self._comment(element)
            if comment.id in self._ranged:
                flow.comment(comment.id)
            elif comment.parent is None:
                flow.point(comment.id)

        return {
            name("office:annotation"): annotation,
            name("office:annotation-end"): lambda end: flow.commented(end.get(name("office:name"), "")),
            name("text:note"): self._note,
            name("draw:frame"): self._frame,
            name("draw:g"): self._group,
            name("draw:a"): self._group,
            **dict.fromkeys(map(name, _SHAPES), self._box),
        }

    def margins(self, master: Iterable[_Element]) -> None:
        """The headers and footers of a master page."""
        for margin in master:
            if margin.tag in _MARGINS and (said := self._said(margin))[0]:
                outside = Outside(_MARGINS[margin.tag], *said)
                if outside not in self.outside:
                    self.outside.append(outside)

    def _comment(self, element: _Element) -> Comment:
        given = element.get(name("office:name"), "")
        known = given if given and given not in self._known else f"comment {len(self._known) + 1}"
        self._known.add(known)
        comment = Comment(
            id=known,
            author=" ".join((element.findtext(name("dc:creator")) or "").split()),
            at=instant(element.findtext(name("dc:date"))),
            text=self._said(element.iterchildren(name("text:p"), name("text:list")))[0],
            parent=element.get(name("loext:parent-name")),
            resolved=element.get(name("loext:resolved")) == "true",
        )
        self.comments.append(comment)
        return comment

    def _note(self, note: _Element) -> None:
        kind: Literal["footnote", "endnote"] = "footnote"
        if note.get(name("text:note-class")) == "endnote":
            kind = "endnote"
        body = note.find(name("text:note-body"))
        if body is not None:
            self.outside.append(Outside(kind, *self._said(body)))

    def _frame(self, frame: _Element) -> None:
        """A frame holds the same thing once or in several renderings, best first."""
        box = frame.find(name("draw:text-box"))
        if box is not None:
            self._box(box)
        elif (thing := frame.find(name("draw:object"))) is not None:
            self.ignored["equations" if thing.find(name("math:math")) is not None else "embedded_objects"] += 1
        elif frame.find(name("draw:object-ole")) is not None:
            self.ignored["embedded_objects"] += 1
        elif frame.find(name("draw:image")) is not None:
            self.ignored["pictures"] += 1

    def _group(self, group: _Element) -> None:
        readers = self.aside(Flow())
        for shape in group:
            if shape.tag in readers:
                readers[shape.tag](shape)

    def _box(self, box: _Element) -> None:
        said, changed = self._said(box)
        if said:
            self.outside.append(Outside("text_box", said, changed))

    def _said(self, elements: Iterable[_Element]) -> tuple[str, bool]:
        """The words of some blocks with every change taken, and whether they hold changes."""
        flow = Flow()
        Blocks(flow, self._styles, self._regions, self.aside(flow)).read(elements)
        taken = lines(flow.paragraphs, lambda _: True)
        return "\n".join(line.raw for line in taken), any(True for _ in marks(flow.paragraphs))
