"""Readers: from a type to the function that takes plain JSON for a value of it, or says at which place it is none."""

import dataclasses
import re
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NoReturn, Union, get_args, get_origin, get_type_hints

from .errors import ValidationError
from .structs import Meta, Struct

Read = Callable[[Any, str], Any]
"""The value of plain JSON that stands at a place (``.field[0]``)."""

_NAMES = {str: "str", int: "int", bool: "bool", NoneType: "null", float: "float", list: "array", dict: "object"}


@cache
def reader(kind: Any) -> Read:
    """The reader of a type."""
    if get_origin(kind) is Annotated:
        return _kept(reader(kind.__origin__), kind.__metadata__)
    if get_origin(kind) is Literal:
        return _chosen(get_args(kind))
    if get_origin(kind) in {Union, UnionType}:
        return _either(get_args(kind))
    if get_origin(kind) is tuple:
        return _row(reader(get_args(kind)[0]))
    if get_origin(kind) is dict:
        return _map(*map(reader, get_args(kind)))
    return _struct(kind) if issubclass(kind, Struct) else _plain(kind)


def _plain(kind: type) -> Read:
    def read(value: Any, at: str) -> Any:
        return value if type(value) is kind else _wrong(kind, value, at)

    return read


def _kept(inner: Read, metas: tuple[Meta, ...]) -> Read:
    def read(value: Any, at: str) -> Any:
        found = inner(value, at)
        if not all(_fits(found, each) for each in metas):
            _fail("Value out of bounds", at)
        return found

    return read


def _fits(value: Any, meta: Meta) -> bool:
    return (
        (meta.pattern is None or re.search(meta.pattern, value) is not None)
        and (meta.ge is None or value >= meta.ge)
        and (meta.le is None or value <= meta.le)
        and (meta.min_length is None or len(value) >= meta.min_length)
        and (meta.max_length is None or len(value) <= meta.max_length)
    )


def _chosen(values: tuple[Any, ...]) -> Read:
    def read(value: Any, at: str) -> Any:
        found = next((each for each in values if type(each) is type(value) and each == value), None)
        return _fail(f"Invalid enum value {value!r}", at) if found is None else found

    return read


def _row(inner: Read) -> Read:
    def read(value: Any, at: str) -> Any:
        if not isinstance(value, list):
            _wrong(list, value, at)
        return tuple(inner(each, f"{at}[{place}]") for place, each in enumerate(value))

    return read


def _map(key: Read, inner: Read) -> Read:
    def read(value: Any, at: str) -> Any:
        if not isinstance(value, dict):
            _wrong(dict, value, at)
        return {key(name, at): inner(each, f"{at}[...]") for name, each in value.items()}

    return read


def _either(kinds: tuple[Any, ...]) -> Read:
    """One struct of several, known by its tag; or a value that may be missing."""
    others = [each for each in kinds if each is not NoneType]
    if len(others) == 1:
        inner = reader(others[0])
        return lambda value, at: None if value is None else inner(value, at)
    tagged = {each.__struct_config__.tag: reader(each) for each in others}
    name = others[0].__struct_config__.tag_field

    def read(value: Any, at: str) -> Any:
        if not isinstance(value, dict):
            _wrong(dict, value, at)
        if name not in value:
            _fail(f"Object missing required field `{name}`", at)
        tag = value[name]
        known = tagged.get(tag) if isinstance(tag, str) else None
        return known(value, at) if known else _fail(f"Invalid value {tag!r}", f"{at}.{name}")

    return read


def _struct(kind: Any) -> Read:
    hints = get_type_hints(kind, include_extras=True)
    fields = {each.name: reader(hints[each.name]) for each in dataclasses.fields(kind)}
    required = {name for name, each in kind.__dataclass_fields__.items() if _is_required(each)}
    config = kind.__struct_config__
    known = fields.keys() | ({config.tag_field} if config.tag else set())

    def read(value: Any, at: str) -> Any:
        if not isinstance(value, dict):
            _wrong(dict, value, at)
        for name in required - value.keys():
            _fail(f"Object missing required field `{name}`", at)
        for name in value.keys() - known if config.forbid_unknown_fields else ():
            _fail(f"Object contains unknown field `{name}`", at)
        return kind(**{name: each(value[name], f"{at}.{name}") for name, each in fields.items() if name in value})

    return read


def _is_required(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _wrong(kind: type, value: Any, at: str) -> NoReturn:
    _fail(f"Expected `{_NAMES[kind]}`, got `{_NAMES[type(value)]}`", at)


def _fail(sentence: str, at: str) -> NoReturn:
    raise ValidationError(f"{sentence} - at `${at}`" if at else sentence)
