"""What a text asks of the chair, who rules, and of the secretariat, which serves."""

from collections.abc import Iterator

from comity.core.positions import members
from comity.core.queries.awaiting import Awaiting
from comity.core.rules import decide
from comity.core.state import Proposal, Provision, State, Text

_YES = ("support", "can_accept")


def presides(state: State) -> str:
    """Code of the party whose seat presides; the secretariat until a chair is appointed."""
    return (state.chair or state.secretariat).partition("/")[0]


def for_chair(state: State, text: Text) -> Iterator[Awaiting]:
    """Provisions that can be agreed now, then proposals that can be ruled out, each in order.

    A provision on which nothing was ever proposed is not named, nor one that is deferred; one that is agreed ad
    referendum is, once every member asked has said yes to it since. A proposal is named when it has been answered or has
    stood through a revision, and no member but its sponsors supports or can accept it. Linear in stances and proposals.
    """
    for each in text.order:
        provision = text.provisions[each]
        if provision.proposals and _open(provision) and decide(state, text, provision).decided:
            yield Awaiting("agree", text.id, provision=each)
    counted = frozenset(members(state))
    for proposal in _in_order(text, "open", "broken"):
        if _unsupported(text, proposal, counted):
            yield Awaiting("unsupported", text.id, proposal=proposal.id)


def for_secretariat(text: Text) -> Iterator[Awaiting]:
    """Broken proposals that their sponsors have left so, then the revision that rulings wait for."""
    for proposal in _in_order(text, "broken"):
        yield Awaiting("unanswered", text.id, proposal=proposal.id)
    if text.accepted or any(text.provisions[each].settled for each in text.order):
        yield Awaiting("issue", text.id)


def confirmed(provision: Provision, party: str) -> bool:
    """Whether a capital that was asked ad referendum has said yes to the provision since."""
    stance = provision.stances.get(party)
    return stance is not None and stance.confirmed and stance.value in _YES and stance.seq > provision.state_seq


def _open(provision: Provision) -> bool:
    if provision.state == "agreed_ad_referendum":
        return all(confirmed(provision, party) for party in provision.ad_referendum)
    return provision.state in {"open", "in_brackets"}


def _unsupported(text: Text, proposal: Proposal, counted: frozenset[str]) -> bool:
    if proposal.insisted:
        return False
    answers = [stance for party, stance in proposal.stances.items() if party in counted]
    heard = answers or proposal.seq < text.revisions[-1].seq
    return bool(heard) and not any(stance.confirmed and stance.value in _YES for stance in answers)


def _in_order(text: Text, *states: str) -> list[Proposal]:
    return sorted((each for each in text.proposals.values() if each.state in states), key=lambda each: each.number)
