"""A record that continues another, held against the copy of that one, if this witness kept one."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from comity.cli.witnessing.mirror import Mirror
from comity.cli.witnessing.statements import told
from comity.cli.witnessing.witness import Witness
from comity.cli.witnessing.wrong import Wrong
from comity.record.hashes import Hashes
from comity.record.leaf import read_leaf
from comity.record.note import Note
from comity.record.tree import leaf_hash

_KIND = "consultation.succeed"


class _Head(Struct, frozen=True):
    size: int


class Succession(Struct, frozen=True):
    """What a witness reads of the act by which a record goes on as another."""

    kind: str
    predecessor: str
    origin: str
    lost: _Head | None = None


_SUCCESSION = msgspec.json.Decoder(Succession)


class _Filed(Struct, frozen=True):
    actor: str


_FILED = msgspec.json.Decoder(_Filed)


class Continued(Struct, frozen=True):
    """The record goes on from ``log`` (its checkpoints bear ``origin``) with its first ``size`` acts.

    ``mirrored`` is how many acts of it this witness has (none where it never saw it), ``ours`` the numbers of those of its
    party that are lost.
    """

    log: str
    origin: str
    size: int
    mirrored: int
    ours: tuple[int, ...] = ()

    @property
    def lost(self) -> int:
        """How many acts are lost that this witness has."""
        return max(self.mirrored - self.size, 0)


def continued(
    witness: Witness, mirror: Mirror, leaves: Sequence[bytes], signed: Note, party: str
) -> tuple[Continued, ...]:
    """What the new ``leaves`` of a log, which follow those in ``mirror``, say of logs that it continues, each held against its copy.

    Raises ``Wrong``: ``succession_forked`` where the beginning is another than the one that was mirrored, ``succession_short``
    where acts are missing that were mirrored and are not told as lost. O(leaves) where there is a succession among them.
    """
    found = ((number, succession(leaf)) for number, leaf in enumerate(leaves, len(mirror)))
    return tuple(_held(witness, mirror, leaves, signed, number, act, party) for number, act in found if act)


def succession(leaf: bytes) -> Succession | None:
    """The succession in a leaf; none in the leaf of any other act, and in one that says nothing that can be read."""
    if _KIND.encode() not in leaf:
        return None
    found = told(read_leaf(leaf).stmt.encode(), _SUCCESSION)
    return found if found and found.kind == _KIND else None


def _held(  # noqa: PLR0913, PLR0917 - the round's facts and the act's
    witness: Witness, mirror: Mirror, leaves: Sequence[bytes], signed: Note, size: int, act: Succession, party: str
) -> Continued:
    old = Mirror(witness.place(act.origin) / "mirror")
    evidence = {"checkpoint": bytes(signed), **({"mirrored": bytes(old.note)} if old.note else {})}
    seq = Hashes(_beginning(mirror, leaves, size)).differs(old.hashes)
    if seq is not None:
        leaf = next(old.leaves(seq, seq + 1))
        raise Wrong("succession_forked", {**evidence, "mirrored.json": leaf}, log=act.predecessor, seq=seq)
    admitted = max(size, act.lost.size if act.lost else 0)
    if len(old) > admitted:
        raise Wrong("succession_short", evidence, log=act.predecessor, told=admitted, was=len(old))
    lost = enumerate(old.leaves(size, len(old)), size)
    ours = tuple(number for number, leaf in lost if party and _is_of(leaf, party))
    return Continued(act.predecessor, act.origin, size, len(old), ours)


def _beginning(mirror: Mirror, leaves: Sequence[bytes], size: int) -> Iterator[bytes]:
    """The hashes of the first ``size`` leaves of the log."""
    known = min(len(mirror), size)
    yield from map(mirror.hashes.leaf, range(known))
    yield from map(leaf_hash, leaves[: size - known])


def _is_of(leaf: bytes, party: str) -> bool:
    found = told(read_leaf(leaf).stmt.encode(), _FILED)
    return found is not None and found.actor.partition("/")[0] == party
