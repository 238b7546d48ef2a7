"""A whole record on its way out: one file that needs no host to be checked."""

from comity.record import bundle, note
from comity.record.bundle import Record
from comity.record.checkpoint import read as read_checkpoint
from comity.registry import parts, stamps, store
from comity.registry.guarded import guarded
from comity.registry.hostkeys import key, rotations
from comity.registry.known import require_key
from comity.registry.read import state
from comity.registry.witnesses import checkpoint


def export(log: str) -> bytes:
    """The bundle of ``log`` as of its newest checkpoint: the same bytes until an act, a cosignature or a time stamp is added. O(bytes).

    Sealed parts are in it, except those that are erased or withheld. Refuses ``record_unknown`` where nothing is kept, and
    ``part_damaged``, ``stamp_damaged``, ``host_key_other``: the key that signed it cannot be told.
    """
    require_key(store.log(log))
    signed = checkpoint(log)
    size = read_checkpoint(note.read(signed).text).size
    with guarded(log):
        leaves = tuple(leaf for leaf, _ in store.leaves(log, 0, size))
    then = state(log, size)
    stamped = {place: answer for place, answer in stamps.answers(log).items() if place[0] <= size}
    record = Record(leaves, signed, str(key(log)), parts.parts(log, then), rotations=rotations(log), stamps=stamped)
    return bundle.pack(record, then)
