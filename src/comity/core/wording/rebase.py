"""Carry the hunks of a proposal onto a new base: what can stand still stands, the rest says what it met.

A three-way merge in which the new base comes first. A hunk meets the edits that change its words too, and an insertion
meets another one in the same slot. Then one of four things is true:

- the new base says there just what the proposal wanted: the hunk is **met**;
- both only delete: **met** where nothing is left to delete, else **carried**, and the rest goes;
- a rewrite (wide, provision) holds smaller edits inside: **carried**, for the rewrite takes no part in what happens
  inside it (the law of nesting);
- anything else is a **conflict**: ``deleted`` where the words of the hunk are gone, else ``overlaps``.

An insertion that only touches an edit keeps its side of it. Two different insertions in one slot conflict: to a
negotiator they were alternatives at one site, and one of them was chosen. Both halves of a moved phrase share one fate;
a phrase that the new base deleted or moved elsewhere is never put in a second time.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from comity.core.wording.accept import apply, boundaries
from comity.core.wording.meeting import meetings, meets, settled
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Conflict, Hunk, Rebased

_WEIGHT = {"inline": 0, "wide": 1, "provision": 2}


class _Fate(Struct, frozen=True, gc=False):
    """What becomes of one hunk, and the position of the first edit it met."""

    kind: Literal["carried", "met", "overlaps", "deleted"]
    edit: int = -1


_CARRIED = _Fate("carried")


def rebase(base: str, hunks: Sequence[Hunk], edits: Sequence[Hunk]) -> Rebased:
    """What becomes of a proposal (``hunks`` over ``base``) when ``edits`` (over the same ``base``) make a new base.

    Both are ordered and disjoint. Over no edits the proposal is unchanged; over itself it is met; where nothing meets,
    rebasing commutes. ``carried``, ``met`` and the conflicts hold the given hunks, in cells of the old base. Linear in
    the text and the number of hunks and edits.
    """
    mine, theirs, size = settled(base, hunks), settled(base, edits), len(boundaries(base)) - 1
    fates = [_CARRIED] * len(mine)
    for group, against in meetings(mine, theirs, size):
        fates[group.start : group.stop] = _fates(base, mine, theirs, group, against)
    fates = _moves_bound(mine, theirs, fates)
    carried = [hunk for hunk, fate in zip(mine, fates, strict=True) if fate.kind == "carried"]
    told = tuple(zip(hunks, fates, strict=True))
    return Rebased(
        text=canonical(apply(base, _together(carried, theirs, size))),
        carried=tuple(hunk for hunk, fate in told if fate.kind == "carried"),
        met=tuple(hunk for hunk, fate in told if fate.kind == "met"),
        conflicts=tuple(
            Conflict(hunk, edits[fate.edit], fate.kind)
            for hunk, fate in told
            if fate.kind == "overlaps" or fate.kind == "deleted"  # noqa: PLR1714 - the type checker follows this form
        ),
    )


def _fates(base: str, mine: Sequence[Hunk], theirs: Sequence[Hunk], group: range, against: range) -> Iterator[_Fate]:
    """The fate of each hunk of a group, given the edits that the group meets."""
    if _same_text(base, [mine[i] for i in group], [theirs[j] for j in against]):
        yield from (_Fate("met", against.start) for _ in group)
        return
    size, low = len(boundaries(base)) - 1, against.start
    for i in group:
        while low < against.stop and not meets(mine[i], theirs[low], size):
            low += 1
        high = low
        while high < against.stop and meets(mine[i], theirs[high], size):
            high += 1
        yield _fate(mine[i], theirs, range(low, high))
        low = max(low, high - 1)


def _same_text(base: str, mine: Sequence[Hunk], theirs: Sequence[Hunk]) -> bool:
    """Whether both leave the same text over all the cells that either changes. Moves are judged half by half."""
    both = (*mine, *theirs)
    if any(hunk.move is not None for hunk in both):
        return False
    start, end = min(hunk.start for hunk in both), max(hunk.end for hunk in both)
    return apply(base, mine, start, end) == apply(base, theirs, start, end)


def _fate(hunk: Hunk, theirs: Sequence[Hunk], met: range) -> _Fate:
    """The fate of one hunk that meets the edits ``met``."""
    edits = [theirs[j] for j in met]
    for j in met:
        if _equal(hunk, theirs[j]):
            return _Fate("met", j)
    left = _words(hunk) - sum(_shared(hunk, edit) for edit in edits if _deletes(edit))
    if not hunk.text and all(map(_deletes, edits)):
        return _CARRIED if left else _Fate("met", met.start)
    if all(_inside(edit, hunk) for edit in edits):
        return _CARRIED
    gone = not left and any(map(_deletes, edits))
    return _Fate("deleted" if gone else "overlaps", met.start)


def _equal(one: Hunk, other: Hunk) -> bool:
    same = (one.start, one.end, one.text) == (other.start, other.end, other.text)
    return same and (one.move is None) == (other.move is None)


def _deletes(edit: Hunk) -> bool:
    """Whether the words of the edit are gone; those of a moved phrase are only elsewhere."""
    return not edit.text and edit.move is None


def _words(hunk: Hunk) -> int:
    return hunk.end // 2 - hunk.start // 2


def _shared(one: Hunk, other: Hunk) -> int:
    """How many words both span."""
    return max(0, min(one.end, other.end) // 2 - max(one.start, other.start) // 2)


def _inside(edit: Hunk, hunk: Hunk) -> bool:
    """Whether ``hunk`` is a rewrite of a higher level around ``edit``."""
    within = hunk.start <= edit.start and edit.end <= hunk.end
    return within and _WEIGHT[edit.level] < _WEIGHT[hunk.level] and (edit.start, edit.end) != (hunk.start, hunk.end)


def _moves_bound(mine: Sequence[Hunk], theirs: Sequence[Hunk], fates: list[_Fate]) -> list[_Fate]:
    """The fates, with both halves of every move in conflict where one is, or where the phrase is no longer there."""
    doomed: dict[int, _Fate] = {}
    for hunk, fate in zip(mine, fates, strict=True):
        if hunk.move is None or fate.kind == "carried":
            continue
        if fate.kind != "met":
            doomed[hunk.move] = fate
        elif not hunk.text:
            doomed.setdefault(hunk.move, _Fate("deleted" if _deletes(theirs[fate.edit]) else "overlaps", fate.edit))
    arrived = {hunk.move for hunk, fate in zip(mine, fates, strict=True) if hunk.text and fate.kind == "met"}
    return [
        fate if hunk.move is None or hunk.move in arrived else doomed.get(hunk.move, fate)
        for hunk, fate in zip(mine, fates, strict=True)
    ]


def _together(carried: Sequence[Hunk], theirs: Sequence[Hunk], size: int) -> list[Hunk]:
    """Edits and carried hunks as one ordered, disjoint sequence. Linear (two sorted runs)."""
    pieces: list[Hunk] = []
    for piece in sorted((*theirs, *carried), key=lambda hunk: (hunk.start, hunk.end)):
        joined = piece
        while pieces and meets(pieces[-1], joined, size):
            joined = _joined(pieces.pop(), joined)
        pieces.append(joined)
    return pieces


def _joined(one: Hunk, other: Hunk) -> Hunk:
    """One hunk for two that meet and may both stand: a rewrite and an edit inside it, or two deletions."""
    outer = max(one, other, key=lambda hunk: (_WEIGHT[hunk.level], hunk.end - hunk.start))
    start, end = min(one.start, other.start), max(one.end, other.end)
    if (start, end) == (outer.start, outer.end):
        return outer
    # Each deletion took one of the two spaces beside its words. Where they took both together, one is given back; where
    # they took none, the canonical form joins the two.
    return replace(outer, start=start, end=end - (start % 2 == 0 and end % 2))
