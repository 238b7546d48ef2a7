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

    ``met``: accepted, or the base has come to say it. ``partly``: words of it are in the base, or the base has come to
    say it in one of its languages by another's hand. Else ``open`` while it stands, broken or not, and ``lost`` once it
    was withdrawn or not taken up. Empty for a party that is not in ``state``.
    """
    if party not in state.parties:
        return ()
    own = sorted((each for each in text.proposals.values() if party in each.sponsors), key=lambda each: each.number)
    held = _held(text)
    return tuple(Wish(each.id, _outcome(text, each, held)) for each in own)


def _outcome(text: Text, proposal: Proposal, held: set[str]) -> Outcome:
    if proposal.state in {"accepted", "met"}:
        return "met"
    if proposal.id in held or (proposal.state == "open" and _said_elsewhere(text, proposal)):
        return "partly"
    return "open" if proposal.state in {"open", "broken"} else "lost"


def _said_elsewhere(text: Text, proposal: Proposal) -> bool:
    """Whether the base now reads as an open proposal in a language in which the proposal once asked for other words."""
    if proposal.kind != "reword":
        return False
    target = proposal.targets[0]
    first = next(each for each in reversed(text.revisions) if each.seq < proposal.seq).provisions[target].wordings
    asked = (proposal.before[0][1] if proposal.before else proposal.pieces)[0]
    stands = text.provisions[target].wordings
    return any(
        stands.get(language) == words and first.get(language) != asked.get(language, first.get(language))
        for language, words in proposal.pieces[0].items()
    )


def _held(text: Text) -> set[str]:
    """Proposals that words of the base come from."""
    origins = (spans for each in text.order for spans in text.provisions[each].origins.values())
    return {proposal for spans in origins for span in spans for proposal in span.proposals}
