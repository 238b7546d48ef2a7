"""JSON: a whole composition in a file, from which every party's document can be read back."""

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from comity.core.errors import Unreadable
from comity.core.wording.document import DocumentComposition


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    composition: DocumentComposition
    format: Literal["comity-composition/1"] = "comity-composition/1"


def write(composition: DocumentComposition) -> str:
    """The composition as indented JSON; equal compositions give equal files."""
    return msgspec.json.format(msgspec.json.encode(_File(composition)), indent=1).decode() + "\n"


def read(data: bytes, where: str) -> DocumentComposition:
    """The composition of a file; ``Unreadable`` at ``where`` for anything that ``write`` cannot have written."""
    try:
        composition = msgspec.json.decode(data, type=_File).composition
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(where, "not_a_composition", reason=str(error)) from None
    for part, known in _named(composition):
        if not known:
            raise Unreadable(where, "not_a_composition", reason=f"$.composition.{part}")
    return composition


def _named(composition: DocumentComposition) -> Iterator[tuple[str, bool]]:
    """Whether each part names only versions and units that the composition has."""
    versions = {version.id for version in composition.versions}
    units = {unit.id for unit in composition.units}
    yield "versions", len(versions) == len(composition.versions)
    yield "units", len(units) == len(composition.units)
    yield "units", all(versions.issuperset(unit.composition.proposals) for unit in composition.units)
    yield (
        "moves",
        all(move.version in versions and {move.unit, move.after} <= {None, *units} for move in composition.moves),
    )
