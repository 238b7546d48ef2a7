"""What is fetched of a log, and proven before it is believed."""

from comity.cli.witnessing.mirror import Mirror
from comity.cli.witnessing.source import Source
from comity.cli.witnessing.wrong import Wrong
from comity.core.errors import Unreadable
from comity.record import checkpoint, note
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes, read
from comity.record.leaf import MOST, read_leaf
from comity.record.note import Key, Note
from comity.record.proof import consistency, grew
from comity.record.tile import WIDTH, Tile, read_bundle, tiles
from comity.record.tree import leaf_hash

MOST_ACTS = 2**24
"""Acts of the longest record that is watched."""

MOST_BYTES = 2**30
"""Bytes of entries that one round takes in: a host cannot fill the machine's memory."""

_BUNDLE = WIDTH * (MOST + 2)
_TILE = WIDTH * 32


def head(source: Source, keys: tuple[Key, ...]) -> tuple[Note, Checkpoint, Key]:
    """The checkpoint of a log, and which of ``keys`` signed it under its own name.

    Raises ``Wrong`` (``key``) where none did: the host signs with another key, or shows another log. ``Unreadable``
    (``witness_too_many``) for a log of more than ``MOST_ACTS``.
    """
    data = source.read("checkpoint", note.MOST)
    signed = note.read(data)
    found = checkpoint.read(signed.text)
    for key in keys:
        if key.name == found.origin and _signed(signed, key):
            if found.size > MOST_ACTS:
                raise Unreadable(source.where, "witness_too_many", size=found.size, most=MOST_ACTS)
            return signed, found, key
    trusted = "".join(f"{key}\n" for key in keys).encode()
    raise Wrong("key", {"checkpoint": data, "trusted": trusted}, where=source.where, origin=found.origin)


def fetched(source: Source, mirror: Mirror, signed: Note) -> list[bytes]:
    """The leaves by which the log of the checkpoint ``signed`` is longer than its mirror.

    They are those of the checkpoint: with them the tree has its root, and the old head is proven to be its beginning
    (RFC 6962, section 2.1.2). Raises ``Wrong``: ``back`` for a smaller log, ``forked`` for one with another beginning.
    ``Unreadable`` (``witness_incoherent``) where what is served does not add up at all.
    """
    now = checkpoint.read(signed.text)
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
    return leaves


def compare(source: Source, mirror: Mirror, key: Key) -> int:
    """The size up to which the log as shown elsewhere is the mirrored one. Raises ``Wrong`` (``forked``) where it is not."""
    signed, found, _key = head(source, (key,))
    _compare(source, mirror, signed)
    return min(found.size, len(mirror))


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
        first = index * WIDTH
        tile = Tile(-1, index, min(WIDTH, size - first))
        data = source.read(tile.path, min(_BUNDLE, left))
        left -= len(data)
        bundle = read_bundle(data)
        if len(bundle) != tile.width:
            raise Unreadable(f"{source.where}/{tile.path}", "bundle_malformed")
        found += bundle[max(old - first, 0) :]
    for seq, leaf in enumerate(found, old):
        if read_leaf(leaf).seq != seq:
            raise Unreadable(source.where, "witness_incoherent")
    return found


def _both(mirror: Mirror, signed: Note) -> dict[str, bytes]:
    """The two checkpoints that one log cannot have."""
    return {"checkpoint": bytes(signed), **({"mirrored": bytes(mirror.note)} if mirror.note else {})}


def _signed(signed: Note, key: Key) -> bool:
    try:
        return bool(note.verified(signed, (key,)))
    except Unreadable:
        return False
