"""All that a party can do: one file per act, in a folder per subject, found by a walk of the folders.

An act's module holds its class and an ``EXAMPLE``. ``decode`` is the door for bytes: what it lets through is
canonical, so encoding it gives the same bytes again.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Union, cast

import msgspec

from comity.core.acts.act import EMPTY_ROOT, Act, Seen
from comity.core.characters import refuse_characters
from comity.core.errors import Refused

__all__ = ["EMPTY_ROOT", "EXAMPLES", "KINDS", "Act", "Seen", "decode", "encode"]


def _examples() -> Iterator[Act]:
    for subject in pkgutil.iter_modules(__path__, f"{__name__}."):
        if subject.ispkg:
            for verb in pkgutil.iter_modules(importlib.import_module(subject.name).__path__, f"{subject.name}."):
                yield importlib.import_module(verb.name).EXAMPLE


EXAMPLES = MappingProxyType({act.kind: act for act in _examples()})
KINDS = MappingProxyType({kind: type(act) for kind, act in EXAMPLES.items()})

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = cast("msgspec.json.Decoder[Act]", msgspec.json.Decoder(Union[tuple(KINDS.values())]))  # noqa: UP007 - a union made by the walk


def encode(act: Act) -> bytes:
    """The statement of an act: canonical JSON (RFC 8785; keys are ASCII and numbers whole)."""
    try:
        return _ENCODER.encode(act)
    except UnicodeEncodeError:  # a lone surrogate in some string
        raise Refused("statement_not_utf8") from None


def decode(statement: bytes) -> Act:
    """The act of a statement. Raises ``Refused`` unless the bytes are exactly the statement of an act."""
    try:
        text = statement.decode()
        act = _DECODER.decode(statement)
    except UnicodeDecodeError:
        raise Refused("statement_not_utf8") from None
    except msgspec.ValidationError as error:
        raise _malformed(str(error)) from None
    except (msgspec.DecodeError, RecursionError):
        raise Refused("statement_not_json") from None
    if encode(act) != statement:
        raise Refused("statement_not_canonical")
    refuse_characters(text)
    return act


def _malformed(message: str) -> Refused:
    """Which field is wrong, out of msgspec's sentence: it ends in the path, `` - at `$.field` ``."""
    path = re.search(r"`\$\.?([^`]*)`$", message)
    named = re.search(r"(unknown|required) field `([^`]*)`", message)
    where = path.group(1) if path else ""
    if named:
        code = "field_unknown" if named.group(1) == "unknown" else "field_missing"
        return Refused(code, field=f"{where}.{named.group(2)}".lstrip("."))
    if not where:
        return Refused("statement_not_act")
    return Refused("kind_unknown") if where == "kind" else Refused("field_malformed", field=where)
