"""Numbers as an automatic list prints them: figures, letters, Roman numerals, words (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Word and LibreOffice leave out the letters that number nothing: ё, й, ъ, ь.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_LONGEST = 30


def numeral(count: int, form: str) -> str:
    """``count`` in the number format ``form``; in figures where the format is not known or does not reach so far."""
    return _FORMS.get(form, str)(count)


def _letters(count: int, alphabet: str) -> str:
    """From a to z, then aa, bb … zz, aaa: the letter is repeated, not combined."""
    times, place = divmod(count - 1, len(alphabet))
    return alphabet[place] * (times + 1) if count > 0 and times < _LONGEST else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 32768:  # noqa: PLR2004 - the last number that Word writes so
        return str(count)
    written = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        written += sign * times
    return written


def _ordinal(count: int) -> str:
    teen = count // 10 % 10 == 1
    return f"{count}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def _cardinal_word(count: int) -> str:
    if not 0 <= count < 1000:  # noqa: PLR2004 - nobody numbers paragraphs beyond in words
        return str(count)
    hundreds, rest = divmod(count, 100)
    if rest < len(_UNITS):
        small = _UNITS[rest]
    else:
        tens, units = divmod(rest, 10)
        small = _TENS[tens - 2] + (f"-{_UNITS[units]}" if units else "")
    if not hundreds:
        return small
    return f"{_UNITS[hundreds]} hundred" + (f" {small}" if rest else "")


def _ordinal_word(count: int) -> str:
    cardinal = _cardinal_word(count)
    if cardinal.isdecimal():
        return _ordinal(count)
    before, sign, last = cardinal.rpartition("-" if "-" in cardinal else " ")
    last = _IRREGULAR.get(last, f"{last.removesuffix('y')}ieth" if last.endswith("y") else f"{last}th")
    return before + sign + last


def _encircled(count: int) -> str:
    return chr(0x245F + count) if 0 < count <= 20 else str(count)  # noqa: PLR2004 - Unicode encircles 1 to 20


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": lambda count: _letters(count, _LATIN),
    "upperLetter": lambda count: _letters(count, _LATIN.upper()),
    "russianLower": lambda count: _letters(count, _RUSSIAN),
    "russianUpper": lambda count: _letters(count, _RUSSIAN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "ordinal": _ordinal,
    "cardinalText": lambda count: _cardinal_word(count).capitalize(),
    "ordinalText": lambda count: _ordinal_word(count).capitalize(),
    "decimalEnclosedCircle": _encircled,
    "numberInDash": lambda count: f"- {count} -",
    "hex": lambda count: f"{count:X}",
    "none": lambda _: "",
}
