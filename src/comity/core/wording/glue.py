"""Which edits belong together, and which are better read apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.lexicon import (
    BREAKS,
    CONJUNCTIONS,
    CONTENT,
    ENDS,
    MODALS,
    MONTHS,
    NEGATIONS,
    REFERENCES,
    STOP,
    stem,
    weight,
)
from comity.core.wording.windows import LARGEST, strength

LIGHT = 0.6
"""Matched words between two edits that weigh no more than this are absorbed: "of the", "for the", a comma."""

ONE = CONTENT + STOP
"""What a word weighs at most, with a little one beside it."""

DROWNS = 3.0
"""So many times as heavy as a kept word, the phrases replaced on both sides of it drown it."""

LONG = 4.0
"""Words that trade places around an island lighter than this are one change of order."""

FAR = 2.0
"""A word that goes from one side of an island to the other has moved if the island weighs this much."""

PHRASE = 100
"""In a longer replacement nobody looks for a modal verb."""

VERB = 2
"""So many words beside a modal verb are the verb that it governs: "inform", "be informed"."""

_DATED = MONTHS | REFERENCES | CONJUNCTIONS | {",", "of"}
_LISTING = CONJUNCTIONS | {",", ";"}


def apart(pair: Pair, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Where all words of one side stand together inside the other they are kept: two insertions, or two deletions."""
    for edit in edits:
        old, new = pair.old_words(edit), pair.new_words(edit)
        small = 0 < len(old) * len(new) <= LARGEST
        inside_new, inside_old = (_place(old, new), _place(new, old)) if small else (0, 0)
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
    if sum(edit.b - edit.a - edit.d + edit.c for edit in edits):
        return False
    old = [word.lower() for edit in edits for word in pair.old_words(edit)]
    most = LONG if any(edit.replaces for edit in edits) or not _LISTING.isdisjoint(old) else FAR
    if sum(_island(pair, left, right) for left, right in pairwise(edits)) >= most:
        return False
    return Counter(old) == Counter(word.lower() for edit in edits for word in pair.new_words(edit))


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
    if _island(pair, left, right) <= LIGHT or _drowned(pair, left, right):
        return True
    return all(word.lower() in _DATED for word in between) and _number(pair, left, right)


def _drowned(pair: Pair, left: Edit, right: Edit) -> bool:
    """One word kept between two phrases that are both replaced by much heavier ones: nobody reads it as kept."""
    kept, island = pair.base.words[left.b : right.a], _island(pair, left, right)
    phrases = all(edit.replaces and max(edit.b - edit.a, edit.d - edit.c) > 1 for edit in (left, right))
    if not phrases or island > ONE or any(word in BREAKS or word.lower() in MODALS for word in kept):
        return False
    return _heft(pair, left) + _heft(pair, right) >= DROWNS * island


def _heft(pair: Pair, edit: Edit) -> float:
    return max(sum(map(weight, pair.old_words(edit))), sum(map(weight, pair.new_words(edit))))


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


def sentences_alone(pair: Pair, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The end of one sentence replaced and the next taken out, or one put in after it, are two edits.

    Of "by agreement. If it fails, by vote." and "by consensus." the full stop in common may be either: taking the
    first, "agreement" is replaced and the second sentence goes.
    """
    words = pair.base.words
    for edit, after in zip(edits, (*edits, None)[1:], strict=True):
        end = words[edit.b] if edit.b < len(words) and edit.replaces else ""
        free = after is None or after.a > edit.b + 1
        if end not in ENDS or not free or not edit.a or words[edit.a - 1] in ENDS:
            yield edit
            continue
        old, new = _first(end, pair.old_words(edit)), _first(end, pair.new_words(edit))
        if old and not new:
            yield Edit(edit.a, edit.a + old, edit.c, edit.d)
            yield Edit(edit.a + old + 1, edit.b + 1, edit.d + 1, edit.d + 1)
        elif new and not old:
            yield Edit(edit.a, edit.b, edit.c, edit.c + new)
            yield Edit(edit.b + 1, edit.b + 1, edit.c + new + 1, edit.d + 1)
        else:
            yield edit


def _first(word: str, words: Sequence[str]) -> int:
    """Where a word stands among others for the first time, after some other; 0 where it does not."""
    return words.index(word) if word in words else 0


def modals_alone(pair: Pair, edits: Sequence[Edit]) -> Iterator[Edit]:
    """A modal verb replaced by another, with its negation, is an edit of its own, whatever changes beside it.

    Only the verb that it governs, and a word before it in another form, change together with it.
    """
    for edit in edits:
        short = edit.replaces and max(edit.b - edit.a, edit.d - edit.c) <= PHRASE
        old, new = (_modal(pair.old_words(edit)), _modal(pair.new_words(edit))) if short else (None, None)
        if not old or not new or _forms(pair.base.words[edit.a + old[0]], pair.new.words[edit.c + new[0]]):
            yield edit
            continue
        modal = Edit(edit.a + old[0], edit.a + old[1], edit.c + new[0], edit.c + new[1])
        before, after = Edit(edit.a, modal.a, edit.c, modal.c), Edit(modal.b, edit.b, modal.d, edit.d)
        if _agrees(pair, before):
            before, modal = Edit(edit.a, edit.a, edit.c, edit.c), before.up_to(modal)
        if after.replaces and after.b - after.a <= VERB >= after.d - after.c:
            after, modal = Edit(edit.b, edit.b, edit.d, edit.d), modal.up_to(after)
        yield from (piece for piece in (before, modal, after) if piece.a < piece.b or piece.c < piece.d)


def _agrees(pair: Pair, edit: Edit) -> bool:
    """Every word becomes another form of itself."""
    old, new = pair.old_words(edit), pair.new_words(edit)
    return bool(old) and list(map(stem, old)) == list(map(stem, new))


def _forms(word: str, other: str) -> bool:
    return stem(word) == stem(other)


def _modal(words: Sequence[str]) -> tuple[int, int] | None:
    """Where the only modal verb among some words stands."""
    places = [place for place, word in enumerate(words) if word.lower() in MODALS]
    if len(places) != 1:
        return None
    end = places[0] + 1
    return places[0], end + (end < len(words) and words[end].lower() in NEGATIONS)
