"""A leaf of the record: a statement in its place, with the instant and the number the host gave it, and nothing more."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from comity.core.errors import Refused, Unreadable

MOST = 65_535
"""Bytes of the longest leaf: C2SP tlog-tiles writes its length in 16 bits."""

Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""A whole number that every reader of JSON reads alike (RFC 8785, section 3.2.2.3)."""

Instant = Annotated[int, Meta(ge=1 - 2**53, le=2**53 - 1)]
"""Milliseconds from 1970 on, as exact; records of 1951 lie before."""


class Leaf(Struct, frozen=True, forbid_unknown_fields=True):
    """Number ``seq`` of the log, accepted at ``at`` (milliseconds, UTC); ``sigs`` are the signatures of ``stmt``."""

    at: Instant
    seq: Count
    sigs: tuple[str, ...]
    stmt: str
    v: int


_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Leaf)


def leaf(at: int, seq: int, stmt: str, sigs: tuple[str, ...] = ()) -> bytes:
    """The bytes of a leaf, canonical JSON (RFC 8785). Refuses (``act_too_long``) what does not fit into ``MOST`` bytes.

    A statement is what ``acts.encode`` gives; half a surrogate pair, which it never holds, is refused.
    """
    try:
        data = _ENCODER.encode(Leaf(at, seq, sigs, stmt, 1))
    except UnicodeEncodeError:
        raise Refused("statement_not_utf8") from None
    if len(data) > MOST:
        raise Refused("act_too_long", size=len(data), most=MOST)
    return data


def read_leaf(data: bytes) -> Leaf:
    """The leaf of its bytes. ``Unreadable`` (``leaf_malformed``) unless they are exactly those that ``leaf`` gives."""
    try:
        read = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):  # keys not in UTF-8, nesting without end
        raise Unreadable("leaf", "leaf_malformed") from None
    if read.v != 1 or len(data) > MOST or _ENCODER.encode(read) != data:
        raise Unreadable("leaf", "leaf_malformed")
    return read
