"""A log as a stranger holds it: signed checkpoints, tiles and receipts, which may be altered before they are judged."""

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from comity.core.errors import Unreadable
from comity.record import checkpoint, note, proof, receipt, tile
from comity.record.checkpoint import Checkpoint
from comity.record.cosignature import cosign, cosigned
from comity.record.leaf import leaf
from comity.record.note import COSIGNATURE, Key, Note, Signature
from comity.record.proof import grew
from comity.record.tree import Frontier, leaf_hash, node_hash
from record.signing import signer

LOG, LOG_SIGNS = signer("comity/0123456789abcdef")
OTHER = replace(LOG, name="comity/fedcba9876543210")
"""Another log of the same host, which signs with the same key."""
WITNESS, WITNESS_SIGNS = signer("example.org/witness", COSIGNATURE, seed=2)
LEAVES = tuple(leaf(1_000 * seq, seq, f'{{"act":"{"x" * (seq % 7)}{seq}"}}') for seq in range(1_000))


@cache
def subtree(start, end):
    """The hash of leaves of the log, as the proofs are made from."""
    if end - start == 1:
        return leaf_hash(LEAVES[start])
    half = 1 << (end - start - 1).bit_length() - 1
    return node_hash(subtree(start, start + half), subtree(start + half, end))


def head(size):
    """The head of the log at a size."""
    return Checkpoint(LOG.name, size, subtree(0, size))


class Signed(Struct, frozen=True):
    """A checkpoint and the lines under it: the log's, and a witness's."""

    head: Checkpoint
    lines: tuple[Signature, ...]

    def __bytes__(self):
        return bytes(Note(self.head.text, self.lines))


def signed(given, key=LOG):
    """The checkpoint signed by the log and cosigned by the witness."""
    lines = (note.signed(given.text, key, LOG_SIGNS), cosign(given.text, WITNESS, 1_700_000_000, WITNESS_SIGNS))
    return Signed(given, lines)


class Receipted(Struct, frozen=True):
    """A leaf with its receipt, in parts."""

    leaf: bytes
    index: int
    hashes: tuple[bytes, ...]
    signed: Signed

    def __bytes__(self):
        return bytes(receipt.Receipt(self.index, self.hashes, Note(self.signed.head.text, self.signed.lines)))


def receipted(index, size):
    """The receipt of a leaf under the checkpoint of a size."""
    return Receipted(LEAVES[index], index, proof.inclusion(index, size, subtree), signed(head(size)))


def tiles(size):
    """Every tile of the log by path."""
    return {each.path: _tile(each) for each in tile.tiles(size)}


def _tile(each):
    start, end = each.span
    if each.level < 0:
        return tile.bundled(LEAVES[start:end])
    width = (end - start) // each.width
    return b"".join(subtree(at, at + width) for at in range(start, end, width))


def accepts_receipt(log: Key, given: bytes, data: bytes, witnesses: tuple[Key, ...] = ()) -> bool:
    """Whether our verifier takes the receipt of a leaf, cosigned by all of ``witnesses``."""
    try:
        read = receipt.read(data)
        return receipt.holds(read, given, log) and _cosigned(read.note, witnesses)
    except Unreadable:
        return False


def accepts_growth(log: Key, older: bytes, newer: bytes, hashes: tuple[bytes, ...]) -> bool:
    """Whether our verifier takes the proof that the log was only added to."""
    try:
        was, now = opened(log, older), opened(log, newer)
    except Unreadable:
        return False
    return grew((was.size, was.root), (now.size, now.root), hashes)


def accepts_tiles(log: Key, given: bytes, found: dict[str, bytes]) -> bool:
    """Whether our verifier takes a mirror: entries that give the root, and hashes that are those of the entries."""
    try:
        size, root = (read := opened(log, given)).size, read.root
        asked = list(tile.tiles(size))
        bundles = [tile.read_bundle(found[each.path]) for each in asked if each.level < 0]
    except (Unreadable, KeyError):
        return False
    tree, nodes = Frontier(), {}
    for entry in (entry for bundle in bundles for entry in bundle):
        tree, completed = tree.grown(entry)
        nodes |= {(tree.size - (1 << level), tree.size): each for level, each in enumerate(completed)}
    whole = [len(bundle) for bundle in bundles] == [each.width for each in asked if each.level < 0]
    return whole and (tree.size, tree.root()) == (size, root) and all(_agrees(each, nodes, found) for each in asked)


def _agrees(each, nodes, found):
    start, end = each.span
    width = (end - start) // each.width
    told = b"".join(nodes[at, at + width] for at in range(start, end, width)) if each.level >= 0 else None
    return told is None or found.get(each.path) == told


def opened(log: Key, data: bytes) -> Checkpoint:
    """The checkpoint of ``log``; ``Unreadable`` where it is none."""
    return checkpoint.opened(note.read(data), log)


def _cosigned(read, witnesses):
    return {each.key for each in cosigned(read, witnesses)} == set(witnesses)
