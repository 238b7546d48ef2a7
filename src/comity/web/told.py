"""An act before it is done, told to whoever is to sign it: its sentence, and word for word what it would do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from msgspec.structs import replace

from comity.core import queries
from comity.core.acts import Act, encode
from comity.core.acts.proposing import Proposing
from comity.core.acts.text.revise import Revise
from comity.core.state import Proposal, State, Text
from comity.locale import say
from comity.web import naming, recorded
from comity.web.desk import Desk
from comity.web.prepared import Prepared, as_proposal
from comity.web.versions import Version, versions

_WORDS = ("title", "names", "label", "holder", "public", "wording", "note", "rationale", "reason")
"""What acts say for themselves, as one string or by language: words, and whose a new key is; those of a proposal are its versions."""


@dataclass(frozen=True)
class Told:
    """An act as a page tells it. ``versions`` are the words that it proposes, ``notes`` what else it says in words.

    ``href`` is the page of what it is about, ``refusal`` why it may not be done, empty where it may.
    """

    id: str
    sentence: str
    versions: tuple[Version, ...]
    notes: tuple[str, ...]
    statement: str
    href: str
    refusal: str


def told(desk: Desk, state: State, act: Act, refusal: str = "") -> Told:
    """``act`` as it would be done in ``state``; what it proposes is left out where its subject is gone."""
    key, facts = queries.told(act, state)
    text = state.texts.get(getattr(act, "text", ""))
    proposal = _proposal(text, act) if text else None
    return Told(
        id=act.id,
        sentence=say(get_language() or "en", key, **facts),
        versions=versions(text, proposal, naming.labels(text)) if text and proposal else (),
        notes=tuple(_notes(act)),
        statement=encode(act).decode(),
        href=recorded.home(desk, act),
        refusal=refusal,
    )


def _notes(act: Act) -> Iterator[str]:
    """What an act says in words of its author, but for what it proposes: in every language, in the order of their names."""
    for field in _WORDS if isinstance(act, Proposing) else (*_WORDS, "wordings"):
        said = getattr(act, field, None) or {}
        yield from (said,) if isinstance(said, str) else (said[each] for each in sorted(said))


def _proposal(text: Text, act: Act) -> Proposal | None:
    """What an act proposes, as the proposal that it would be; none where it proposes nothing that the text knows a place for."""
    if isinstance(act, Proposing):
        proposal = as_proposal(Prepared(act.shape, text.revisions[-1].number))
    elif isinstance(act, Revise) and act.proposal in text.proposals:
        proposal = replace(text.proposals[act.proposal], pieces=act.pieces, state="open")
    else:
        return None
    known = all(each in text.provisions for each in (*proposal.targets, *filter(None, (proposal.after,))))
    return proposal if known else None
