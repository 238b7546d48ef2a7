"""What became of a party's wishes."""

from typing import Literal

from msgspec import Struct

from comity.core.state import Proposal, State, Text

Outcome = Literal["met", "partly", "open", "lost"]


class Wish(Struct, frozen=True):
    """A proposal that the party sponsors, and its outcome so far."""

    proposal: str
    outcome: Outcome


def wishes(state: State, text: Text, party: str) -> tuple[Wish, ...]:
    """The party's proposals in the order made.

    ``met``: accepted, or the base has come to say it. ``partly``: words of it are in the base. Else ``open`` while it
    stands, broken or not, and ``lost`` once it was withdrawn or not taken up. Empty for a party that is not in ``state``.
    """
    if party not in state.parties:
        return ()
    own = sorted((each for each in text.proposals.values() if party in each.sponsors), key=lambda each: each.number)
    held = _held(text)
    return tuple(Wish(each.id, _outcome(each, held)) for each in own)


def _outcome(proposal: Proposal, held: set[str]) -> Outcome:
    if proposal.state in {"accepted", "met"}:
        return "met"
    if proposal.id in held:
        return "partly"
    return "open" if proposal.state in {"open", "broken"} else "lost"


def _held(text: Text) -> set[str]:
    """Proposals that words of the base come from."""
    origins = (spans for each in text.order for spans in text.provisions[each].origins.values())
    return {proposal for spans in origins for span in spans for proposal in span.proposals}
