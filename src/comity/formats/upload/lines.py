"""The paragraphs of a view without their numbers, as provisions are compared."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from comity.core.wording.tokens import canonical
from comity.formats.tracked.views import Line

_TABBED = re.compile(r"\s*(\S{1,16}(?: \S{1,12})?)\s*\t\s*")
_LATIN = "bis|ter|quater|quinquies|sexies|septies|бис|тер|кватер"
_NUMBER = re.compile(
    rf"""
    (?: (?:article|section|part|chapter|annex|статья|раздел|часть|глава|приложение) \s \(?\w{{1,6}}\)?
      | (?:PP|OP) \s? \d{{1,3}} (?:{_LATIN})?
      | \(? (?: \d{{1,3}} (?:\.\d{{1,3}})* | [ivxl]{{1,6}} | \w ) (?:\s?(?:{_LATIN}))? [.)]
      | \d{{1,3}} [.)]? \s? (?:{_LATIN}) )
    [.):]{{0,2}} (?=\s|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Labelled(Struct, frozen=True, gc=False):
    """A line of a view, its words and its number apart; ``typed`` says that the number stands among its characters."""

    line: Line
    words: str
    number: str = ""
    typed: bool = False


class Numbers:
    """The numbers of what was sent: where it has none, nothing is taken for one."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known: AbstractSet[str] = frozenset(map(canonical, known)) - {""}
        self._kinds = frozenset(map(alike, self._known))

    def labelled(self, lines: Sequence[Line]) -> list[Labelled]:
        """Lines with their numbers apart. One that is nothing but a number keeps it as its words."""
        return [self._apart(line) for line in lines]

    def _apart(self, line: Line) -> Labelled:
        automatic = Labelled(line, line.text, canonical(line.number) if line.number else "")
        if not self._known:
            return automatic
        found = _TABBED.match(line.raw)
        if found and self._is_number(canonical(found[1])):
            number, words = canonical(found[1]), canonical(line.raw[found.end() :])
        else:
            number, words = self._begun(line.text)
        return Labelled(line, words, number, typed=True) if number and words else automatic

    def _is_number(self, text: str) -> bool:
        return text in self._known or _NUMBER.fullmatch(text) is not None

    def _begun(self, text: str) -> tuple[str, str]:
        first = text.partition(" ")
        second = first[2].partition(" ")
        for number, words in ((f"{first[0]} {second[0]}", second[2]), (first[0], first[2])):
            if number in self._known:
                return number, words
        found = _NUMBER.match(text)
        if found and alike(found[0]) in self._kinds:
            return found[0], canonical(text[found.end() :])
        return "", text


def alike(number: str) -> str:
    """The kind of a number: ``3.``, ``(12)`` and ``3bis.`` are of one kind, ``(a)`` of another."""
    plain = re.sub(rf"\s?(?:{_LATIN})\b|[().:]", "", number.casefold())
    return re.sub(r"\d+", "1", re.sub(r"\b[^\W\d_]{1,4}\b", "a", plain))
