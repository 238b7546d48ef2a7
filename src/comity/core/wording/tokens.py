"""Canonical text, and the words and gaps it is cut into."""

import re
import unicodedata
from functools import lru_cache
from string import digits

from comity.core.wording.values import Wording

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")

# Thousands grouped by spaces: one to three digits, then groups of exactly three, not beside other word characters.
_GROUPED = re.compile(r"[0-9](?<![\w.,].)[0-9]{0,2}(?: [0-9]{3})+(?!\w)")

# A word may hold accents that have no composed form, hyphens, both apostrophes, and the Armenian marks of stress,
# exclamation and question, which stand inside a word. Digits are joined by their separators: 10.5, 12:30, 2026-2030.
_WORD = r"""
    ( \w{2,}+(?=[ ])                                                    # the common case first, for speed
    | \((?: [^\W\d_] | [0-9]{1,3} | [ivxlcIVXLC]{1,6} )\)               # enumerator (a) (12) (iv)
    | (?: (?<![\s\S]) | (?<=[;:,.¶][ ]) )(?: [^\W\d_] | [0-9]{1,2} )\)  # enumerator a) or 1) where an item begins
    | \b(?: and/or | и/или )(?![\w\u0300-\u036f])
    | [A-Z]+(?: / [A-Z0-9.]*[A-Z0-9] )+(?![\w\u0300-\u036f\u00a0])      # symbol of a document: A/RES/78/272
    | [\w\u0300-\u036f]+
      (?: (?: [-\u2010\u2011'\u2019\u02bc\u055b\u055c\u055e]
            | (?<=[0-9])[.,:/\u00a0\u2013](?=[0-9]) ) [\w\u0300-\u036f]+ )*
    | \S )
    """
_CELLS = re.compile(_WORD, re.VERBOSE)
_GAP_AND_WORD = re.compile("([ ]?)" + _WORD, re.VERBOSE)


def canonical(text: str) -> str:
    """``text`` as it is kept and compared: idempotent, linear.

    Zero-width characters and soft hyphens go, the rest is NFC, every run of white space is one space, ends are
    stripped, and thousands grouped by spaces are joined by U+00A0 so that a number is one word. Other no-break
    spaces are typography; exporters put them back.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text if text.isprintable() else _INVISIBLE.sub("", text))
    text = _spaced(text)
    if not any(map(text.__contains__, digits)):
        return text
    return _GROUPED.sub(lambda number: number[0].replace(" ", "\u00a0"), text)


def _spaced(text: str) -> str:
    """Single spaces, none at the ends: most texts are so already, which is seen in a fraction of the time it takes to do."""
    if text.isprintable() and "  " not in text:  # of all white space, only the space is printable
        return text.strip()
    return " ".join(text.split())


def cells(text: str) -> list[str]:
    """The cells of a canonical text: gap, word, gap, … , gap. Joined, they are ``text`` again."""
    return _CELLS.split(text)


def cells_between(text: str, start: int, end: int) -> list[str]:
    """Some cells of a canonical text: each gap and word of ``text[start:end]``, which begins and ends where a word does.

    Only a beginning or end at a space, or of the text, gives the cells of the whole text there.
    """
    return [cell for pair in _GAP_AND_WORD.findall(text, start, end) for cell in pair]


@lru_cache(maxsize=1024)
def tokens(text: str) -> Wording:
    """The words and gaps of ``canonical(text)``; nothing is lost. Linear; the latest texts are remembered."""
    text = canonical(text)
    parts = cells(text)
    return Wording(text, tuple(parts[1::2]), tuple(parts[::2]))
