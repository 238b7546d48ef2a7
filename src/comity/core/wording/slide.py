"""Insertions and deletions that could stand in several places stand at the boundary a reader would choose."""

from collections.abc import Iterator, Sequence

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.lexicon import BRACKETS, BREAKS, CONJUNCTIONS, CONTENT, ENDS, weight

REACH = 200
"""How many words an edit slides at most."""


def slid(pair: Pair, edits: Sequence[Edit]) -> list[Edit]:
    """The same edits with each pure insertion or deletion moved to its best boundary, between its neighbours.

    Where a text is "seeds, tools" and becomes "seeds, grain, tools", both ", grain" and "grain," can have come in.
    """
    result: list[Edit] = []
    for number, edit in enumerate(edits):
        if edit.replaces:
            result.append(edit)
            continue
        least = result[-1].b + 1 if result else 0
        most = edits[number + 1].a - 1 if number + 1 < len(edits) else len(pair.base.words)
        places = list(_places(pair, edit, least, most))
        result.append(edit if len(places) == 1 else max(places, key=lambda place: _boundaries(pair, place)))
    return result


def _places(pair: Pair, edit: Edit, least: int, most: int) -> Iterator[Edit]:
    """Where the edit can stand among the base words ``least:most``: where it is, then to the left, then to the right."""
    yield edit
    least, most = max(least, edit.a - REACH), min(most, edit.b + REACH)
    words, (start, end) = (pair.new.words, edit[2:4]) if edit.inserts else (pair.base.words, edit[:2])
    back = 1
    while edit.a - back >= least and words[start - back] == words[end - back]:
        yield _shifted(edit, -back)
        back += 1
    on = 1
    while edit.b + on <= most and words[start + on - 1] == words[end + on - 1]:
        yield _shifted(edit, on)
        on += 1


def _shifted(edit: Edit, by: int) -> Edit:
    return Edit(edit.a + by, edit.b + by, edit.c + by, edit.d + by)


def _boundaries(pair: Pair, edit: Edit) -> float:
    words, (start, end) = (pair.new.words, edit[2:4]) if edit.inserts else (pair.base.words, edit[:2])
    return _boundary(words, start) + _boundary(words, end)


def _boundary(words: Sequence[str], at: int) -> float:
    """How well a text may be parted before word ``at``: best between sentences, worst inside a phrase."""
    if at in (0, len(words)):
        return 6.0
    left, right = words[at - 1], words[at]
    for score, found in (
        (6.0, left in ENDS),
        (5.0, left in BREAKS),
        (4.0, left == ","),
        (3.5, right in BREAKS),
        (3.2, right.lower() in CONJUNCTIONS),
        (3.0, right == "," or left.lower() in CONJUNCTIONS),
        (0.5, left in BRACKETS and BRACKETS[left][1] > 0),
        (2.5, left in BRACKETS or right in BRACKETS),
        (2.0, weight(left) == CONTENT > weight(right)),
        (1.0, weight(left) == CONTENT),
        (0.5, weight(right) < CONTENT),
    ):
        if found:
            return score
    return 0.0
