"""Unanimity: every member says yes.

Not interested is an abstention and does not prevent the decision (practice under article 238(4) of the Treaty on the
Functioning of the European Union); a reservation or silence does.
"""

from comity.core.positions import members, position
from comity.core.rules import consensus
from comity.core.rules.decision import Decision, Obstacle, Subject
from comity.core.state import State, Text


def decide(state: State, text: Text, subject: Subject) -> Decision:
    """Whether ``subject`` may be settled now: consensus, and neither silence nor a reservation of any member."""
    found = consensus.decide(state, text, subject)
    silent = [
        Obstacle(party, "silent")
        for party in members(state)
        if position(text, subject, party) is None and all(party != each.party for each in found.obstacles)
    ]
    reserving = [Obstacle(party, "reserves") for party in found.reservations]
    return Decision((*found.obstacles, *reserving, *silent), found.reservations)
