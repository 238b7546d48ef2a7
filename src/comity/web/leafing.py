"""The account of a long file, page by page: what is shown of it, and what its form carries of the other pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from comity.web.understood import Account

SHOWN = 50
"""Proposals on a page."""

_TYPED = ("rationale-", "comment-")


@dataclass(frozen=True)
class Leaf:
    """Page ``number`` of ``count``, both from 1, with the proposals of these keys; the last has what is no proposal as well.

    ``carried`` are fields for what is ticked and typed on the others. ``chosen`` counts the proposals ticked, ``stuck`` those that cannot be
    submitted as they stand, and ``where`` are the pages they are on.
    """

    number: int
    count: int
    keys: tuple[str, ...]
    carried: tuple[tuple[str, str], ...]
    chosen: int
    stuck: int
    where: tuple[int, ...]

    @property
    def last(self) -> bool:
        """Whether nothing follows."""
        return self.number == self.count


def leaf(account: Account, asked: int) -> Leaf:
    """The page asked for, or the one next to it that there is."""
    keys = account.keys
    count = max(-(-len(keys) // SHOWN), 1)
    number = min(max(asked, 1), count)
    shown = keys[(number - 1) * SHOWN : number * SHOWN]
    stuck = [place for place, key in enumerate(keys) if key not in account.told.done and not account.stands[key].open]
    return Leaf(
        number=number,
        count=count,
        keys=shown,
        carried=tuple(_carried(account, frozenset(shown), last=number == count)),
        chosen=len(account.chosen.intersection(keys) - account.told.done),
        stuck=len(stuck),
        where=tuple(sorted({place // SHOWN + 1 for place in stuck})),
    )


def of(account: Account, keys: frozenset[str]) -> int:
    """The first page with one of these, the last for those that are no proposals."""
    found = (place // SHOWN + 1 for place, key in enumerate(account.keys) if key in keys)
    return next(found, len(account.keys))


def _carried(account: Account, shown: frozenset[str], *, last: bool) -> Iterator[tuple[str, str]]:
    """The fields of what stands on other pages."""
    proposals = frozenset(account.keys)

    def elsewhere(key: str) -> bool:
        return key not in shown if key in proposals else not last and key[:1] in "sc" and key[1:].isdigit()

    yield from (("take", key) for key in sorted(account.chosen) if elsewhere(key))
    for name in account.told.form:
        key = name.split("-")[1] if name.startswith(_TYPED) else ""
        if key and elsewhere(key):
            yield name, account.told.form.get(name) or ""
