"""A phrase set off by commas moves past its sentence, not the sentence past the phrase."""

from collections.abc import Sequence
from typing import NamedTuple

from comity.core.wording.edits import Edit, Pair
from comity.core.wording.lexicon import MARK, weight


class _Phrase(NamedTuple):
    """Where the same words stand in the base and in the wording."""

    a: int
    c: int
    length: int


def asides(pair: Pair, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, each pair of them that trade places with an aside turned round. Linear.

    Of "shall, as agreed, meet" and "shall meet as agreed" the words kept may be either; taking "meet", it is the aside
    that goes out in one place and comes in at another.
    """
    result: list[Edit] = []
    for edit in edits:
        turned = _turned(pair, result[-1], edit) if result else None
        if turned:
            result[-1:] = turned
        else:
            result.append(edit)
    return result


def _turned(pair: Pair, left: Edit, right: Edit) -> list[Edit] | None:
    """The same change, with the phrase kept that the two edits move, if what they keep is an aside and the phrase none."""
    kept = _Phrase(left.b, left.d, right.a - left.b)
    moved = _moved(pair, left, right) if _is_aside(pair, kept) else None
    if moved is None or _is_aside(pair, moved):
        return None
    before = Edit(left.a, moved.a, left.c, moved.c)
    after = Edit(moved.a + moved.length, right.b, moved.c + moved.length, right.d)
    return [edit for edit in (before, after) if edit.a < edit.b or edit.c < edit.d]


def _moved(pair: Pair, left: Edit, right: Edit) -> _Phrase | None:
    """The phrase that stands on one side of the kept words in the base and on the other in the wording."""
    old, new = pair.base.words, pair.new.words
    for gone, come, rest in (
        ((right.a, right.b), (left.c, left.d), (*old[left.a : left.b], *new[right.c : right.d])),
        ((left.a, left.b), (right.c, right.d), (*old[right.a : right.b], *new[left.c : left.d])),
    ):
        a, b = _bare(old, *gone)
        c, d = _bare(new, *come)
        if a < b and b - a == d - c and old[a:b] == new[c:d] and all(map(_is_mark, rest)):
            return _Phrase(a, c, b - a)
    return None


def _bare(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """A span of words without the marks at its ends."""
    while start < end and _is_mark(words[start]):
        start += 1
    while start < end and _is_mark(words[end - 1]):
        end -= 1
    return start, end


def _is_mark(word: str) -> bool:
    return weight(word) == MARK


def _is_aside(pair: Pair, phrase: _Phrase) -> bool:
    """In one of the two texts the phrase stands between commas."""
    texts = (pair.base.words, phrase.a), (pair.new.words, phrase.c)
    return any(words[at - 1 : at] == words[at + phrase.length : at + phrase.length + 1] == [","] for words, at in texts)
