"""One flow of text (the body, a note, a header, a comment, a text box), read in one pass into paragraphs.

Whatever merely wraps text is walked through; whatever is not known holds no wording and is passed by. The walk goes one
call deeper for each element, of which the parser allows no more than 256 in one another.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from comity.formats.docx.reading.characters import CHARACTERS, written
from comity.formats.docx.reading.fields import FIELD_CHARACTER, whole_fields
from comity.formats.docx.reading.marks import MARKING, MOVE_EDGES
from comity.formats.docx.reading.names import ID, NAME, SPACE, VAL, child, on, word, words
from comity.formats.docx.reading.rows import settled
from comity.formats.docx.reading.setting import Setting
from comity.formats.docx.reading.styles import NUM_PR, OUTLINE, Style, list_place, outline
from comity.formats.tracked.values import Mark, Paragraph, Run

BOX = word("txbxContent")
_TEXTS = frozenset(words("t delText"))
_TRANSPARENT = words(
    "body tbl sdt sdtContent customXml smartTag hyperlink dir bdo fldSimple rubyBase footnote endnote comment"
)
_GRAPHICS = words("drawing pict")
_OBJECT = word("object")
_RUBY = word("ruby")
_P_PR, _R_PR, _TR_PR, _TC_PR = words("pPr rPr trPr tcPr")
_P_STYLE, _R_STYLE, _VANISH = words("pStyle rStyle vanish")
_NOTES = frozenset(words("footnoteReference endnoteReference"))
_COMMENT = word("commentReference")

_MOST_SPANS = 100
"""Comments that may lie over one another at one place, since each piece of text carries all of them; another stands at
its beginning."""

Piece = tuple[str, tuple[Mark, ...], tuple[str, ...]]


class Story:
    """The paragraphs under ``root``, each inside the marks ``around``.

    ``boxes`` are the text boxes anchored in it, each with the marks of its anchor; ``notes`` the footnotes and endnotes
    it refers to, as tag and id, with the marks of the reference; ``counts`` what was passed by, by code.
    """

    def __init__(self, root: etree._Element, setting: Setting, around: tuple[Mark, ...] = ()) -> None:
        self.paragraphs: list[Paragraph] = []
        self.boxes: list[tuple[etree._Element, tuple[Mark, ...]]] = []
        self.notes: dict[tuple[str, str | None], tuple[Mark, ...]] = {}
        self.counts: Counter[str] = Counter()
        self._setting = setting
        self._around = around
        self._cell: int | None = None
        self._cells = 0
        self._pieces: list[Piece] = []
        self._passed = 0  # pieces of earlier paragraphs
        self._inner: tuple[Mark, ...] = ()
        self._inside = False  # a paragraph
        self._style = Style()
        self._bookmarks: list[str] = []
        self._spans: dict[str, int] = {}  # open comments, with the number of pieces before each
        self._comments: tuple[str, ...] = ()
        self._placed: set[str | None] = set()
        self._fields = whole_fields(_own(root, FIELD_CHARACTER))
        self._instructions: list[bool] = []  # for each open field: are we in its instruction?
        self._silent = 0  # instructions that are open
        self._known = self._dispatch()
        self._walk(root)
        self._close()

    def _dispatch(self) -> dict[str, Callable[[etree._Element], None]]:
        known: dict[str, Callable[[etree._Element], None]] = dict.fromkeys(_TRANSPARENT, self._walk)
        known |= dict.fromkeys(MARKING, self._marked) | dict.fromkeys(MOVE_EDGES, self._setting.marks.edge)
        known |= {
            word("r"): self._run,
            word("p"): self._paragraph,
            word("tr"): self._row,
            word("tc"): self._table_cell,
            word("bookmarkStart"): self._bookmark,
            word("commentRangeStart"): self._span_begins,
            word("commentRangeEnd"): self._span_ends,
        }
        return known

    def _walk(self, element: etree._Element) -> None:
        known = self._known
        for inner in element:
            handle = known.get(inner.tag)
            if handle is not None:
                handle(inner)

    # Blocks

    def _paragraph(self, element: etree._Element) -> None:
        if self._inside:
            self._walk(element)
            return
        self._inside = True
        self._setting.marks.begin()
        properties = child(element, _P_PR)
        said = {} if properties is None else {each.tag: each for each in properties}
        named = said.get(_P_STYLE)
        style_id = None if named is None else named.get(VAL)
        self._style = self._setting.styles.paragraph(style_id)
        self._walk(element)
        self._inside = False
        number, level, heading = self._place(properties, said, style_id)
        if self._silent:  # the instruction of a field goes on: so does the line that the reader sees
            return
        end = self._marks_in(said.get(_R_PR))
        self.paragraphs.append(
            Paragraph(
                self._runs(),
                end,
                self._around,
                self._cell,
                tuple(dict.fromkeys(self._bookmarks)),
                number,
                level,
                heading,
            )
        )
        self._bookmarks.clear()

    def _close(self) -> None:
        """End a line that its cell or its part ends, though no end of a paragraph does."""
        if self._pieces:
            self.paragraphs.append(Paragraph(self._runs(), around=self._around, cell=self._cell))

    def _place(
        self, properties: etree._Element | None, said: Mapping[str, etree._Element], style_id: str | None
    ) -> tuple[str, int, int]:
        """Number, level and heading; every numbered paragraph is counted, whatever marks it carries."""
        style = self._style
        own = outline(properties) if OUTLINE in said else None
        heading = (style.heading or 0) if own is None else own
        list_id, level = list_place(properties) if NUM_PR in said else (None, None)
        if list_id is None:
            list_id, level = style.list_id, style.list_level if level is None else level
        numbering = self._setting.numbering
        if numbering is None or list_id is None or list_id == "0":
            return "", max(heading - 1, 0), heading
        place = numbering.level(list_id, level, style_id)
        return numbering.number(list_id, place), place, heading

    def _row(self, element: etree._Element) -> None:
        self._held(element, self._marks_in(child(element, _TR_PR)))

    def _table_cell(self, element: etree._Element) -> None:
        self._close()
        outer, self._cells = self._cell, self._cells + 1
        self._cell = self._cells
        self._held(element, self._marks_in(child(element, _TC_PR)))
        self._close()
        self._cell = outer

    def _held(self, element: etree._Element, marks: tuple[Mark, ...]) -> None:
        begun = len(self.paragraphs)
        self._within(element, marks)
        if marks:
            self.paragraphs[begun:] = settled(self.paragraphs[begun:], marks)

    def _within(self, element: etree._Element, marks: tuple[Mark, ...]) -> None:
        outer = self._around
        self._around = outer + marks
        self._walk(element)
        self._around = outer

    def _marks_in(self, properties: etree._Element | None) -> tuple[Mark, ...]:
        """The marks that stand as properties: of the end of a paragraph, of a row, of a cell."""
        if properties is None:
            return ()
        return tuple([self._setting.marks.mark(element) for element in properties if element.tag in MARKING])

    # Inside a paragraph

    def _marked(self, element: etree._Element) -> None:
        mark = self._setting.marks.mark(element)
        if not self._inside:
            self._within(element, (mark,))
            return
        outer = self._inner
        self._inner = (*outer, mark)
        self._walk(element)
        self._inner = outer

    def _run(self, element: etree._Element) -> None:
        hidden = self._setting.hiding and self._hidden(element)
        for piece in element:
            tag = piece.tag
            if tag in _TEXTS:
                text = piece.text
                if not text:
                    continue
                if text[0] <= " " or text[-1] <= " ":
                    text = written(text, preserved=self._setting.preserved or piece.get(SPACE) == "preserve")
            elif tag in CHARACTERS:
                text = CHARACTERS[tag](piece)
            else:
                if tag != _R_PR:
                    self._other(piece, tag)
                continue
            if hidden:
                self.counts["hidden_text"] += 1
            elif not self._silent:
                self._pieces.append((text, self._inner, self._comments))

    def _other(self, piece: etree._Element, tag: str) -> None:
        """What stands in a run and is no character."""
        if tag == FIELD_CHARACTER:
            self._field(self._fields.get(piece))
        elif tag in _GRAPHICS or tag == _OBJECT:
            self._graphic(piece, "embedded_objects" if tag == _OBJECT else "pictures")
        elif tag in _NOTES:
            self.notes[tag, piece.get(ID)] = self._around + self._inner
        elif tag == _COMMENT:
            self._point(piece.get(ID))
        elif tag == _RUBY:
            self._walk(piece)

    def _hidden(self, element: etree._Element) -> bool:
        properties = child(element, _R_PR)
        own = child(properties, _VANISH)
        if own is not None:
            return on(own)
        named = child(properties, _R_STYLE)
        style = None if named is None else self._setting.styles.style(named.get(VAL)).hidden
        return bool(self._style.hidden if style is None else style)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._instructions.append(True)
            self._silent += 1
            self.counts["field_instructions"] += 1
        elif kind == "separate" and self._instructions:
            self._silent -= self._instructions[-1]
            self._instructions[-1] = False
        elif kind == "end" and self._instructions:
            self._silent -= self._instructions.pop()

    def _graphic(self, element: etree._Element, code: str) -> None:
        boxes = list(_own(element, BOX))
        self.boxes += [(box, self._around + self._inner) for box in boxes]
        self.counts[code] += not boxes

    def _bookmark(self, element: etree._Element) -> None:
        name = element.get(NAME)
        if name:
            self._bookmarks.append(name)

    # Comments

    def _span_begins(self, element: etree._Element) -> None:
        identity = element.get(ID)
        if len(self._spans) >= _MOST_SPANS:
            self._point(identity)
        elif identity in self._setting.spans and identity is not None:
            self._spans[identity] = self._passed + len(self._pieces)
            self._comments = tuple(self._spans)

    def _span_ends(self, element: etree._Element) -> None:
        identity = element.get(ID)
        begun = self._spans.pop(identity or "", None)
        if begun is None:
            return
        self._comments = tuple(self._spans)
        if begun == self._passed + len(self._pieces):
            self._point(identity)
        self._placed.add(identity)

    def _point(self, identity: str | None) -> None:
        """A comment that spans no words points to a place: to no characters, and in no mark."""
        if identity and identity not in self._placed and identity not in self._spans:
            self._placed.add(identity)
            self._pieces.append(("", (), (identity,)))

    def _runs(self) -> tuple[Run, ...]:
        """The pieces since the last paragraph, those with the same marks and comments as one."""
        runs: list[Run] = []
        texts: list[str] = []
        last: tuple[tuple[Mark, ...], tuple[str, ...]] | None = None
        for text, marks, comments in self._pieces:
            if last is None or marks != last[0] or comments != last[1]:
                if last is not None:
                    runs.append(Run("".join(texts), *last))
                texts, last = [], (marks, comments)
            texts.append(text)
        if last is not None:
            runs.append(Run("".join(texts), *last))
        self._passed += len(self._pieces)
        self._pieces = []
        return tuple(runs)


def _own(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The elements of that tag in the flow of text that ``root`` is, or is part of: not those in text boxes inside it."""
    box = root if root.tag == BOX else next(root.iterancestors(BOX), None)
    return (element for element in root.iter(tag) if next(element.iterancestors(BOX), None) is box)
