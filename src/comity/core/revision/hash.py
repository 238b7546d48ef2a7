"""The hash of a text, so that whoever folds the record again can prove what was displayed."""

import hashlib

import msgspec

from comity.core.state import Revision, Text

_ENCODER = msgspec.json.Encoder(order="sorted")


def text_hash(text: Text | Revision) -> str:
    """SHA-256, hexadecimal, of the base: its provisions in order, each ``[id, kind, number, level, wordings]``.

    The bytes hashed are canonical JSON (RFC 8785) of the list. State, stances and proposals are no part of it.
    """
    rows = [text.provisions[each] for each in text.order]
    lines = [[row.id, row.kind, row.number, row.level, row.wordings] for row in rows]
    return hashlib.sha256(_ENCODER.encode(lines)).hexdigest()
