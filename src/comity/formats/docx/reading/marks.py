"""Tracked changes as the file marks them: one ``Mark`` for each w:ins, w:del, w:moveFrom, w:moveTo and their kin."""

from lxml import etree

from comity.formats.docx.reading.dates import instant
from comity.formats.docx.reading.names import DATE_UTC, ID, NAME, word, words
from comity.formats.tracked.values import Mark

_AUTHOR = word("author")
_DATE = word("date")
INSERTING = frozenset(words("ins moveTo cellIns"))
DELETING = frozenset(words("del moveFrom cellDel"))
MARKING = INSERTING | DELETING
MOVING = frozenset(words("moveTo moveFrom"))
_STARTS = dict(zip(words("moveFromRangeStart moveToRangeStart"), words("moveFrom moveTo"), strict=True))
_ENDS = dict(zip(words("moveFromRangeEnd moveToRangeEnd"), words("moveFrom moveTo"), strict=True))
MOVE_EDGES = frozenset((*_STARTS, *_ENDS))


class Marks:
    """What turns elements into marks, and remembers which named moves are open at this place of the document.

    Equal marks are one object. ``undated`` and ``unnamed`` count the elements without a usable date, and the moved ones
    that stand in no named move.
    """

    def __init__(self) -> None:
        self.undated = 0
        self.unnamed = 0
        self._known: dict[Mark, Mark] = {}
        self._open: dict[str, dict[str | None, str]] = {tag: {} for tag in MOVING}
        self._latest: dict[str, str | None] = dict.fromkeys(MOVING)

    def mark(self, element: etree._Element) -> Mark:
        """The mark that ``element`` sets."""
        at = instant(element.get(DATE_UTC) or element.get(_DATE))
        self.undated += at is None
        move = self._move(element.tag) if element.tag in MOVING else None
        mark = Mark(
            "inserted" if element.tag in INSERTING else "deleted", (element.get(_AUTHOR) or "").strip(), at, move
        )
        return self._known.setdefault(mark, mark)

    def edge(self, element: etree._Element) -> None:
        """Note that a named move begins or ends here."""
        identity = element.get(ID)
        if element.tag in _STARTS:
            tag = _STARTS[element.tag]
            self._latest[tag] = self._open[tag][identity] = element.get(NAME) or ""
        else:
            self._open[_ENDS[element.tag]].pop(identity, None)

    def begin(self) -> None:
        """Forget, where a paragraph begins, the moves that ended before it."""
        for tag, moves in self._open.items():
            if not moves:
                self._latest[tag] = None

    def _move(self, tag: str) -> str | None:
        # The end of a paragraph is moved with it even where the move, as its range has it, ends just before.
        moves = self._open[tag]
        name = next(reversed(moves.values())) if moves else self._latest[tag]
        self.unnamed += not name
        return name or None
