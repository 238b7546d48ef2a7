"""The state with one of its parts replaced; everything else is shared with the state before."""

from msgspec.structs import replace

from comity.core.state import Proposal, Provision, State, Text


def with_text(state: State, text: Text) -> State:
    """The state in which ``text`` stands under its id."""
    return replace(state, texts=state.texts.set(text.id, text))


def with_provisions(text: Text, *provisions: Provision) -> Text:
    """The text in which ``provisions`` stand under their ids."""
    held = text.provisions
    for provision in provisions:
        held = held.set(provision.id, provision)
    return replace(text, provisions=held)


def with_proposals(text: Text, *proposals: Proposal) -> Text:
    """The text in which ``proposals`` stand under their ids."""
    held = text.proposals
    for proposal in proposals:
        held = held.set(proposal.id, proposal)
    return replace(text, proposals=held)
