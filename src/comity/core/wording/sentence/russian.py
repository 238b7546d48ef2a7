"""Changes in Russian, in the form of amendments to laws: ``слово «должны» заменить словом «обязаны»``."""

import re
from collections.abc import Callable

from comity.core.wording.sentence.change import Change, Where
from comity.core.wording.sentence.segment import Pieces, quoted
from comity.core.wording.tokens import tokens

QUOTES = ("«»", "„“")
_ORDINALS = ("первое", "второе", "третье", "четвёртое", "пятое", "шестое", "седьмое", "восьмое", "девятое", "десятое")

# What a quotation is called: one and several, in the accusative, the instrumental and the genitive.
_NOUNS = {
    "word": (("слово", "словом", "слова"), ("слова", "словами", "слов")),
    "digit": (("цифру", "цифрой", "цифры"), ("цифры", "цифрами", "цифр")),
    "mark": (("знак", "знаком", "знака"), ("знаки", "знаками", "знаков")),
}
_ACCUSATIVE, _INSTRUMENTAL, _GENITIVE = 0, 1, 2
_DIGITS = re.compile(r"[0-9]+(?:[\s.,:/–-][0-9]+)*")


def told(change: Change) -> Pieces:
    """The sentence of a change in pieces."""
    return _FORMS[change.kind](change)


def _replace(change: Change) -> Pieces:
    if change.clauses:
        return [*_object(change), " изложить в следующей редакции: ", quoted(change.new)]
    return [*_object(change), " заменить ", *_with(change, 0)]


def _insert(change: Change) -> Pieces:
    return [*_place(change.where), " дополнить ", *_with(change, change.clauses)]


def _move(change: Change) -> Pieces:
    ends: dict[str, Pieces] = {"beginning": ["в начало"], "end": ["в конец"]}
    return [*_object(change), " переместить ", *ends.get(change.where.at, _place(change.where))]


def _space(change: Change) -> Pieces:
    return [*_place(change.where), " вставить пробел" if change.new else " исключить пробел"]


_FORMS: dict[str, Callable[[Change], Pieces]] = {
    "replace": _replace,
    "insert": _insert,
    "delete": lambda change: [*_object(change), " исключить"],
    "move": _move,
    "space": _space,
    "add": lambda change: ["дополнить положением следующего содержания: ", quoted(change.new)],
    "drop": lambda _: ["положение исключить"],
    "rewrite": lambda change: ["изложить в следующей редакции: ", quoted(change.new)],
}


def _object(change: Change) -> Pieces:
    """The words that change, in the accusative, with what is needed to find them."""
    within: Pieces = ["в словах ", quoted(change.within), " "] if change.within else []
    noun = _noun(change.old, _ACCUSATIVE)
    if change.clauses:
        noun = "предложение" if change.clauses == 1 else "предложения"
    return [*within, noun, " ", quoted(change.old), _nth(change.nth)]


def _with(change: Change, clauses: int) -> Pieces:
    """What comes, in the instrumental."""
    if clauses:
        noun = "предложением" if clauses == 1 else "предложениями"
        return [f"{noun} следующего содержания: ", quoted(change.new)]
    return [_noun(change.new, _INSTRUMENTAL), " ", quoted(change.new)]


def _place(where: Where) -> Pieces:
    if where.at != "after":
        return ["в начале" if where.at == "beginning" else "в конце"]
    return ["после ", _noun(where.words, _GENITIVE), " ", quoted(where.words), _nth(where.nth)]


def _noun(text: str, case: int) -> str:
    """The name of a quotation: a word or words, a digit or digits, a mark or marks."""
    words = [word for word in tokens(text).words if any(letter.isalnum() for letter in word)]
    if not words:
        return _NOUNS["mark"][len(text) > 1][case]
    if _DIGITS.fullmatch(text):
        return _NOUNS["digit"][len(text) > 1][case]
    return _NOUNS["word"][len(words) > 1][case]


def _nth(number: int) -> str:
    if not number:
        return ""
    ordinal = _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"{number}-е"
    return f" ({ordinal} упоминание)"
