"""Where a provision stands and who is in the way of agreeing on it."""

from msgspec import Struct

from comity.core.rules import Obstacle, decide
from comity.core.state import ProvisionState, State, Text


class Standing(Struct, frozen=True):
    """The state of a provision; the obstacles to agreeing on it now; the members that reserve; the rulings pending.

    ``settled`` are the acts whose settlements enter the base with the next revision.
    """

    state: ProvisionState
    obstacles: tuple[Obstacle, ...]
    reservations: tuple[str, ...]
    settled: tuple[int, ...]


def standing(state: State, text: Text, provision: str) -> Standing:
    """The standing of a provision by the decision rule of its text. O(members × proposals on it)."""
    found = text.provisions[provision]
    decision = decide(state, text, found)
    return Standing(
        state=found.state,
        obstacles=decision.obstacles,
        reservations=decision.reservations,
        settled=tuple(each.seq for each in found.settled),
    )
