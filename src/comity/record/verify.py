"""Verification of a bundle: nothing in it is believed but what follows from signatures of keys that the reader trusts.

Every leaf is hashed into the tree whose head was signed, every act is played again under the rules, and at last the bundle
is written anew from what was found: whatever else it holds, it differs.
"""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from comity.core import queries
from comity.core.errors import Refused, Unreadable
from comity.core.state import State
from comity.record import bundle, checkpoint, hashes, heads, note, rotation, sealed, stamped
from comity.record.archive import unzipped, zipped
from comity.record.bundle import Members, Record
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes
from comity.record.note import Key, Note
from comity.record.replay import Replay, sentence
from comity.record.report import Fault, Report, Withheld
from comity.record.signature import PURE, Curves
from comity.record.stamped import Judge
from comity.record.standalone import FOLDER
from comity.record.tile import WIDTH, Tile
from comity.record.tree import leaf_hash

_BLOBS = "blobs/"
_VERIFIER = f"{FOLDER}/"
_FACTS = ("record.json", "checkpoint")
_TOLD = ("key", "verifier")


def verify(data: bytes, trust: tuple[Key, ...] = (), curves: Curves = PURE, authorities: Judge | None = None) -> Report:
    """What there is to be said of a bundle. O(bytes), plus what the rules and each signature cost; never raises for its content.

    ``curves`` check the signatures of acts, ``authorities`` those of time stamps. Only what is no bundle at all is refused:
    ``Unreadable`` (``bundle_foreign``, ``bundle_cut``, ``bundle_too_large``).
    """
    members = unzipped(data)
    if members.keys().isdisjoint(_FACTS):
        raise Unreadable("record.zip", "bundle_foreign")
    try:
        found = _Opened(members)
    except Unreadable as error:
        return Report(faults=(Fault(f"unreadable.{error.why}", {**error.facts, "where": error.where}),))
    tree = Hashes(map(leaf_hash, found.record.leaves))
    replay = Replay(tree, curves)
    replay.play(found.record.leaves)
    acts = tuple(_acts(found, tree, replay))
    known = rotation.followed(trust, found.rotations)
    passed = rotation.faults(found.rotations, found.head.origin, tree)
    signatures = heads.faults(found.note, found.head.origin, found.record.key, known)
    history = stamped.Heads(found.head.origin, found.record.leaves, tree)
    stamps, late = ((), ()) if acts else stamped.examined(found.record.stamps, history, authorities)
    written = () if acts else _written(data, members, found.record, tree, replay)
    return Report(
        log=replay.state.log if replay.state else "",
        predecessors=replay.state.predecessors if replay.state else (),
        origin=found.head.origin,
        size=found.head.size,
        root=found.head.root.hex(),
        at=replay.at,
        key=found.record.key,
        trusted=checkpoint.signer(found.note, known) is not None if trust else None,
        passed=heads.passed(found.rotations, found.record.key, trust),
        witnesses=heads.witnesses(found.note, trust),
        stamps=stamps,
        counted=replay.counted,
        keys=replay.keys,
        withheld=tuple(_withheld(found.record, replay)),
        foreign=found.record.verifier != bundle.own_digest(),
        faults=(*acts, *passed, *signatures, *late, *written),
    )


class _Opened:
    """The parts of a bundle, read and not yet believed; ``Unreadable`` where one of them is missing or malformed."""

    def __init__(self, members: Members) -> None:
        told = _told(_member(members, "record.json"))
        signed = _member(members, "checkpoint")
        self.note, self.head = _head(signed)
        passed = members.get("rotations", b"")
        self.rotations = rotation.read_all(passed)
        self.hashes = [each for tile in _level(0, self.head.size, members) for each in hashes.read(tile)]
        leaves = tuple(leaf for tile in _level(-1, self.head.size, members) for leaf in _entries(tile))
        blobs = {name.removeprefix(_BLOBS): data for name, data in members.items() if name.startswith(_BLOBS)}
        self.record = Record(leaves, signed, told["key"], blobs, told["verifier"], passed, stamped.found(members))


def _member(members: Members, name: str) -> bytes:
    if name not in members:
        raise Unreadable("record.zip", "member_missing", member=name)
    return members[name]


def _head(signed: bytes) -> tuple[Note, Checkpoint]:
    try:
        found = note.read(signed)
        return found, checkpoint.read(found.text)
    except Unreadable:
        raise Unreadable("checkpoint", "member_malformed") from None


def _told(written: bytes) -> Mapping[str, str]:
    """The two words of ``record.json`` that nothing else in the bundle tells; what it says besides is compared at the end."""
    try:
        told = msgspec.json.decode(written)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        told = None
    words = {name: told.get(name) for name in _TOLD} if isinstance(told, dict) else {}
    found = {name: word for name, word in words.items() if isinstance(word, str)}
    if len(found) < len(_TOLD):
        raise Unreadable("record.json", "member_malformed")
    return found


def _level(level: int, size: int, members: Members) -> Iterator[bytes]:
    """The tiles of level -1 or 0 of a log of ``size`` leaves, up to the first that is not there."""
    for index in range(-(-size // WIDTH)):
        found = members.get(Tile(level, index, min(WIDTH, size - index * WIDTH)).path)
        if found is None:
            return
        yield found


def _entries(tile: bytes) -> Iterator[bytes]:
    """The entries of a tile; where lengths and bytes do not agree, or there are too many, the rest is one, and will be found wrong."""
    at = 0
    for _ in range(WIDTH):
        if at >= len(tile):
            return
        end = at + 2 + int.from_bytes(tile[at : at + 2], "big")
        yield tile[at + 2 : end]
        at = end
    if at < len(tile):
        yield tile[at:]


def _acts(found: _Opened, tree: Hashes, replay: Replay) -> Iterator[Fault]:
    """The first act that is not the one whose hash was signed, and the first that the rules did not allow: by number."""
    faults = [*_tree(found, tree, replay.state), *([replay.fault] if replay.fault else [])]
    faults += _unparted(found, replay.state) if replay.state else ()
    yield from sorted(faults, key=lambda fault: len(tree) if fault.seq is None else fault.seq)
    if not len(tree):
        yield Fault("verify.no_acts")


def _unparted(found: _Opened, state: State) -> Iterator[Fault]:
    """The act by which a log is to continue one of its own origin: whoever follows one name would not see two logs."""
    for before in state.predecessors:
        if before.origin == found.head.origin:
            told = sentence(found.record.leaves[before.size], state)
            yield Fault("verify.origin_kept", {"origin": before.origin}, before.size, told)


def _tree(found: _Opened, tree: Hashes, state: State | None) -> Iterator[Fault]:
    """The first act by which the leaves are not those under the head."""
    size, leaves = found.head.size, found.record.leaves
    if (len(tree), tree.root(len(tree))) == (size, found.head.root):
        return
    altered = tree.differs(Hashes(found.hashes))
    if altered is not None:
        yield Fault("verify.act_altered", {}, altered, sentence(leaves[altered], state))
    elif len(tree) < size:
        yield Fault("verify.act_missing", {"size": size}, len(tree))
    elif len(tree) > size:
        yield Fault("verify.act_added", {"size": size}, size, sentence(leaves[size], state))
    else:
        yield Fault("verify.root_differs")


def _withheld(record: Record, replay: Replay) -> Iterator[Withheld]:
    """The parts that acts vouch for and that the bundle does not hold, in the order of the acts."""
    erased = {each.digest: each.erased for each in queries.parts(replay.state)} if replay.state else {}
    for part, seq in replay.sealed.items():
        if part not in record.blobs:
            told, by = sentence(record.leaves[seq], replay.state), erased.get(part)
            yield Withheld(part, seq, told, by, None if by is None else sentence(record.leaves[by], replay.state))


def _written(data: bytes, members: Members, record: Record, tree: Hashes, replay: Replay) -> Iterator[Fault]:
    """What the bundle holds besides a sound record, or holds otherwise than the house writes it: the first of it."""
    for name, blob in record.blobs.items():
        if sealed.digest(blob) != name:
            yield Fault("verify.part_altered", {"part": name[:64]})
        elif name not in replay.sealed:
            yield Fault("verify.part_unknown", {"part": name})
    if replay.state is None:
        return
    try:
        expected = _expected(members, record, tree, replay.state)
    except Refused:
        yield Fault("unreadable.member_malformed", {"where": "record.json"})
        return
    for name in sorted(members.keys() | expected.keys()):
        if members.get(name) != expected.get(name):
            yield Fault("verify.member_differs", {"member": name})
            return
    if zipped(expected) != data:
        yield Fault("verify.archive_differs")


def _expected(members: Members, record: Record, tree: Hashes, state: State) -> Members:
    """The members as they must be. What another version of the house put in for people is taken as it is."""
    if record.verifier == bundle.own_digest():
        return {**bundle.verifier(), **bundle.evidence(record, tree, state.log), **bundle.derived(record, state)}
    carried = {name: data for name, data in members.items() if name == "__main__.py" or name.startswith(_VERIFIER)}
    page = {name: data for name, data in members.items() if name == "record.html"}
    told = replace(record, verifier=bundle.digest(carried))
    return {**carried, **bundle.evidence(told, tree, state.log), **page}
