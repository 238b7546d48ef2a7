"""A file's paragraphs written as the draft writes its own: what one program numbers, another spells out.

Word numbers paragraphs by itself, plain text writes ``3.`` before the words, Markdown writes ``#`` before a heading.
None of that is wording: a party that sends the draft back from another program proposes nothing by it.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from comity.formats import text
from comity.formats.tracked.views import Line

_MARKS = re.compile(r"#{1,6} ")
_FIGURES = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = 4
"""Letters that a numeral has at most, ``(viii)``; longer words stand in numbers as they are, ``Article 3``."""


def in_manner(lines: Sequence[Line], draft: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` of a file with numbers and marks of headings where ``draft`` has them, and as it has them. Linear.

    Where the draft's program numbers, a number of the same form that stands among the words becomes the line's number;
    where the draft spells its numbers out, those of the file's program are put before the words. A draft that does both
    tells nothing, and nothing is changed.
    """
    return _as_numbered(_as_marked(lines, draft), draft)


def unmarked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` without Markdown's marks of headings, whose levels stay."""
    return tuple(_without(line) for line in lines)


def _without(line: Line) -> Line:
    words = _MARKS.sub("", line.text, count=1) if _MARKS.match(line.text) else line.text
    return replace(line, text=words) if words and words != line.text else line


def _as_marked(lines: Sequence[Line], draft: Sequence[Line]) -> Sequence[Line]:
    marked = {_without(line).text: line.text for line in draft if _MARKS.match(line.text)}
    if not marked:
        return unmarked(lines)
    return [
        replace(line, text=marked.get(line.text, "#" * line.heading + " " + line.text))
        if line.heading and not _MARKS.match(line.text)
        else line
        for line in lines
    ]


def _as_numbered(lines: Sequence[Line], draft: Sequence[Line]) -> tuple[Line, ...]:
    counted = {_form(line.number) for line in draft if line.number}
    spelt = {_form(label) for line in draft if (label := text.enumerator(line.text))}
    if counted and not counted & spelt:
        return tuple(_counted(line, counted) for line in lines)
    if spelt and not counted:
        return tuple(_spelt(line, spelt) for line in lines)
    return tuple(lines)


def _counted(line: Line, forms: set[str]) -> Line:
    label = text.enumerator(line.text)
    words = line.text[len(label) :].lstrip()
    if line.number or not words or _form(label) not in forms:
        return line
    return replace(line, text=words, number=label)


def _spelt(line: Line, forms: set[str]) -> Line:
    if not line.number or _form(line.number) not in forms:
        return line
    return replace(line, text=f"{line.number} {line.text}", number="")


def _form(number: str) -> str:
    """What numbers of one list have in common: ``0.`` for ``3.``, ``(a)`` for ``(iv)``."""
    return _LETTERS.sub(lambda found: "a" if len(found[0]) <= _SIGNS else found[0], _FIGURES.sub("0", number))
