"""A phrase that goes out in one place and comes in at another has moved: the two edits are linked."""

from collections import Counter
from collections.abc import Iterable, Sequence

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.lexicon import CONTENT, MARK, weight


def moves(pair: Pair, edits: Sequence[Edit]) -> dict[int, int]:
    """For each edit that is half of a move, its number in the list: the base cell at which the moved phrase stood.

    A phrase is the same up to capitals and marks, and holds more than stop words. One half may carry a word whose
    capital changed as well ("In winter, the" becomes "The"), the other only deletes or only inserts.
    """
    linked: dict[int, int] = {}
    old = {word.lower() for edit in edits for word in pair.old_words(edit)}
    new = {word.lower() for edit in edits for word in pair.new_words(edit)}
    if any(weight(word) >= CONTENT for word in old & new):
        gone = _phrases(_lost(pair, edit) for edit in edits)
        come = _phrases(_lost(pair, edit, gained=True) for edit in edits)
        for phrase in gone.keys() & come.keys():
            here, there = gone[phrase], come[phrase]
            if edits[here].deletes or edits[there].inserts:
                linked[here] = linked[there] = 2 * edits[here].a + 1
    return linked


def _phrases(lost: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    return {phrase: place for place, phrase in enumerate(lost) if any(weight(word) >= CONTENT for word in phrase)}


def _lost(pair: Pair, edit: Edit, *, gained: bool = False) -> tuple[str, ...]:
    """The words that an edit takes out (or puts in), if it does only that; capitals and marks do not count."""
    old, new = (pair.new_words(edit), pair.old_words(edit)) if gained else (pair.old_words(edit), pair.new_words(edit))
    if not new:
        return tuple(_plain(old))
    rest = Counter(_plain(new))
    phrase = []
    for word in _plain(old):
        if rest[word]:
            rest[word] -= 1
        else:
            phrase.append(word)
    return () if +rest or edit.rewrites else tuple(phrase)


def _plain(words: Iterable[str]) -> Iterable[str]:
    return [word.lower() for word in words if weight(word) > MARK]
