"""Which edits belong together, and which are better read apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.lexicon import MODALS, MONTHS, NEGATIONS, REFERENCES, stem
from comity.core.wording.windows import LARGEST, strength

LIGHT = 0.6
"""Matched words between two edits that weigh no more than this are absorbed: "of the", "for the", a comma."""

LONG = 4.0
"""Words that trade places around an island lighter than this are one change of order; around a heavier one, a move."""

_LISTING = frozenset({",", "of", "and", "и"})


def apart(pair: Pair, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Where all words of one side stand together inside the other they are kept: two insertions, or two deletions."""
    for edit in edits:
        old, new = pair.old_words(edit), pair.new_words(edit)
        inside_new, inside_old = (_place(old, new), _place(new, old)) if len(old) * len(new) <= LARGEST else (0, 0)
        if inside_new:
            yield Edit(edit.a, edit.a, edit.c, edit.c + inside_new)
            yield Edit(edit.b, edit.b, edit.c + inside_new + len(old), edit.d)
        elif inside_old:
            yield Edit(edit.a, edit.a + inside_old, edit.c, edit.c)
            yield Edit(edit.a + inside_old + len(new), edit.b, edit.d, edit.d)
        else:
            yield edit


def _place(words: Sequence[str], others: Sequence[str]) -> int:
    """Where ``words`` stand together inside ``others`` with more on both sides; 0 where they do not."""
    if words:
        for start in range(1, len(others) - len(words)):
            if others[start] == words[0] and others[start : start + len(words)] == words:
                return start
    return 0


def reordered(pair: Pair, edits: Sequence[Edit]) -> list[Edit]:
    """Edits that only change the order of words, up to capitals, made one: a list, or a word and what it steps over."""
    result: list[Edit] = []
    for edit in edits:
        result.append(edit)
        for reach in (2, 3):
            if len(result) >= reach and _permutes(pair, result[-reach:]):
                result[-reach:] = [result[-reach].up_to(edit)]
                break
    return result


def _permutes(pair: Pair, edits: Sequence[Edit]) -> bool:
    if sum(_island(pair, left, right) for left, right in pairwise(edits)) >= LONG:
        return False
    old = Counter(word.lower() for edit in edits for word in pair.old_words(edit))
    return old == Counter(word.lower() for edit in edits for word in pair.new_words(edit))


def glued(pair: Pair, edits: Sequence[Edit]) -> list[Edit]:
    """Edits around a light island made one, and numbers of one date or reference; pure insertions stay apart.

    One pass from the left: an edit that has grown is compared with its neighbours again.
    """
    result: list[Edit] = []
    for edit in edits:
        grown = edit
        while result and _belong(pair, result[-1], grown):
            grown = result.pop().up_to(grown)
        result.append(grown)
    return result


def _belong(pair: Pair, left: Edit, right: Edit) -> bool:
    if (left.inserts and right.inserts) or (left.deletes and right.deletes):
        return False
    between = pair.base.words[left.b : right.a]
    if _island(pair, left, right) <= LIGHT:
        return True
    return all(word.lower() in MONTHS | REFERENCES | _LISTING for word in between) and _number(pair, left, right)


def _number(pair: Pair, left: Edit, right: Edit) -> bool:
    """Both edits replace a number by a number, on the sides that face each other."""
    if not (left.replaces and right.replaces):
        return False
    facing = (
        pair.base.words[left.b - 1],
        pair.base.words[right.a],
        pair.new.words[left.d - 1],
        pair.new.words[right.c],
    )
    return all(any(map(str.isdigit, word)) for word in facing)


def _island(pair: Pair, left: Edit, right: Edit) -> float:
    return sum(map(strength, pair.base.words[left.b : right.a]))


def modals_alone(pair: Pair, edits: Sequence[Edit]) -> Iterator[Edit]:
    """A modal verb replaced by another, with its negation, is an edit of its own, whatever changes beside it."""
    for edit in edits:
        old, new = _modal(pair.old_words(edit)), _modal(pair.new_words(edit))
        if not old or not new or _forms(pair.base.words[edit.a + old[0]], pair.new.words[edit.c + new[0]]):
            yield edit
            continue
        a, b, c, d = edit.a + old[0], edit.a + old[1], edit.c + new[0], edit.c + new[1]
        pieces = Edit(edit.a, a, edit.c, c), Edit(a, b, c, d), Edit(b, edit.b, d, edit.d)
        yield from (piece for piece in pieces if piece.a < piece.b or piece.c < piece.d)


def _forms(word: str, other: str) -> bool:
    return stem(word) == stem(other)


def _modal(words: Sequence[str]) -> tuple[int, int] | None:
    """Where the only modal verb among some words stands."""
    places = [place for place, word in enumerate(words) if word.lower() in MODALS]
    if len(places) != 1:
        return None
    end = places[0] + 1
    return places[0], end + (end < len(words) and words[end].lower() in NEGATIONS)
