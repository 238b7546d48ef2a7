"""Where so little of a sentence or provision survives that it is one rewrite, not a list of changes."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.grid import base_grid
from comity.core.wording.lexicon import ENDS, MODALS, stem, weight

SURVIVES = 0.42
"""Where a smaller share of the weight survives, a sentence or provision is rewritten."""

HEAVY = 2.0
"""A common beginning or end of a rewrite stays outside it if it weighs this much."""

FORM_SURVIVES = 0.5
"""How much of a word survives in another form of it."""


class Sentences(Struct, frozen=True, gc=False):
    """Where the sentences of a text begin (and, last, where it ends), and the weight of all words before each word."""

    starts: list[int]
    weights: list[float]

    def weight(self, start: int, end: int) -> float:
        """The weight of the words ``start:end``."""
        return self.weights[end] - self.weights[start]

    def around(self, edit: Edit) -> tuple[int, int]:
        """The words of the sentences that an edit changes; none for an insertion between two sentences."""
        first = bisect_right(self.starts, edit.a) - 1
        if edit.inserts and self.starts[first] == edit.a:
            return edit.a, edit.a
        last = bisect_right(self.starts, max(edit.a, edit.b - 1))
        return self.starts[first], self.starts[last]


@lru_cache(maxsize=256)
def sentences(text: str) -> Sentences:
    """The sentences of a base. A full stop ends one unless a small letter follows."""
    base = base_grid(text)
    inner = [
        at
        for at in range(1, len(base.words))
        if base.words[at - 1] in ENDS and base.gaps[at] and not base.words[at][0].islower()
    ]
    return Sentences([0, *inner, len(base.words)], list(accumulate(map(weight, base.words), initial=0.0)))


def rewritten(pair: Pair, edits: Sequence[Edit]) -> list[Edit]:
    """The edits with those of each rewritten sentence made one, then all of them if the whole provision is rewritten.

    It is where too little of it survives, and where one edit has all its words: what is put in beside has no place left.
    """
    text = sentences(pair.base.text)
    result: list[Edit] = []
    groups, whole = list(_by_sentence(text, edits)), len(pair.base.words)
    for start, end, group in groups:
        lost = _lost(pair, text, start, end, group)
        result += [_whole(text, start, end, group)] if lost else group
    single = len(groups) == 1 and groups[0][:2] == (0, whole)
    replaced = len(result) > 1 and any(edit[:2] == (0, whole) for edit in result)
    if replaced or (result and not single and _lost(pair, text, 0, whole, result)):
        return [_whole(text, 0, whole, result)]
    return result


def _by_sentence(text: Sentences, edits: Iterable[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
    """The edits grouped by the sentences they change; an edit that joins sentences joins their groups."""
    start = end = -1
    group: list[Edit] = []
    for edit in edits:
        first, last = text.around(edit)
        if group and first >= end:
            yield start, end, group
            group = []
        if not group:
            start = first
        end = max(end, last) if group else last
        group.append(edit)
    if group:
        yield start, end, group


def _lost(pair: Pair, text: Sentences, start: int, end: int, edits: Sequence[Edit]) -> bool:
    """Too little of the base words ``start:end`` survives, measured against the lighter of the two texts."""
    before = text.weight(start, end)
    kept = before - sum(text.weight(edit.a, edit.b) for edit in edits)
    after = kept + sum(weight(word) for edit in edits for word in pair.new_words(edit))
    least = SURVIVES * min(before, after)
    return kept < least and kept + FORM_SURVIVES * sum(_forms(pair, edit) for edit in edits) < least


def _forms(pair: Pair, edit: Edit) -> float:
    """The weight of the words that an edit replaces by another form of theirs."""
    shared = Counter(map(_form, pair.old_words(edit))) & Counter(map(_form, pair.new_words(edit)))
    return sum(weight(word) * count for word, count in shared.items())


@lru_cache(maxsize=1 << 16)
def _form(word: str) -> str:
    """The stem of a word; all modal verbs are forms of one, since "should" for "shall" leaves a sentence what it is."""
    return "shall" if word.lower() in MODALS else stem(word)


def _whole(text: Sentences, start: int, end: int, edits: Sequence[Edit]) -> Edit:
    """One rewrite of the base words ``start:end``, without a common beginning or end where either is heavy."""
    first, last = edits[0], edits[-1]
    if max(text.weight(start, first.a), text.weight(last.b, end)) >= HEAVY:
        return Edit(first.a, last.b, first.c, last.d, rewrites=True)
    return Edit(start, end, first.c - (first.a - start), last.d + (end - last.b), rewrites=True)
