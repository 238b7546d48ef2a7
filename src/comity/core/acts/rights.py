"""Who may do what: the secretariat serves, the chair rules, members and observers speak, members alone decide."""

from comity.core.acts.act import Act
from comity.core.errors import Refused
from comity.core.state import Party, State


def party_of(state: State, act: Act) -> Party:
    """The party that acts; refused when the consultation does not know it."""
    return known(state, act.party)


def known(state: State, code: str) -> Party:
    """The party of a code; refused when the consultation does not know it."""
    party = state.parties.get(code)
    if party is None:
        raise Refused("party_unknown", party=code)
    return party


def is_secretariat(state: State, act: Act) -> bool:
    """Whether the party that serves the consultation acts."""
    return act.party == state.secretariat


def is_chair(state: State, act: Act) -> bool:
    """Whether the chair acts; until one is appointed the secretariat presides."""
    return is_secretariat(state, act) if state.chair is None else act.actor == state.chair


def require_secretariat(state: State, act: Act) -> None:
    """Refuse anyone but the secretariat."""
    if not is_secretariat(state, act):
        raise Refused("only_secretariat", party=act.party, secretariat=state.secretariat)


def require_chair(state: State, act: Act) -> None:
    """Refuse anyone but the chair."""
    if not is_chair(state, act):
        raise Refused("only_chair", seat=act.actor, chair=state.chair or state.secretariat)


def require_chair_or_secretariat(state: State, act: Act) -> None:
    """Refuse anyone but the chair and the secretariat."""
    if not is_secretariat(state, act):
        require_chair(state, act)


def require_member(state: State, act: Act) -> None:
    """Refuse parties that do not count in a decision."""
    if party_of(state, act).kind != "member":
        raise Refused("only_members", party=act.party)


def require_voice(state: State, party: str) -> None:
    """Refuse bodies: an organisation comments and proposes, but takes no position on what states decide."""
    if known(state, party).kind == "body":
        raise Refused("body_takes_no_position", party=party)


def acting_for(state: State, act: Act, behalf: str | None) -> str:
    """The party an act counts for: its own, or the one the secretariat names for what it received by note."""
    if behalf is None:
        return act.party
    if not is_secretariat(state, act):
        raise Refused("files_for_itself", party=act.party)
    return known(state, behalf).code
