"""What a hunk does, named without any language: the words, the place, and enough context to find it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from comity.core.wording.tokens import tokens
from comity.core.wording.values import Hunk, Wording

LONGEST = 6
"""So many words of context are tried before an occurrence is counted instead."""

LIGHT = 3
"""Letters of a word that does not catch the eye."""

SHORTEST = 3
"""Words and marks that make a sentence."""

_STOPS = {".", "!", "?", "։"}

Kind = Literal["replace", "insert", "delete", "move", "space", "add", "drop", "rewrite"]


class Where(Struct, frozen=True, gc=False):
    """A place: at an end of the provision, or after words; ``nth`` counts their occurrence where they stand repeatedly."""

    at: Literal["beginning", "end", "after"]
    words: str = ""
    nth: int = 0


BEGINNING = Where("beginning")


class Change(Struct, frozen=True, gc=False):
    """One change.

    ``old`` goes and ``new`` comes, or ``old`` moves to ``where``. Where ``old`` stands repeatedly, ``within`` quotes
    words around it that do not, or ``nth`` counts it. ``space`` puts one in where ``new`` is set, else takes it away.
    ``add``, ``drop`` and ``rewrite`` speak of the whole provision. ``clauses``: the words are so many whole sentences.
    """

    kind: Kind
    old: str = ""
    new: str = ""
    within: str = ""
    nth: int = 0
    where: Where = BEGINNING
    clauses: int = 0


def changes(base: str, hunks: Sequence[Hunk]) -> Iterator[Change]:
    """The changes that ordered hunks of ``base`` make; the two halves of a move are one."""
    wording = tokens(base)
    homes: dict[int | None, Hunk] = {
        hunk.move: hunk for hunk in hunks if hunk.move is not None and not hunk.old.strip()
    }
    gone: dict[int | None, str] = {hunk.move: hunk.old for hunk in hunks if hunk.move is not None and not hunk.text}
    for hunk in hunks:
        home = homes.get(hunk.move)
        if home is None or not _same_phrase(gone.get(hunk.move, ""), home.text):
            yield _change(wording, hunk)
        elif hunk is not home:
            within, nth = _context(wording, hunk)
            old = hunk.old.strip()
            yield Change("move", old=old, within=within, nth=nth, where=_where(wording, home))


def _same_phrase(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _change(wording: Wording, hunk: Hunk) -> Change:
    old, new = hunk.old.strip(), hunk.text.strip()
    if hunk.end // 2 - hunk.start // 2 == len(wording.words) and (hunk.level == "provision" or not new or not old):
        return Change("rewrite" if old and new else "drop" if old else "add", old=old, new=new)
    if not old and not new:
        return Change("space", new=hunk.text, where=_where(wording, hunk))
    if not old:
        clauses = _clauses(wording, hunk, new)
        return Change("insert", new=new, where=_where(wording, hunk, SHORTEST if clauses else 1), clauses=clauses)
    within, nth = _context(wording, hunk)
    clauses = _clauses(wording, hunk, old)
    return Change("replace" if new else "delete", old=old, new=new, within=within, nth=nth, clauses=clauses)


def _where(wording: Wording, hunk: Hunk, least: int = 1) -> Where:
    """The place of an insertion, told by the fewest words before it (``least``) that stand nowhere else."""
    i = hunk.start // 2
    if i == len(wording.words):
        return Where("end")
    if i == 0:
        return BEGINNING
    only = counted = None
    for start in range(max(0, i - least), max(-1, i - 1 - LONGEST), -1):
        words = wording.words[start:i]
        if not _says_something(words):
            continue
        found = _occurrences(wording.words, words)
        if len(found) > 1:
            counted = counted or Where("after", _span(wording, start, i), 1 + found.index(start))
        elif _is_heavy(words):
            return Where("after", _span(wording, start, i))
        else:
            only = only or Where("after", _span(wording, start, i))
    return only or counted or Where("after", _span(wording, 0, i))


def _context(wording: Wording, hunk: Hunk) -> tuple[str, int]:
    """Words around the old ones that stand nowhere else and hold them once; or which occurrence they are."""
    words, i, j = wording.words, hunk.start // 2, hunk.end // 2
    found = _occurrences(words, words[i:j])
    if len(found) == 1:
        return "", 0
    for length in range(1, LONGEST + 1):
        for start, end in ((max(0, i - length), j), (max(0, i - length), min(len(words), j + length))):
            around = words[start:end]
            alone = len(_occurrences(words, around)) == 1 and len(_occurrences(around, words[i:j])) == 1
            if alone and _says_something(around):
                return _span(wording, start, end), 0
    return "", 1 + found.index(i)


def _occurrences(words: Sequence[str], phrase: Sequence[str]) -> list[int]:
    size = len(phrase)
    return [at for at, word in enumerate(words) if word == phrase[0] and words[at : at + size] == phrase]


def _says_something(words: Sequence[str]) -> bool:
    return any(letter.isalnum() for word in words for letter in word)


def _is_heavy(words: Sequence[str]) -> bool:
    """Whether a reader finds them at a glance: a number, or a word longer than *and* and *the*."""
    return any(len(word) > LIGHT or word[0].isdigit() for word in words)


def _span(wording: Wording, start: int, end: int) -> str:
    """Words ``start:end`` with the gaps between them."""
    return "".join(wording.gaps[at] * (at > start) + wording.words[at] for at in range(start, end))


def _clauses(wording: Wording, hunk: Hunk, text: str) -> int:
    """How many whole sentences ``text`` is where it stands; 0 where it is less than one."""
    words, i = tokens(text).words, hunk.start // 2
    begins = i == 0 or wording.words[i - 1] in _STOPS
    if len(words) < SHORTEST or words[-1] not in _STOPS or not words[0][0].isupper() or not begins:
        return 0
    return 1 + sum(word in _STOPS and after[0].isupper() for word, after in pairwise(words))
