"""Proofs of the Merkle tree: that a leaf is in it, and that it only grew (RFC 6962, sections 2.1.1 and 2.1.2).

They are made from the hashes of subtrees, wherever those are kept, and checked from nothing but the proof, by the same
recursion that made it.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

from comity.record.tree import node_hash

Subtree = Callable[[int, int], bytes]
"""The hash of the leaves ``start:end``, at least one of them."""

Head = tuple[int, bytes]
"""Size and root of a tree."""

EMPTY = hashlib.sha256(b"").digest()
"""The root of the tree without leaves."""


def inclusion(index: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The proof that leaf ``index`` is in the tree of ``size`` leaves: siblings from the leaf to the root."""
    return tuple(_path(index, 0, size, subtree))


def consistency(old: int, new: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The proof that the tree of ``new`` leaves begins with that of ``old``; empty from nothing and to the same size."""
    return tuple(_growth(old, 0, new, subtree)) if 0 < old < new else ()


def includes(root: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the leaf of hash ``leaf`` has number ``index`` in the tree of that size and root."""
    return led(index, size, leaf, proof) == root


def led(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """The root to which ``proof`` leads from the leaf of hash ``leaf``, number ``index`` of ``size``; none if it is not of that length."""
    hashes = iter(proof)
    try:
        root = _led(index, size, leaf, hashes) if 0 <= index < size else None
    except StopIteration:
        return None
    return None if tuple(hashes) else root


def grew(old: Head, new: Head, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the tree of ``new`` only added leaves to that of ``old``; both are size and root."""
    (size, root), (larger, now) = old, new
    if size == larger:
        return root == now and not proof
    if size == 0:
        return root == EMPTY and not proof
    hashes = iter(proof)
    try:
        return 0 < size < larger and _grown(size, larger, root, hashes) == (root, now) and not tuple(hashes)
    except StopIteration:
        return False


def _path(index: int, start: int, end: int, subtree: Subtree) -> Iterator[bytes]:
    if end - start > 1:
        middle = start + _split(end - start)
        if start + index < middle:
            yield from _path(index, start, middle, subtree)
            yield subtree(middle, end)
        else:
            yield from _path(start + index - middle, middle, end, subtree)
            yield subtree(start, middle)


def _growth(old: int, start: int, end: int, subtree: Subtree, *, whole: bool = True) -> Iterator[bytes]:
    """SUBPROOF of RFC 6962; ``whole`` says that the old tree is a subtree whose hash the reader knows."""
    if old == end - start:
        if not whole:
            yield subtree(start, end)
        return
    middle = start + _split(end - start)
    if start + old <= middle:
        yield from _growth(old, start, middle, subtree, whole=whole)
        yield subtree(middle, end)
    else:
        yield from _growth(start + old - middle, middle, end, subtree, whole=False)
        yield subtree(start, middle)


def _led(index: int, size: int, leaf: bytes, hashes: Iterator[bytes]) -> bytes:
    """The root that a leaf and the hashes of its path lead to."""
    if size == 1:
        return leaf
    half = _split(size)
    if index < half:
        return node_hash(_led(index, half, leaf, hashes), next(hashes))
    right = _led(index - half, size - half, leaf, hashes)
    return node_hash(next(hashes), right)


def _grown(old: int, size: int, known: bytes | None, hashes: Iterator[bytes]) -> tuple[bytes, bytes]:
    """The old and the new root that the hashes of a consistency proof lead to; ``known`` is the old one while whole."""
    if old == size:
        same = known or next(hashes)
        return same, same
    half = _split(size)
    if old <= half:
        was, now = _grown(old, half, known, hashes)
        return was, node_hash(now, next(hashes))
    was, now = _grown(old - half, size - half, None, hashes)
    left = next(hashes)
    return node_hash(left, was), node_hash(left, now)


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1
