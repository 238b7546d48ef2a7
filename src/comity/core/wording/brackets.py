"""Drafts that hold brackets already: a tolerant reader that keeps every character and says what does not balance.

Real drafts nest brackets ten deep, put alternatives side by side (``[shall][should]``), run options (``Option 1:``,
``Option (a):``) over several paragraphs, carry placement notes in braces, and some of their brackets never close.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile
from typing import Literal

from msgspec import Struct

from comity.core.wording.marks import Mark, definitions, is_markup, marks, style

DEEPEST = 40
"""Brackets nested deeper than this are counted but stand in the tree as words; no draft comes near it."""

Kind = Literal["bracket", "note", "markup"]
Fault = Literal["never_closed", "never_opened"]


class Words(Struct, frozen=True, tag="words"):
    """Text between marks, unbalanced marks included."""

    text: str


class Bracket(Struct, frozen=True, tag="bracket"):
    """A pair of ``marks`` (``[]`` or ``{}``) with what stands between them, and the lines of both marks, from 1.

    ``kind`` is ``bracket`` for wording not agreed, ``note`` for a placement note in braces, ``markup`` for Markdown:
    a footnote (``[^1]``), a link (``[words](https://…)``, ``[words][label]`` and ``[label]: …`` where the text defines
    that label), an attribute list (``{:toc}``). ``crosses`` says that the pair holds an empty line, and so spans
    paragraphs.
    """

    kind: Kind
    line: int
    end_line: int
    crosses: bool
    marks: str
    content: tuple["Node", ...]


class Option(Struct, frozen=True, tag="option"):
    """An option: its ``label`` (``1``, ``(a)``, ``I bis``) and its block, which begins with the label itself.

    The block ends where the next option of the same style or of an outer one begins, at the next heading, or with the
    bracket that holds it.
    """

    label: str
    line: int
    content: tuple["Node", ...]


Node = Words | Bracket | Option


class Unbalanced(Struct, frozen=True):
    """A mark without its partner: which mark, on which line (from 1), and what is wrong with it."""

    mark: str
    line: int
    fault: Fault


class Counts(Struct, frozen=True):
    """What a draft holds.

    ``opening`` and ``closing`` are square brackets that no backslash escapes, Markdown's among them (``markup`` says
    how many pairs, in braces too, are Markdown). ``pairs`` are those that balance, each closing bracket with the
    nearest open one before it; ``crossing`` of these hold an empty line. ``depth`` is the largest number of square
    brackets open at once. ``adjacent`` counts rows of two or more brackets with nothing between them: alternatives.
    ``options`` counts the capitalised word *Option* or *Options* (*Вариант*, *Варианты*), a mention in running text
    as well; the options that begin a block are nodes of the tree. ``notes`` are placement notes.

    By this definition the Geneva text of 12 February 2015 holds 1,273 opening brackets, depth 7, 515 options; the
    draft of 23 October 2015 holds 1,617, 7 and 229; that of 4 December 2015 (transcription of the agreement) 1,054
    pairs of which 14 cross paragraphs.
    """

    opening: int
    closing: int
    pairs: int
    crossing: int
    depth: int
    adjacent: int
    options: int
    notes: int
    markup: int


class Brackets(Struct, frozen=True):
    """A draft as a tree of words, brackets and options that concatenates to the text; faults are in line order."""

    nodes: tuple[Node, ...]
    counts: Counts
    unbalanced: tuple[Unbalanced, ...]


_OPTION_WORD = re.compile(r"\b(?:Options?|Варианты?)\b")


def brackets(text: str) -> Brackets:
    """Read the brackets, options and placement notes of any text; linear in its length, never fails."""
    reader = _Reader(text)
    nodes = reader.read()
    counts = Counts(
        opening=reader.opening,
        closing=reader.closing,
        pairs=reader.pairs,
        crossing=reader.crossing,
        depth=reader.depth,
        adjacent=_adjacent(nodes),
        options=len(_OPTION_WORD.findall(text)),
        notes=sum(isinstance(node, Bracket) and node.kind == "note" for node in walk(nodes)),
        markup=sum(isinstance(node, Bracket) and node.kind == "markup" for node in walk(nodes)),
    )
    return Brackets(nodes, counts, tuple(sorted(reader.faults, key=lambda fault: fault.line)))


def written(nodes: Iterable[Node]) -> str:
    """The text of a tree, to the letter."""
    return "".join(_pieces(nodes))


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node of a tree in the order of the text, outer before inner."""
    for node in nodes:
        yield node
        if not isinstance(node, Words):
            yield from walk(node.content)


def _pieces(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Words):
            yield node.text
        elif isinstance(node, Option):
            yield from _pieces(node.content)
        else:
            yield node.marks[0]
            yield from _pieces(node.content)
            yield node.marks[1]


def _adjacent(nodes: tuple[Node, ...]) -> int:
    rows = groupby(nodes, key=lambda node: isinstance(node, Bracket) and node.kind == "bracket")
    here = sum(bracket and len(list(row)) > 1 for bracket, row in rows)
    return here + sum(_adjacent(node.content) for node in nodes if not isinstance(node, Words))


_EMPTY_LINE = re.compile(r"\n\r?\n")
_PAIR = {"[": "[]", "{": "{}"}


class _Frame:
    """What is still open: a bracket (``mark``), an option (``label``) or the text itself, and the nodes read so far.

    A bracket below the deepest level has the nodes of the frame around it: it stands there as words.
    """

    __slots__ = ("label", "line", "mark", "nodes", "shallow", "start")

    def __init__(self, start: int, line: int, mark: str = "", label: str = "") -> None:
        self.start, self.line, self.mark, self.label = start, line, mark, label
        self.nodes: list[Node] = []
        self.shallow = True


class _Reader:
    """One pass over the marks of a text with a stack of what is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.labels = definitions(text)
        self.empty_lines = [match.start() for match in _EMPTY_LINE.finditer(text)]
        self.stack = [_Frame(0, 1)]
        self.faults: list[Unbalanced] = []
        self.line, self.at, self.taken = 1, 0, 0
        self.opening = self.closing = self.pairs = self.crossing = self.depth = 0
        self.open = {"[": 0, "{": 0}

    def read(self) -> tuple[Node, ...]:
        act = {"open": self.opens, "close": self.closes, "option": self.begins, "heading": self.ends}
        for mark in marks(self.text):
            self.line += self.text.count("\n", self.at, mark.start)
            self.at = mark.start
            act[mark.kind](mark)
        self.at = len(self.text)
        self.take(self.at)
        while len(self.stack) > 1:
            self.abandons()
        return _tidy(self.stack[0].nodes)

    def take(self, position: int) -> None:
        """Text up to here that stands in no node yet goes to what is open."""
        if position > self.taken:
            self.stack[-1].nodes.append(Words(self.text[self.taken : position]))
            self.taken = position

    def opens(self, mark: Mark) -> None:
        frame = _Frame(mark.start, self.line, mark.text)
        frame.shallow = sum(self.open.values()) < DEEPEST
        if frame.shallow:
            self.take(mark.start)
            self.taken = mark.start + 1
        else:
            frame.nodes = self.stack[-1].nodes
        self.stack.append(frame)
        self.open[mark.text] += 1
        self.opening += mark.text == "["
        self.depth = max(self.depth, self.open["["])

    def closes(self, mark: Mark) -> None:
        """A square bracket closes the nearest open one, over braces left open; a brace never closes over a bracket."""
        square = mark.text == "]"
        self.closing += square
        if not (self.open["["] if square else self.bracket().mark == "{"):
            self.faults.append(Unbalanced(mark.text, self.line, "never_opened"))
            return
        while self.stack[-1].mark != ("[" if square else "{"):
            self.abandons()
        self.pair(mark.start)

    def pair(self, position: int) -> None:
        frame = self.stack[-1]
        place = bisect_left(self.empty_lines, frame.start)
        crosses = place < len(self.empty_lines) and self.empty_lines[place] < position
        self.open[frame.mark] -= 1
        if frame.mark == "[":
            self.pairs += 1
            self.crossing += crosses
        if not frame.shallow:
            self.stack.pop()
            return
        self.take(position)
        self.stack.pop()
        self.taken = position + 1
        markup = is_markup(self.text, frame.start, position + 1, self.labels)
        kind: Kind = "markup" if markup else "bracket" if frame.mark == "[" else "note"
        node = Bracket(kind, frame.line, self.line, crosses, _PAIR[frame.mark], _tidy(frame.nodes))
        self.stack[-1].nodes.append(node)

    def abandons(self) -> None:
        """The innermost frame ends without a mark of its own: an option as it should, a bracket as a fault."""
        self.take(self.at)
        frame = self.stack.pop()
        if frame.label:
            self.stack[-1].nodes.append(Option(frame.label, frame.line, _tidy(frame.nodes)))
            return
        self.faults.append(Unbalanced(frame.mark, frame.line, "never_closed"))
        self.open[frame.mark] -= 1
        if frame.shallow:
            self.stack[-1].nodes += [Words(frame.mark), *frame.nodes]

    def bracket(self) -> _Frame:
        """The innermost open bracket, or the text itself."""
        return next(frame for frame in reversed(self.stack) if not frame.label)

    def begins(self, mark: Mark) -> None:
        """An option ends the option of its style that stands before it, and all inside that."""
        if not self.bracket().shallow:
            return
        here = style(mark.text)
        if any(style(frame.label) == here for frame in takewhile(lambda frame: frame.label, reversed(self.stack))):
            while style(self.stack[-1].label) != here:
                self.abandons()
            self.abandons()
        self.take(mark.start)
        self.stack.append(_Frame(mark.start, self.line, label=mark.text))

    def ends(self, _heading: Mark) -> None:
        """A heading ends the options it stands in."""
        while self.stack[-1].label:
            self.abandons()


def _tidy(nodes: list[Node]) -> tuple[Node, ...]:
    """Neighbouring words as one node."""
    tidy: list[Node] = []
    for words, group in groupby(nodes, key=lambda node: isinstance(node, Words)):
        run = list(group)
        tidy += [Words(written(run))] if words else run
    return tuple(tidy)
