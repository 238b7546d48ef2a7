"""JSON of structs and plain values, both ways."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from .errors import DecodeError
from .reading import reader
from .structs import Struct, is_default


class Encoder:
    """Writes values; ``order="sorted"`` sorts the keys, ``enc_hook`` makes a plain value of what is none."""

    def __init__(self, *, order: str | None = None, enc_hook: Callable[[Any], Any] | None = None) -> None:
        self._sorted = order == "sorted"
        self._hook = enc_hook

    def encode(self, value: Any) -> bytes:
        """UTF-8 without white space. ``UnicodeEncodeError`` for half a surrogate pair, as the library raises."""
        plain = self._plain(value)
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=self._sorted).encode()

    def _plain(self, value: Any) -> Any:
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, Struct):
            return {name: self._plain(each) for name, each in _written(value)}
        if isinstance(value, dict):
            return {name: self._plain(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self._plain(each) for each in value]
        if self._hook is None:
            raise TypeError(type(value).__name__)
        return self._plain(self._hook(value))


class Decoder:
    """Reads values of one type; ``ValidationError`` for others, ``DecodeError`` for what is no JSON."""

    def __init__(self, kind: Any) -> None:
        self._read = reader(kind)

    def decode(self, data: bytes) -> Any:
        """The value."""
        return self._read(decode(data), "")


def encode(value: Any) -> bytes:
    """The JSON of a value, keys in the order of the fields."""
    return Encoder().encode(value)


def decode(data: bytes) -> Any:
    """The plain value of JSON."""
    try:
        value = json.loads(data.decode(), parse_constant=_refused)
        if b"\\u" in data:
            encode(value)  # half a surrogate pair is no text
    except ValueError as error:
        raise DecodeError(str(error)) from None
    return value


def _written(struct: Any) -> list[tuple[str, Any]]:
    config = struct.__struct_config__
    tag = [(config.tag_field, config.tag)] if config.tag else []
    fields: Mapping[str, Any] = struct.__dataclass_fields__
    held = ((name, getattr(struct, name), each) for name, each in fields.items())
    kept = [(name, value) for name, value, each in held if not (config.omit_defaults and is_default(value, each))]
    return tag + kept


def _refused(word: str) -> None:
    raise ValueError(word)
