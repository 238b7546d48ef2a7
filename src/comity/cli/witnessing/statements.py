"""What a witness reads of a statement, which its host may have written as it likes."""

from typing import TypeVar

import msgspec

T = TypeVar("T")


def told(statement: bytes, decoder: msgspec.json.Decoder[T]) -> T | None:
    """What ``decoder`` reads in it; none where that is not there, whatever is there instead."""
    try:
        return decoder.decode(statement)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
