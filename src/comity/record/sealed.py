"""Sealed parts: words that a statement only vouches for, kept beside the record, so that they can be erased without harm to it.

A statement names a part by an object with the key ``sealed``: the SHA-256 of 32 bytes of salt and the part. Without the salt
nobody could tell a short part from its hash; with it, an erased part is gone.
"""

import hashlib
from collections.abc import Iterator

SALT = 32
"""Bytes of salt before the part."""

_KEY = "sealed"


def seal(part: bytes, salt: bytes) -> tuple[str, bytes]:
    """Digest, hexadecimal, by which a statement names the part, and the blob that is kept: the salt and the part."""
    if len(salt) != SALT:
        raise ValueError(salt)
    blob = salt + part
    return digest(blob), blob


def opened(blob: bytes) -> bytes:
    """The part in a blob."""
    return blob[SALT:]


def digest(blob: bytes) -> str:
    """The name of a blob."""
    return hashlib.sha256(blob).hexdigest()


def named(statement: object) -> Iterator[str]:
    """The digests of the parts that a statement, as plain values, vouches for."""
    waiting = [statement]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            found = each.get(_KEY)
            if isinstance(found, str):
                yield found
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
