"""JSON: a whole composition in a file, from which every party's document can be read back."""

from typing import Literal

import msgspec
from msgspec import Struct

from comity.core.errors import Unreadable
from comity.core.wording.document import DocumentComposition
from comity.core.wording.values import ALGORITHM
from comity.formats.soundness import faults


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    composition: DocumentComposition
    format: Literal["comity-composition/1"] = "comity-composition/1"


def write(composition: DocumentComposition) -> str:
    """The composition as indented JSON; equal compositions give equal files."""
    return msgspec.json.format(msgspec.json.encode(_File(composition)), indent=1).decode() + "\n"


def read(data: bytes, where: str) -> DocumentComposition:
    """The composition of a file; ``Unreadable`` at ``where`` for anything that ``write`` cannot have written.

    What an earlier algorithm composed is read back all the same; what a later one composed may mean something else.
    """
    try:
        composition = msgspec.json.decode(data, type=_File).composition
        fault = next(faults(composition), None)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(where, "not_a_composition", reason=str(error)) from None
    algorithm = max([composition.algorithm, *(unit.composition.algorithm for unit in composition.units)])
    if algorithm > ALGORITHM:
        raise Unreadable(where, "later_algorithm", found=algorithm, known=ALGORITHM)
    if fault:
        raise Unreadable(where, "not_a_composition", reason=f"$.composition.{fault}")
    return composition
