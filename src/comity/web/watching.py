"""Who watches over a record: its witnesses, and how far each of them has cosigned it."""

from dataclasses import dataclass

from comity import registry
from comity.web.desk import Desk


@dataclass(frozen=True)
class Watching:
    """A witness as the pages name it; ``behind`` is how many acts it has not cosigned yet, ``at`` in milliseconds."""

    party: str
    name: str
    size: int
    at: int
    behind: int


def watching(desk: Desk) -> list[Watching]:
    """The witnesses, those who have seen most first."""
    size = desk.state.size
    found = sorted(registry.witnesses(desk.log), key=lambda each: (-each.size, each.party, each.name))
    return [Watching(each.party, each.name, each.size, each.at * 1000, max(size - each.size, 0)) for each in found]
