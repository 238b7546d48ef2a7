"""Brackets and quotation marks change in pairs."""

from collections import Counter
from collections.abc import Iterable, Sequence

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.lexicon import BRACKETS

_PAIRED = {*BRACKETS, '"'}
_State = tuple[tuple[str, int], ...]


def balanced(pair: Pair, edits: Sequence[Edit]) -> list[Edit]:
    """Edits that only together keep brackets and quotation marks in balance, made one. Linear.

    What stands between edits is the same in both texts, so only what each edit opens and closes counts: where an
    edit upsets the balance, it is joined with all that follows up to the edit that restores it, if one does.
    """
    states = _states(pair, edits)
    again = _again(states)
    result: list[Edit] = []
    here = 0
    while here < len(edits):
        there = again.get(here, here + 1) if states[here] != states[here + 1] else here + 1
        result.append(edits[here].up_to(edits[there - 1]) if there - here > 1 else edits[here])
        here = there
    return result


def _states(pair: Pair, edits: Iterable[Edit]) -> list[_State]:
    """Before each edit, and after the last: by how much the new text has opened more brackets than the base."""
    open_now: Counter[str] = Counter()
    states: list[_State] = [()]
    for edit in edits:
        changed = _count(open_now, pair.new_words(edit), 1) | _count(open_now, pair.old_words(edit), -1)
        states.append(
            tuple(sorted((kind, count) for kind, count in open_now.items() if count)) if changed else states[-1]
        )
    return states


def _count(open_now: Counter[str], words: Iterable[str], sign: int) -> bool:
    found = False
    if _PAIRED.isdisjoint(words):
        return found
    for word in words:
        if word in BRACKETS:
            kind, step = BRACKETS[word]
            open_now[kind] += sign * step
            found = True
        elif word == '"':
            open_now[word] ^= 1
            found = True
    return found


def _again(states: Sequence[_State]) -> dict[int, int]:
    """For each position the next one with the same state."""
    latest: dict[_State, int] = {}
    result: dict[int, int] = {}
    for position in range(len(states) - 1, -1, -1):
        if states[position] in latest:
            result[position] = latest[states[position]]
        latest[states[position]] = position
    return result
