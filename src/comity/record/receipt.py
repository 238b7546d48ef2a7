"""Receipts: a leaf's number and proof with the checkpoint that holds it, to be checked offline (C2SP tlog-proof v1)."""

import base64
import binascii
import re

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import checkpoint, note, proof
from comity.record.note import Key, Note
from comity.record.tree import leaf_hash

_HEAD = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile("index (0|[1-9][0-9]{0,15})")
_MOST_HASHES = 63
_HASH = 32


class Receipt(Struct, frozen=True):
    """Leaf ``index`` of the log whose signed checkpoint is ``note``; ``hashes`` are its inclusion proof."""

    index: int
    hashes: tuple[bytes, ...]
    note: Note

    def __bytes__(self) -> bytes:
        """The receipt as it is kept and sent; files of it end in ``.tlog-proof``."""
        lines = (_HEAD, f"index {self.index}", *(base64.b64encode(each).decode() for each in self.hashes), "")
        return "\n".join((*lines, "")).encode() + bytes(self.note)


def read(data: bytes) -> Receipt:
    """The receipt of its bytes. ``Unreadable`` (``receipt_malformed``) for anything else; extra data is not ours."""
    head, blank, rest = data.partition(b"\n\n")
    try:
        first, index, *lines = head.decode("ascii").split("\n")
        hashes = tuple(base64.b64decode(line, validate=True) for line in lines)
        found = _INDEX.fullmatch(index)
    except (ValueError, binascii.Error):
        raise Unreadable("receipt", "receipt_malformed") from None
    if first != _HEAD or found is None or not blank or len(hashes) > _MOST_HASHES:
        raise Unreadable("receipt", "receipt_malformed")
    if any(len(each) != _HASH for each in hashes):
        raise Unreadable("receipt", "receipt_malformed")
    receipt = Receipt(int(found[1]), hashes, note.read(rest))
    if bytes(receipt) != data:
        raise Unreadable("receipt", "receipt_malformed")
    return receipt


def holds(receipt: Receipt, leaf: bytes, log: Key) -> bool:
    """Whether the receipt shows that ``leaf`` (its bytes) stands in the log whose key is ``log``."""
    try:
        head = checkpoint.opened(receipt.note, log)
    except Unreadable:
        return False
    return proof.includes(head.root, head.size, receipt.index, leaf_hash(leaf), receipt.hashes)
