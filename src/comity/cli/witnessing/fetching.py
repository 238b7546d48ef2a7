"""What is fetched of a log, and proven before it is believed."""

from msgspec import Struct

from comity.cli.witnessing.mirror import Mirror
from comity.cli.witnessing.source import Source, served
from comity.cli.witnessing.wrong import Wrong
from comity.core.errors import Unreadable
from comity.record import checkpoint, note, rotation
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes, read
from comity.record.leaf import MOST, read_leaf
from comity.record.note import Key, Note
from comity.record.proof import consistency, grew
from comity.record.rotation import Rotation
from comity.record.tile import WIDTH, Tile, read_bundle, tiles
from comity.record.tree import leaf_hash

MOST_ACTS = 2**24
"""Acts of the longest record that is watched."""

MOST_BYTES = 2**30
"""Bytes of entries that one round takes in: a host cannot fill the machine's memory."""

_ABSENT = {"missing", "witness_absent"}
_BUNDLE = WIDTH * (MOST + 2)
_TILE = WIDTH * 32


class Shown(Struct, frozen=True):
    """The checkpoint that a source shows, and the ``key`` that signed it.

    ``passed`` is how the host passed on its key, from one that was trusted to this one, with the notes that say so;
    nothing where it was trusted itself.
    """

    note: Note
    head: Checkpoint
    key: Key
    passed: tuple[Rotation, ...] = ()
    rotations: bytes = b""


def head(source: Source, keys: tuple[Key, ...]) -> Shown:
    """The checkpoint of a log, signed under its own name with one of ``keys``, or with one that such a key announced.

    Raises ``Wrong`` (``key``) where it is not: the host signs with another key, or shows another log. ``Unreadable``
    (``witness_too_many``) for a log of more than ``MOST_ACTS``, ``witness_garbled`` for what is no checkpoint.
    """
    data = source.read("checkpoint", note.MOST)
    with served(f"{source.where}/checkpoint"):
        signed = note.read(data)
        found = checkpoint.read(signed.text)
    if found.size > MOST_ACTS:
        raise Unreadable(source.where, "witness_too_many", size=found.size, most=MOST_ACTS)
    if key := checkpoint.signer(signed, keys):
        return Shown(signed, found, key)
    told, rotations = _rotations(source)
    if key := checkpoint.signer(signed, rotation.followed(keys, rotations)):
        return Shown(signed, found, key, rotation.led(keys, rotations, key), told)
    trusted = "".join(f"{key}\n" for key in keys).encode()
    evidence = {"checkpoint": data, "trusted": trusted, **({"rotations": told} if told else {})}
    raise Wrong("key", evidence, where=source.where, origin=found.origin)


def fetched(source: Source, mirror: Mirror, shown: Shown) -> list[bytes]:
    """The leaves by which the log as ``shown`` is longer than its mirror.

    They are those of the checkpoint: with them the tree has its root, and the old head is proven to be its beginning
    (RFC 6962, section 2.1.2). Raises ``Wrong``: ``back`` for a smaller log, ``forked`` for one with another beginning,
    ``passed`` where the host passed on its key with another record in view.
    ``Unreadable`` (``witness_incoherent``, ``witness_garbled``) where what is served does not add up at all, or is no entry.
    """
    signed, now = shown.note, shown.head
    old = len(mirror)
    if now.size < old:
        _compare(source, mirror, signed)
        raise Wrong("back", _both(mirror, signed), where=source.where, size=now.size, was=old)
    leaves = _leaves(source, mirror, now.size)
    longer = Hashes([*map(mirror.hashes.leaf, range(old)), *map(leaf_hash, leaves)]) if leaves else mirror.hashes
    proof = consistency(old, now.size, longer.subtree)
    proven = grew((old, mirror.hashes.root(old)), (now.size, now.root), proof)
    if longer.root(now.size) != now.root or not proven:
        _compare(source, mirror, signed)
        raise Unreadable(source.where, "witness_incoherent")
    for fault in rotation.faults(shown.passed, now.origin, longer):
        evidence = {"checkpoint": bytes(signed), "rotations": shown.rotations}
        raise Wrong("passed", evidence, where=source.where, size=fault.facts.get("size", now.size))
    return leaves


def compare(source: Source, mirror: Mirror, keys: tuple[Key, ...]) -> Shown:
    """What is shown elsewhere of the mirrored log. Raises ``Wrong`` (``forked``) where neither is the beginning of the other."""
    shown = head(source, keys)
    _compare(source, mirror, shown.note)
    return shown


def require_shown(source: Source, elsewhere: Source, shown: Shown, keys: tuple[Key, ...]) -> None:
    """Raise ``Wrong`` (``hidden``) where the host at ``source`` now shows fewer acts than ``elsewhere`` had ``shown``, signed by it.

    It is asked after the other place was, so an act that came in between is no reason.
    """
    now = head(source, keys)
    if now.head.size < shown.head.size:
        evidence = {"checkpoint": bytes(now.note), "elsewhere": bytes(shown.note)}
        size, was = now.head.size, shown.head.size
        raise Wrong("hidden", evidence, where=source.where, size=size, elsewhere=elsewhere.where, was=was)


def _compare(source: Source, mirror: Mirror, signed: Note) -> None:
    """Raise ``Wrong`` (``forked``) if the log of ``signed`` at ``source`` is not the mirrored one, as far as both go."""
    found = checkpoint.read(signed.text)
    theirs = Hashes()
    for tile in tiles(found.size):
        if tile.level == 0:
            for each in read(source.read(tile.path, _TILE)):
                theirs.add(each)
    if len(theirs) != found.size or theirs.root(found.size) != found.root:
        raise Unreadable(source.where, "witness_incoherent")
    seq = theirs.differs(mirror.hashes)
    if seq is not None:
        evidence = {**_both(mirror, signed), "mirrored.json": next(mirror.leaves(seq, seq + 1))}
        raise Wrong("forked", evidence, where=source.where, seq=seq, size=found.size)


def _leaves(source: Source, mirror: Mirror, size: int) -> list[bytes]:
    """The leaves that the mirror lacks, bundle by bundle; each is one, and has its own number."""
    old, left = len(mirror), MOST_BYTES
    found: list[bytes] = []
    for index in range(old // WIDTH, -(-size // WIDTH) if size > old else 0):
        tile = Tile(-1, index, min(WIDTH, size - index * WIDTH))
        data = source.read(tile.path, min(_BUNDLE, left))
        left -= len(data)
        with served(f"{source.where}/{tile.path}"):
            found += _entries(data, tile, old)
    return found


def _entries(data: bytes, tile: Tile, old: int) -> list[bytes]:
    """The leaves in a bundle from number ``old`` on, each in its place."""
    bundle = read_bundle(data)
    leaves = [(seq, leaf) for seq, leaf in enumerate(bundle, tile.span[0]) if seq >= old]
    if len(bundle) != tile.width or any(read_leaf(leaf).seq != seq for seq, leaf in leaves):
        raise Unreadable("bundle", "bundle_malformed")
    return [leaf for _, leaf in leaves]


def _both(mirror: Mirror, signed: Note) -> dict[str, bytes]:
    """The two checkpoints that one log cannot have."""
    return {"checkpoint": bytes(signed), **({"mirrored": bytes(mirror.note)} if mirror.note else {})}


def _rotations(source: Source) -> tuple[bytes, tuple[Rotation, ...]]:
    """What the host tells of how its key was passed on; nothing where it tells nothing that can be read."""
    try:
        told = source.read("rotations", note.MOST)
    except Unreadable as error:
        if error.why in _ABSENT:
            return b"", ()
        raise
    try:
        return told, rotation.read_all(told)
    except Unreadable:
        return told, ()
