"""What a party thinks of a proposal, of an alternative shared by several, or of a provision."""

from comity.core.state import Proposal, Provision, Stance, StanceValue, State, Text
from comity.core.wording.values import Alternative

FAVOUR: tuple[StanceValue, ...] = ("support", "can_accept", "not_interested", "reserve", "object")
"""Stances from the most to the least favourable."""


def members(state: State) -> tuple[str, ...]:
    """Codes of the parties that count, sorted."""
    return tuple(sorted(code for code, party in state.parties.items() if party.kind == "member"))


def position(text: Text, subject: Provision | Proposal | Alternative, party: str) -> StanceValue | None:
    """The stance of ``party`` on ``subject``; ``None`` if it has taken none that still holds.

    A sponsor supports what it sponsors. On an alternative that several proposals share, the most favourable stance
    counts: whoever can accept one wording can accept it from another hand. A yes to words that have changed since is
    no yes until confirmed; an objection stands until it is lifted.
    """
    if isinstance(subject, Provision):
        return _holding(subject.stances.get(party))
    shared = (subject,) if isinstance(subject, Proposal) else tuple(text.proposals[p] for p in subject.proposals)
    taken = [stance for proposal in shared if (stance := _on(proposal, party))]
    return min(taken, key=FAVOUR.index, default=None)


def _on(proposal: Proposal, party: str) -> StanceValue | None:
    return "support" if party in proposal.sponsors else _holding(proposal.stances.get(party))


def _holding(stance: Stance | None) -> StanceValue | None:
    if stance is None or not (stance.confirmed or stance.value in {"reserve", "object"}):
        return None
    return stance.value


def standing(text: Text, provision: Provision) -> tuple[Proposal, ...]:
    """Proposals on a provision that are neither settled nor out of the text: open or broken, in the order made."""
    return tuple(p for p in (text.proposals[each] for each in provision.proposals) if p.state in {"open", "broken"})
