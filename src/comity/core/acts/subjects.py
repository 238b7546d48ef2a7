"""What an act is about, looked up in the state, or the refusal that says why it cannot be acted on."""

from comity.core.acts.act import Act
from comity.core.errors import Fact, Refused
from comity.core.state import Proposal, Provision, State, Text

_QUOTES = {"ru": "«{}»"}
_FIRST = 48
"""Characters of a wording that stand for a number."""


def text_of(state: State, text: str) -> Text:
    """A text on the table: known, tabled to its end, not fixed."""
    found = state.texts.get(text)
    if found is None:
        raise Refused("text_unknown", text=text)
    if not found.revisions:
        raise Refused("text_incomplete", text=text)
    if found.fixed:
        raise Refused("text_fixed", text=text)
    return found


def provision_of(text: Text, provision: str) -> Provision:
    """A provision that is in the text."""
    found = text.provisions.get(provision)
    if found is None:
        raise Refused("provision_unknown", provision=provision)
    if found.gone is not None:
        raise Refused("provision_gone", provision=provision, label=label(found), act=found.gone)
    return found


def unsettled(provision: Provision) -> Provision:
    """The provision, unless it is agreed and has to be reopened first."""
    if provision.state in {"agreed", "agreed_ad_referendum"}:
        raise Refused("provision_agreed", provision=provision.id, label=label(provision))
    return provision


def agreed_on(text: Text, proposal: Proposal) -> tuple[Provision, ...]:
    """Agreed provisions that a proposal would change; one that has gone is not among them."""
    found = (text.provisions[target] for target in proposal.targets)
    return tuple(each for each in found if each.gone is None and each.state in {"agreed", "agreed_ad_referendum"})


def require_unagreed(text: Text, proposal: Proposal) -> None:
    """Refuse to stir a proposal on a provision that is agreed and has to be reopened first."""
    for provision in agreed_on(text, proposal):
        unsettled(provision)


def proposal_of(text: Text, proposal: str, *states: str) -> Proposal:
    """A proposal on the text, in one of ``states`` (any, if none is named)."""
    found = text.proposals.get(proposal)
    if found is None:
        raise Refused("proposal_unknown", proposal=proposal)
    if states and found.state not in states:
        raise Refused(f"proposal_{found.state}", proposal=proposal, number=found.number)
    return found


def require_source(text: Text, act: Act, source: str | None) -> None:
    """Refuse to name a file as the source of words that is not enclosed, or is another party's; one that was erased may be."""
    if source is None:
        return
    file = text.files.get(source)
    if file is None:
        raise Refused("file_unknown", file=source)
    if act.party not in {file.party, file.filed}:
        raise Refused("file_foreign", file=file.name, owner=file.party)


def require_one_subject(provision: str | None, proposal: str | None) -> None:
    """Refuse unless exactly one of the two is named."""
    if (provision is None) == (proposal is None):
        raise Refused("one_subject")


def require_revision_seen(act: Act, text: Text) -> None:
    """Refuse words about a base that its author has not seen."""
    newest = text.revisions[-1]
    if act.seen.size <= newest.seq:
        raise Refused("revision_unseen", revision=newest.number)


def require_wording_seen(act: Act, proposal: Proposal) -> None:
    """Refuse an answer to words that have changed since its author looked."""
    if act.seen.size <= (proposal.before[-1][0] if proposal.before else proposal.seq):
        raise Refused("wording_unseen", proposal=proposal.id, number=proposal.number)


def label(provision: Provision) -> Fact:
    """How a sentence calls a provision: its printed number without the full stop, or by its first words in each language."""
    number = provision.number.rstrip(". ")
    return number or {each: _first(words, each) for each, words in provision.wordings.items()} or provision.id


def _first(wording: str, language: str) -> str:
    """The first words of a wording, whole ones where there are several, as its language quotes."""
    words = wording if len(wording) <= _FIRST else wording[:_FIRST].rsplit(" ", 1)[0]
    told = words.rstrip(",;:.") or words
    return _QUOTES.get(language, "“{}”").format(told if words == wording else f"{told}…")
