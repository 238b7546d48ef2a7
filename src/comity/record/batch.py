"""Acts signed together: one signature covers the tree of their texts, and each act bears it with its path to the root.

The tree is that of RFC 6962, section 2.1, its leaves the texts as ``record.signature`` gives them. What is signed is

    comity/acts/v1
    <number of acts>
    <root, base64>

each line ended. It says how many there are, so that a path fits one place only.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import proof
from comity.record.hashes import Hashes
from comity.record.tree import leaf_hash

MOST = 1000
"""Acts signed together at most: more than anybody reads at once."""

_LEAST = 2
_NUMBER = re.compile("0|[1-9][0-9]{0,3}")
_HASH = 32


class Place(Struct, frozen=True):
    """Where an act stands among those signed with it: number ``index`` of ``size``, and the hashes of its path, leaf to root."""

    index: int
    size: int
    path: tuple[bytes, ...]

    def __str__(self) -> str:
        """The words in which the line of a signature says so."""
        hashes = (base64.b64encode(each).decode() for each in self.path)
        return " ".join((str(self.index), str(self.size), *hashes))


def read(words: Sequence[str]) -> Place:
    """The place that words say. ``Unreadable`` (``signature_malformed``) for anything that is no place of two acts or more."""
    try:
        path = tuple(base64.b64decode(word, validate=True) for word in words[2:])
    except (ValueError, binascii.Error):
        raise Unreadable("signature", "signature_malformed") from None
    numbers = [int(word) for word in words[:2] if _NUMBER.fullmatch(word)]
    if len(numbers) != 2 or not _LEAST <= numbers[1] <= MOST or not numbers[0] < numbers[1]:  # noqa: PLR2004 - a pair
        raise Unreadable("signature", "signature_malformed")
    if any(len(each) != _HASH for each in path):
        raise Unreadable("signature", "signature_malformed")
    return Place(numbers[0], numbers[1], path)


def places(texts: Sequence[bytes]) -> tuple[bytes, tuple[Place, ...]]:
    """The challenge (32 bytes) by which ``texts``, from 2 to ``MOST``, are signed together, and the place of each. O(n log n)."""
    tree = Hashes(map(leaf_hash, texts))
    size = len(texts)
    found = (Place(index, size, proof.inclusion(index, size, tree.subtree)) for index in range(size))
    return _challenge(size, tree.root(size)), tuple(found)


def challenge(text: bytes, place: Place) -> bytes | None:
    """The challenge of the acts among which ``text`` has that place; none where the path leads to no root. O(log size)."""
    root = proof.led(place.index, place.size, leaf_hash(text), place.path)
    return None if root is None else _challenge(place.size, root)


def _challenge(size: int, root: bytes) -> bytes:
    return hashlib.sha256(f"comity/acts/v1\n{size}\n{base64.b64encode(root).decode()}\n".encode()).digest()
