"""Sealed parts in the store: there with the act that vouches for them, held to their hash, gone with the act that erases them."""

from collections.abc import Iterable, Mapping

from comity.core import queries
from comity.core.errors import Refused
from comity.core.queries import Part
from comity.core.state import State
from comity.record import sealed
from comity.registry import beside, store
from comity.registry.guarded import guarded
from comity.registry.read import newest

MOST = 8 * 1024**2
"""Bytes of a part."""

ALL = 128 * 1024**2
"""Bytes of all parts of a log, so that its bundle can be made and read in memory."""

NUMBER = 5_000
"""Parts of a log."""


def part(log: str, digest: str) -> bytes | None:
    """The blob of a sealed part, salt and bytes (``sealed.opened``); none where it is erased or withheld, or never was there.

    Refuses ``part_damaged`` for one that is no longer what its act vouched for.
    """
    with guarded(log):
        blob = beside.part(log, digest)
    if blob is not None and sealed.digest(blob) != digest:
        raise Refused("part_damaged", part=digest)
    return blob


def parts(log: str, state: State) -> Mapping[str, bytes]:
    """The blobs that are there, by digest, of the parts that stand in ``state``. Refuses ``part_damaged``."""
    standing = (each.digest for each in queries.parts(state) if each.erased is None)
    found = ((digest, part(log, digest)) for digest in standing)
    return {digest: blob for digest, blob in found if blob is not None}


def erase(log: str, digest: str) -> None:
    """Delete the blob of a part without an act, as a court may order of whoever runs the host; the record shows it withheld."""
    with guarded(log, "record_unavailable"), store.hold(log):
        folded = newest(log)
        if folded.state is None:
            raise Refused("record_unknown", log=log)
        _erase(log, folded.state, digest)


def settle(log: str, before: State | None, state: State, given: Iterable[bytes]) -> None:
    """Keep the blobs ``given`` with the last act of ``state``, and delete those that it erases. The log is held.

    ``before`` is the state without that act.

    Refuses where not all parts that the act names are given (``part_missing``), or others (``part_unknown``); one that is
    too large, or of another size than the act tells (``part_too_large``, ``part_size``); and what the log has no room for (``parts_full``).
    """
    last, blobs = state.size - 1, _by_digest(given)
    named = [each for each in queries.parts(state, before) if last in {each.seq, each.erased}]
    new = {each.digest: each for each in named if each.seq == last}
    _match(new, blobs)
    if blobs:
        _require_room(log, blobs)
    for digest, blob in blobs.items():
        beside.keep_part(log, digest, blob)
    for each in named:
        if each.erased == last:
            _erase(log, state, each.digest)


def restore(log: str, state: State, given: Iterable[bytes]) -> None:
    """Keep those of the blobs ``given`` that stand in ``state``, and delete what its acts erased. The log is held.

    A part that is not given is withheld. Refuses ``part_unknown`` for a blob that no act of the record ever named.
    """
    blobs = _by_digest(given)
    known = {each.digest: each for each in queries.parts(state)}
    _refuse_unknown(blobs, known)
    for digest, each in known.items():
        if each.erased is not None:
            _erase(log, state, digest)
        elif digest in blobs:
            beside.keep_part(log, digest, blobs[digest])


def _erase(log: str, state: State, digest: str) -> None:
    """Delete a blob here and where the record that this one continues kept it."""
    for each in (log, *(before.log for before in state.predecessors)):
        beside.erase_part(each, digest)


def _by_digest(given: Iterable[bytes]) -> dict[str, bytes]:
    return {sealed.digest(blob): blob for blob in given}


def _match(named: Mapping[str, Part], blobs: Mapping[str, bytes]) -> None:
    _refuse_unknown(blobs, named)
    for digest, each in named.items():
        if digest not in blobs:
            raise Refused("part_missing", part=digest)
        size = len(blobs[digest]) - sealed.SALT
        if size > MOST:
            raise Refused("part_too_large", limit=MOST // 1024**2)
        if size != each.size:
            raise Refused("part_size", size=size, told=each.size)


def _refuse_unknown(blobs: Mapping[str, bytes], named: Mapping[str, Part]) -> None:
    for digest in blobs.keys() - named.keys():
        raise Refused("part_unknown", part=digest)


def _require_room(log: str, blobs: Mapping[str, bytes]) -> None:
    number, size = beside.weight_of_parts(log)
    if number + len(blobs) > NUMBER or size + sum(map(len, blobs.values())) > ALL:
        raise Refused("parts_full", limit=ALL // 1024**2, most=NUMBER)
