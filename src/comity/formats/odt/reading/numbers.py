"""Automatic numbers as they are printed, from the list styles and the items counted so far."""

import re
from collections.abc import Mapping, Sequence

from comity.formats.odt.reading.styles import Level

_PLACE = re.compile(r"%(\d+)%")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 5000
"""Numbers beyond this are written in digits: Roman numerals and repeated letters would only grow."""


class Count:
    """The numbers of one list: how many items each of its levels has counted."""

    def __init__(self, levels: Mapping[int, Level]) -> None:
        self._levels = levels
        self._counted: dict[int, int] = {}

    def next(self, level: int, start: int | None = None) -> str:
        """Count one more item of ``level`` (from 1), or begin it at ``start``, and give its number as printed."""
        first = self._style(level).start
        self._counted[level] = start if start is not None else self._counted.get(level, first - 1) + 1
        self._counted = {each: count for each, count in self._counted.items() if each <= level}
        return self._printed(level)

    def _style(self, level: int) -> Level:
        return self._levels.get(level, Level())

    def _printed(self, level: int) -> str:
        style = self._style(level)
        if not style.format:
            return ""
        if style.pattern:
            return _PLACE.sub(lambda place: self._figure(int(place[1])), style.pattern).strip()
        shown = range(max(1, level - style.display + 1), level + 1)
        return f"{style.prefix}{'.'.join(filter(None, map(self._figure, shown)))}{style.suffix}".strip()

    def _figure(self, level: int) -> str:
        style = self._style(level)
        return figure(self._counted.get(level, style.start), style.format)


def figure(count: int, form: str) -> str:
    """A number in a form of ``style:num-format`` (ODF 1.3 Part 3, 19.506), ``""`` for the empty form.

    LibreOffice names Cyrillic letters by their beginning: ``А, Б, .., Аа, Бб, ... (ru)``.
    """
    if not form:
        return ""
    kind = form[0]
    if not 0 < count <= _MOST or kind.isdigit():
        return str(count)
    small = _roman(count) if kind in "iI" else _lettered(count, _RUSSIAN if kind in "аА" else _LATIN)
    if kind in "aAiIаА":
        return small.upper() if kind.isupper() else small
    return str(count)


def _roman(count: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        said += sign * (count // value)
        count %= value
    return said


def _lettered(count: int, letters: Sequence[str]) -> str:
    """The letter of a number, as often as the alphabet has been used up: after ``z`` comes ``aa``, then ``bb``."""
    rounds, place = divmod(count - 1, len(letters))
    return letters[place] * (rounds + 1)
