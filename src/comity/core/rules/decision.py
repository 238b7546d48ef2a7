"""The answer of a decision rule: decided or not, who stands in the way, and who has a reservation."""

from typing import Literal

from msgspec import Struct

from comity.core.state import Proposal, Provision
from comity.core.wording.values import Alternative

Subject = Provision | Proposal | Alternative
"""What may be decided: a provision as it stands, a whole proposal, or one alternative at a site."""

Why = Literal["objects", "proposes", "broken", "reserves", "silent"]


class Obstacle(Struct, frozen=True):
    """A party in the way: it objects, its own ``proposal`` is open or broken, or (unanimity) it has not said yes."""

    party: str
    why: Why
    proposal: str = ""


class Decision(Struct, frozen=True):
    """Decided if there are no obstacles. ``reservations`` are the members that reserve: reported, not counted."""

    obstacles: tuple[Obstacle, ...]
    reservations: tuple[str, ...]

    @property
    def decided(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles
