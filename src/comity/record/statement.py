"""Canonical JSON: the one sequence of bytes in which a value is signed, stored and hashed (RFC 8785).

Keys are ASCII and numbers whole, so that sorting by code point and by UTF-16 unit agree and no number has two spellings.
"""

from collections.abc import Iterator

import msgspec

from comity.core.characters import refuse_characters
from comity.core.errors import Refused

_ENCODER = msgspec.json.Encoder(order="sorted")
_WHOLE = 2**53 - 1


def canonical(value: object) -> bytes:
    """The canonical JSON of plain values: dictionaries, lists, strings, whole numbers, booleans, ``None``.

    Raises ``Refused`` for anything else, for keys that are not ASCII, for nesting too deep to write, and for characters no statement may hold.
    """
    for code in _faults(value):
        raise Refused(code)
    try:
        statement = _ENCODER.encode(value)
    except UnicodeEncodeError:
        raise Refused("statement_not_utf8") from None
    except RecursionError:
        raise Refused("value_not_plain") from None
    refuse_characters(statement.decode())
    return statement


def read(statement: bytes) -> object:
    """The value of canonical JSON. Raises ``Refused`` for bytes that ``canonical`` would not give."""
    try:
        statement.decode()
        value = msgspec.json.decode(statement)
    except UnicodeDecodeError:
        raise Refused("statement_not_utf8") from None
    except (msgspec.DecodeError, RecursionError):
        raise Refused("statement_not_json") from None
    if canonical(value) != statement:
        raise Refused("statement_not_canonical")
    return value


def _faults(value: object) -> Iterator[str]:
    """What RFC 8785 with ASCII keys and whole numbers does not allow, anywhere in ``value``."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if not all(isinstance(key, str) and key.isascii() for key in each):
                yield "key_not_ascii"
            waiting += each.values()
        elif isinstance(each, list | tuple):
            waiting += each
        elif isinstance(each, int):
            if abs(each) > _WHOLE:
                yield "number_too_large"
        elif not isinstance(each, str | None):
            yield "number_not_whole" if isinstance(each, float) else "value_not_plain"
