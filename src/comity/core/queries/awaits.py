"""What a party is waited for to do."""

from collections.abc import Iterator

from comity.core.acts.approval.initial import ready
from comity.core.acts.subjects import agreed_on
from comity.core.queries.awaiting import Awaiting, What
from comity.core.queries.presiding import confirmed, for_chair, for_secretariat, presides
from comity.core.state import Party, Proposal, State, Text


def awaits(state: State, party: str) -> tuple[Awaiting, ...]:
    """What awaits ``party``, by text, then by proposal, then by provision; then what awaits it as chair or secretariat.

    Linear in proposals, provisions and stances.
    """
    who = state.parties.get(party)
    texts = [state.texts[each] for each in sorted(state.texts)]
    open_texts = [text for text in texts if text.revisions and not text.fixed]
    if who is None or state.closed:
        return ()
    return tuple(found for text in open_texts for found in _on_text(state, text, who))


def _on_text(state: State, text: Text, party: Party) -> Iterator[Awaiting]:
    for proposal in sorted(text.proposals.values(), key=lambda each: each.number):
        what = _on_proposal(text, proposal, party)
        if what:
            yield Awaiting(what, text.id, proposal=proposal.id)
    for each in text.order:
        provision = text.provisions[each]
        stance = provision.stances.get(party.code)
        if stance and not stance.confirmed and provision.state != "agreed":
            yield Awaiting("confirm", text.id, provision=each)
        if party.code in provision.ad_referendum and not confirmed(provision, party.code):
            yield Awaiting("ad_referendum", text.id, provision=each)
    if party.kind == "member" and party.code not in text.initialled and ready(state, text):
        yield Awaiting("initial", text.id)
    if party.code == presides(state):
        yield from for_chair(state, text)
    if party.code == state.secretariat:
        yield from for_secretariat(text)


def _on_proposal(text: Text, proposal: Proposal, party: Party) -> What | None:
    if agreed_on(text, proposal):
        return None  # nothing can be said about it until the provision is reopened
    if party.code in proposal.sponsors:
        return _OWN.get(proposal.state)
    if proposal.state != "open" or party.kind == "body":
        return None
    stance = proposal.stances.get(party.code)
    if stance is None:
        return "stance"
    return None if stance.confirmed else "confirm"


_OWN: dict[str, What] = {"broken": "broken", "not_taken_up": "left_out"}
