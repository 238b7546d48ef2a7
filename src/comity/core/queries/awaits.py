"""What a party is waited for to do."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from comity.core.acts.approval.initial import ready
from comity.core.state import Party, Proposal, State, Text

What = Literal["stance", "confirm", "broken", "left_out", "ad_referendum", "initial"]


class Awaiting(Struct, frozen=True):
    """One thing that awaits a party, on a text and there on a proposal, a provision or the whole.

    ``stance``: it has said nothing on a proposal; ``confirm``: words it had taken a stance on have changed; ``broken``: a
    revision broke its proposal; ``left_out``: its proposal was not taken up and it may insist; ``ad_referendum``: its
    capital has to confirm; ``initial``: the text awaits its initials.
    """

    what: What
    text: str
    provision: str = ""
    proposal: str = ""


def awaits(state: State, party: str) -> tuple[Awaiting, ...]:
    """What awaits ``party``, by text, then by proposal, then by provision. Linear in proposals and provisions."""
    who = state.parties.get(party)
    texts = [state.texts[each] for each in sorted(state.texts)]
    open_texts = [text for text in texts if text.revisions and not text.fixed]
    if who is None or state.closed:
        return ()
    return tuple(found for text in open_texts for found in _on_text(state, text, who))


def _on_text(state: State, text: Text, party: Party) -> Iterator[Awaiting]:
    for proposal in sorted(text.proposals.values(), key=lambda each: each.number):
        what = _on_proposal(proposal, party)
        if what:
            yield Awaiting(what, text.id, proposal=proposal.id)
    for each in text.order:
        provision = text.provisions[each]
        stance = provision.stances.get(party.code)
        if stance and not stance.confirmed and provision.state != "agreed":
            yield Awaiting("confirm", text.id, provision=each)
        if party.code in provision.ad_referendum:
            yield Awaiting("ad_referendum", text.id, provision=each)
    if party.kind == "member" and party.code not in text.initialled and ready(state, text):
        yield Awaiting("initial", text.id)


def _on_proposal(proposal: Proposal, party: Party) -> What | None:
    if party.code in proposal.sponsors:
        return _OWN.get(proposal.state)
    if proposal.state != "open" or party.kind == "body":
        return None
    stance = proposal.stances.get(party.code)
    if stance is None:
        return "stance"
    return None if stance.confirmed else "confirm"


_OWN: dict[str, What] = {"broken": "broken", "not_taken_up": "left_out"}
