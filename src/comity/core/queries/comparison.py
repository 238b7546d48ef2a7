"""Two revisions of a text beside each other, provision by provision."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from comity.core.state import Text

What = Literal["kept", "reworded", "added", "deleted"]


class Change(Struct, frozen=True):
    """What happened to a provision between two revisions; ``moved`` says that it stands elsewhere as well.

    ``old`` and ``new`` are its wordings; ``""`` where it was not in the text or has no wording in the language.
    """

    provision: str
    what: What
    moved: bool
    old: str
    new: str


def comparison(text: Text, old_revision: int, new_revision: int, language: str) -> tuple[Change, ...]:
    """The provisions of the new revision in order, and deleted ones where they stood.

    Provisions are matched by identity. Those that left the longest common order have moved. O(n log n).
    """
    old, new = text.revisions[old_revision], text.revisions[new_revision]
    moved, stood, stands = _moved(old.order, new.order), frozenset(old.order), frozenset(new.order)
    changes: list[Change] = []
    for each in _both(old.order, new.order):
        before = old.provisions[each].wordings.get(language, "") if each in stood else None
        after = new.provisions[each].wordings.get(language, "") if each in stands else None
        changes.append(Change(each, _what(before, after), each in moved, before or "", after or ""))
    return tuple(changes)


def _what(before: str | None, after: str | None) -> What:
    if before is None:
        return "added"
    if after is None:
        return "deleted"
    return "kept" if before == after else "reworded"


def _both(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new order, with what was deleted behind the nearest provision before it that is left."""
    standing = set(new)
    behind: dict[str, list[str]] = {}
    last = ""
    for each in old:
        if each in standing:
            last = each
        else:
            behind.setdefault(last, []).append(each)
    return [*behind.get("", ()), *(found for each in new for found in (each, *behind.get(each, ())))]


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Provisions of both orders outside their longest common subsequence (patience sorting)."""
    place = {each: at for at, each in enumerate(old)}
    shared = [each for each in new if each in place]
    ends: list[int] = []  # for each length of a run, the earliest place at which one ends, and what ends it
    last: list[str] = []
    before: dict[str, str] = {}
    for each in shared:
        at = bisect_left(ends, place[each])
        if at:
            before[each] = last[at - 1]
        ends[at : at + 1] = [place[each]]
        last[at : at + 1] = [each]
    kept = last[-1:]
    while kept and kept[-1] in before:
        kept.append(before[kept[-1]])
    return set(shared).difference(kept)
