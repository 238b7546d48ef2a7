"""What a group of changed paragraphs proposes: reword, add, delete, split, merge; and what moves."""

from collections.abc import Iterator
from itertools import chain

from comity.core.state import ProvisionKind
from comity.formats.publication.values import Head
from comity.formats.upload.comparing import Comparison, Group
from comity.formats.upload.grounds import Grounds
from comity.formats.upload.lines import alike
from comity.formats.upload.values import Found

Wish = tuple[Found, tuple[int, ...]]
"""A proposal, and the lines of the upload whose words it brings."""


def wishes(grounds: Grounds, compared: Comparison, group: Group) -> Iterator[Wish]:
    """What one group proposes to the base, in the order of the upload."""
    if group.moved and group.base:
        target = grounds.heads[group.base[0]].provision
        yield Found("move", (target,), after=_after(grounds, compared, group.came[0])), ()
    if group.changed:
        yield from _rewritten(grounds, compared, group)


def _rewritten(grounds: Grounds, compared: Comparison, group: Group) -> Iterator[Wish]:
    base, came = group.base, group.came
    words = tuple(compared.came[j].words for j in came)
    targets = tuple(grounds.heads[n].provision for n in base)
    if not came:
        yield from ((Found("delete", (target,)), ()) for target in targets)
    elif len(base) == 1 and len(came) > 1:
        yield Found("split", targets, words), came
    elif len(base) > 1 and len(came) == 1:
        yield Found("merge", targets, words), came
    else:
        yield from _one_by_one(grounds, compared, group)


def _one_by_one(grounds: Grounds, compared: Comparison, group: Group) -> Iterator[Wish]:
    """As many rewordings as there are provisions; what is left over is added or deleted."""
    for n, j in zip(group.base, group.came, strict=False):
        if grounds.words[n] != compared.came[j].words:
            yield Found("reword", (grounds.heads[n].provision,), (compared.came[j].words,)), (j,)
    for n in group.base[len(group.came) :]:
        yield Found("delete", (grounds.heads[n].provision,)), ()
    for j in group.came[len(group.base) :]:
        yield _added(grounds, compared, j)


def _added(grounds: Grounds, compared: Comparison, j: int) -> Wish:
    line = compared.came[j]
    kind, level = _kind(grounds, compared, j)
    found = Found(
        "add",
        pieces=(line.words,),
        after=_after(grounds, compared, j),
        provision_kind=kind,
        number=line.number,
        level=level,
    )
    return found, (j,)


def _after(grounds: Grounds, compared: Comparison, j: int) -> str:
    """The provision that stands before a line of the upload; ``""`` at the beginning."""
    near = next((compared.holders[n] for n in range(j - 1, -1, -1) if n in compared.holders), None)
    return "" if near is None else grounds.heads[near].provision


def _near(grounds: Grounds, compared: Comparison, j: int) -> Iterator[Head]:
    """The provisions of the lines before one of the upload, the nearest first, then of those behind it."""
    for n in chain(range(j - 1, -1, -1), range(j + 1, len(compared.came))):
        if n in compared.holders:
            yield grounds.heads[compared.holders[n]]


def _kind(grounds: Grounds, compared: Comparison, j: int) -> tuple[ProvisionKind, int]:
    """What an added paragraph is, from its number and its neighbours: those before it count first."""
    line = compared.came[j]
    if line.number:
        for head in _near(grounds, compared, j):
            if head.number and alike(head.number) == alike(line.number):
                return head.kind, head.level
        if "article" in line.number.casefold() or "статья" in line.number.casefold():
            return "article", line.line.level
    if line.line.heading:
        return "heading", line.line.level
    plain = (head for head in _near(grounds, compared, j) if head.kind not in {"title", "heading", "annex"})
    near = next(plain, None)
    return (near.kind, near.level) if near else ("operative", line.line.level)
