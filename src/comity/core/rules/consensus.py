"""Consensus: no explicit, recorded, standing objection of a member.

A member that wants other words objects as long as its proposal stands, unless what the chair has settled since the last
revision is all it wants. Reservations are reported and do not block; not
interested (Charter of the CIS, article 23) and silent parties do not block; observers and bodies never count.
"""

from collections.abc import Iterator

from comity.core.positions import members, position, standing
from comity.core.revision.foreseen import foreseen
from comity.core.rules.decision import Decision, Obstacle, Subject, Why
from comity.core.state import Proposal, Provision, State, Text
from comity.core.wording.values import Alternative


def decide(state: State, text: Text, subject: Subject) -> Decision:
    """Whether ``subject`` may be settled now. O(members × proposals on it)."""
    counted = members(state)
    taken = {party: position(text, subject, party) for party in counted}
    obstacles = [Obstacle(party, "objects", _id(subject)) for party in counted if taken[party] == "object"]
    if isinstance(subject, Provision):
        obstacles += [*_to_settled(text, subject, counted), *proposers(text, subject, counted)]
    return Decision(tuple(obstacles), tuple(party for party in counted if taken[party] == "reserve"))


def proposers(text: Text, provision: Provision, counted: tuple[str, ...]) -> Iterator[Obstacle]:
    """Members whose own wording on a provision stands and will not be met by the next revision."""
    wanting = standing(text, provision)
    met = foreseen(text, provision, wanting)
    for proposal in (each for each in wanting if each.id not in met):
        why: Why = "proposes" if proposal.state == "open" else "broken"
        yield from (Obstacle(party, why, proposal.id) for party in proposal.sponsors if party in counted)


def _to_settled(text: Text, provision: Provision, counted: tuple[str, ...]) -> Iterator[Obstacle]:
    """Members that object to what was settled since the last revision, after it was ruled."""
    for settled in provision.settled:
        words = Alternative("", settled.proposals, ())
        for party in counted:
            if position(text, words, party) == "object":
                yield Obstacle(party, "objects", settled.proposals[0])


def _id(subject: Subject) -> str:
    return subject.id if isinstance(subject, Proposal) else ""
