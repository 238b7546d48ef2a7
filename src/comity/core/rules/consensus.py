"""Consensus: no explicit, recorded, standing objection of a member.

A member that wants other words objects as long as its proposal stands. Reservations are reported and do not block; not
interested (Charter of the CIS, article 23) and silent parties do not block; observers and bodies never count.
"""

from collections.abc import Iterator

from comity.core.positions import accepted, members, position, standing
from comity.core.rules.decision import Decision, Obstacle, Subject, Why
from comity.core.state import Proposal, Provision, State, Text


def decide(state: State, text: Text, subject: Subject) -> Decision:
    """Whether ``subject`` may be settled now. O(members × proposals on it)."""
    counted = members(state)
    taken = {party: position(text, subject, party) for party in counted}
    obstacles = [Obstacle(party, "objects", _id(subject)) for party in counted if taken[party] == "object"]
    if isinstance(subject, Provision):
        obstacles += [*_to_accepted(text, subject, counted), *proposers(text, subject, counted)]
    return Decision(tuple(obstacles), tuple(party for party in counted if taken[party] == "reserve"))


def proposers(text: Text, provision: Provision, counted: tuple[str, ...]) -> Iterator[Obstacle]:
    """Members whose own wording on a provision stands."""
    for proposal in standing(text, provision):
        why: Why = "proposes" if proposal.state == "open" else "broken"
        yield from (Obstacle(party, why, proposal.id) for party in proposal.sponsors if party in counted)


def _to_accepted(text: Text, provision: Provision, counted: tuple[str, ...]) -> Iterator[Obstacle]:
    for proposal in accepted(text, provision):
        for party in counted:
            if position(text, proposal, party) == "object":
                yield Obstacle(party, "objects", proposal.id)


def _id(subject: Subject) -> str:
    return subject.id if isinstance(subject, Proposal) else ""
