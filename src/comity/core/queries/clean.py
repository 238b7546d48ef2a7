"""The text as one wording without marks: as it stands, as it would be adopted, as it was tabled."""

from msgspec import Struct

from comity.core.revision.settle import adopted
from comity.core.state import ProvisionKind, Revision, Text


class Line(Struct, frozen=True):
    """A provision as it is read; ``wording`` is empty where it has none in the language asked for."""

    provision: str
    kind: ProvisionKind
    number: str
    level: int
    wording: str


def clean(text: Text, language: str, revision: int | None = None) -> tuple[Line, ...]:
    """The base of a revision (by number), or of the newest one."""
    return _lines(text if revision is None else text.revisions[revision], language)


def if_adopted(text: Text, language: str) -> tuple[Line, ...]:
    """The base with everything in it that the chair has settled since: what the next revision would say."""
    return _lines(adopted(text), language)


def original(text: Text, language: str) -> tuple[Line, ...]:
    """The draft as tabled."""
    return clean(text, language, 0)


def _lines(base: Text | Revision, language: str) -> tuple[Line, ...]:
    rows = (base.provisions[each] for each in base.order)
    return tuple(Line(row.id, row.kind, row.number, row.level, row.wordings.get(language, "")) for row in rows)
