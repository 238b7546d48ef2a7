"""The time stamps of a record: where a bundle keeps them, and what is to be said of each against its acts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import stamp
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes
from comity.record.leaf import read_leaf
from comity.record.report import Facts, Fault, Stamped
from comity.record.stamp import Stamp

AHEAD = 5
"""Minutes by which an act may be dated after a stamp over it: clocks that are set by the network keep within seconds."""

MOST = 4_000
"""Stamps of one record: one a night for ten years."""

_MEMBER = re.compile(r"stamps/([1-9][0-9]{0,15})-([a-z0-9-]{1,64})\.tsr")
_MINUTE = 60_000

Place = tuple[int, str]
"""Which stamp: the size of the head, and the name that the host gives to the authority."""

Judge = Callable[[Stamp], bool | None]
"""What checks a stamp: whether an authority that the reader trusts signed it, none where it does not say that one did."""


def path(place: Place) -> str:
    """The member of a bundle that holds a stamp."""
    return f"stamps/{place[0]}-{place[1]}.tsr"


def is_name(name: str) -> bool:
    """Whether an authority may be called so in a record."""
    return _MEMBER.fullmatch(path((1, name))) is not None


def members(stamps: Mapping[Place, bytes]) -> dict[str, bytes]:
    """The stamps of a record as members of its bundle, by size and name."""
    return {path(place): stamps[place] for place in sorted(stamps)}


def found(members: Mapping[str, bytes]) -> dict[Place, bytes]:
    """The stamps among the members of a bundle, not yet read."""
    named = ((_MEMBER.fullmatch(name), data) for name, data in members.items())
    return {(int(name[1]), name[2]): data for name, data in named if name}


def ahead(at: int, stamped: Stamp) -> int:
    """Minutes by which the host's clock ran ahead, where it dated an act ``at`` that had been stamped before; else 0."""
    late = (at - stamped.at) // _MINUTE
    return late if late >= AHEAD else 0


class Heads(Struct, frozen=True):
    """All heads that a record ever had, and when its host dates the acts under them; ``tree`` is that of the leaves."""

    origin: str
    leaves: tuple[bytes, ...]
    tree: Hashes

    def at(self, size: int) -> Checkpoint | None:
        """The head at ``size`` acts."""
        return Checkpoint(self.origin, size, self.tree.root(size)) if size <= len(self.tree) else None


def examined(
    stamps: Mapping[Place, bytes], heads: Heads, judge: Judge | None
) -> tuple[tuple[Stamped, ...], tuple[Fault, ...]]:
    """What each stamp says, and what is wrong. Without a ``judge`` no signature is checked.

    A stamp that is malformed, of a head that this record never had, or falsely in the name of an authority that the reader
    trusts is a fault; so is, once an authority is trusted, that none of its stamps is there, or that one is older than an
    act under it.
    """
    told: list[Stamped] = []
    faults: list[Fault] = []
    for place in sorted(stamps):
        try:
            told.append(_examine(place, stamps[place], heads, judge))
        except Unreadable as error:
            faults.append(Fault(f"unreadable.{error.why}", {**error.facts, "where": path(place)}))
    return tuple(told), (*faults, *_wrong(told, judged=judge is not None))


def _examine(place: Place, data: bytes, heads: Heads, judge: Judge | None) -> Stamped:
    size, name = place
    head = heads.at(size)
    read = stamp.read(data)
    if stamp.response(read.token) != data:
        raise Unreadable("stamp", "stamp_malformed")
    if head is None or not read.is_of(head):
        raise Unreadable("stamp", "stamp_of_another", size=size)
    signed = judge(read) if judge else None
    return Stamped(
        size=size,
        name=name,
        authority=read.authority or name,
        at=read.at,
        ahead=ahead(read_leaf(heads.leaves[size - 1]).at, read),
        proof={True: "checked", False: "forged", None: "foreign" if judge else "unchecked"}[signed],
    )


def _wrong(told: Iterable[Stamped], *, judged: bool) -> Iterator[Fault]:
    proven = False
    for each in told:
        facts: Facts = {"authority": each.authority, "size": each.size}
        if each.proof == "forged":
            yield Fault("verify.stamp_forged", facts)
        elif each.proof == "checked":
            proven = True
            if each.ahead:
                yield Fault("verify.stamp_before", {**facts, "minutes": each.ahead}, each.size - 1)
    if judged and not proven:
        yield Fault("verify.not_stamped")
