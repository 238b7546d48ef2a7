"""Structs: data classes that know how they are written in JSON."""

import dataclasses
from collections.abc import Callable
from typing import Any, NamedTuple, dataclass_transform

FieldInfo = dataclasses.Field
fields = dataclasses.fields


class Meta(NamedTuple):
    """What a value must keep to, within ``Annotated``."""

    pattern: str | None = None
    ge: int | None = None
    le: int | None = None
    min_length: int | None = None
    max_length: int | None = None


class Config(NamedTuple):
    """How structs of a class are written and read; a subclass inherits what it does not say."""

    tag: str | None = None
    tag_field: str | None = None
    forbid_unknown_fields: bool = False
    omit_defaults: bool = False


def field(*, default_factory: Callable[[], Any]) -> Any:
    """A field whose default is made anew for each struct."""
    return dataclasses.field(default_factory=default_factory)


@dataclass_transform(field_specifiers=(field,))
class _Kind(type):
    """Makes a data class of each class that has ``Struct`` above it."""

    __struct_config__: Config

    def __new__(
        cls,
        name: str,
        bases: tuple[type, ...],
        space: dict[str, Any],
        *,
        frozen: bool = False,
        **config: Any,
    ) -> Any:
        """The class; its options are those of the library."""
        space |= {
            each: field(default_factory=dict) for each, value in space.items() if type(value) is dict and not value
        }
        config.pop("gc", None)  # a promise to the library's memory, void here
        kw_only = config.pop("kw_only", False)
        made = super().__new__(cls, name, bases, space)
        if not bases:
            made.__struct_config__ = Config()
            return made
        made.__struct_config__ = bases[0].__struct_config__._replace(**config)  # type: ignore[attr-defined]
        return dataclasses.dataclass(frozen=frozen, kw_only=kw_only)(made)


class Struct(metaclass=_Kind):
    """What every struct descends from."""

    __struct_config__: Config


def replace(struct: Any, **changes: Any) -> Any:
    """The struct with other values in some fields."""
    return dataclasses.replace(struct, **changes)


def asdict(struct: Any) -> dict[str, Any]:
    """The fields of a struct by name; what they hold is left as it is."""
    return {each.name: getattr(struct, each.name) for each in dataclasses.fields(struct)}


def is_default(value: Any, of: "dataclasses.Field[Any]") -> bool:
    """Whether a field holds its default, as the library judges: the same object, or an empty one made by the factory."""
    if of.default_factory is not dataclasses.MISSING:
        return bool(value == of.default_factory())
    return value is of.default
