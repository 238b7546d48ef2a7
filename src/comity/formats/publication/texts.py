"""A publication of a text under negotiation, as of one state of its record."""

from collections.abc import Iterable, Iterator
from itertools import chain

from immutables import Map
from msgspec.structs import replace

from comity.core import queries
from comity.core.queries.clean import Line
from comity.core.readings import composition
from comity.core.state import Proposal, State, Text
from comity.core.wording.document import joined
from comity.formats.publication.identifier import Identifier
from comity.formats.publication.laying import Laid, Piece, lay
from comity.formats.publication.letterhead import in_language, letterhead
from comity.formats.publication.rolling import rolled
from comity.formats.publication.values import Head, Offer, Outcome, Publication
from comity.locale import say


def of_text(state: State, root: str, identifier: Identifier) -> Publication:
    """What ``identifier`` names, printed from ``state``, the record's first ``identifier.size`` acts; ``root`` is theirs.

    A version of the composition is a proposal, under its id. Provisions and proposals that have no words in the language
    are left out and noticed. Raises ``KeyError`` where the state has no such text.
    """
    text, language, view = state.texts[identifier.text], identifier.language, identifier.view
    if view in {"rolling", "delegation"}:
        laid, left = _rolling(_only(text, identifier.party) if identifier.party else text, language)
    else:
        laid, left = _plain(text, language, view)
    head = letterhead(state, text, language, view)
    return Publication(
        letterhead=replace(head, identifier=str(identifier), record=(identifier.size, root)),
        composition=laid.composition,
        heads=laid.heads,
        offers={version.id: _offer(text, version.id, language) for version in laid.composition.versions},
        outcomes=_outcomes(state, text, laid, language),
        names={code: in_language(each.names, language) for code, each in state.parties.items()},
        notices=tuple(left),
    )


def _only(text: Text, party: str) -> Text:
    """The text with the proposals of one party alone."""
    own = {each.id: each for each in text.proposals.values() if party in each.sponsors}
    return replace(text, proposals=Map(own), accepted=tuple(each for each in text.accepted if each in own))


def _plain(text: Text, language: str, view: str) -> tuple[Laid, Iterator[str]]:
    """One wording without marks."""
    lines = {"clean": queries.clean, "adopted": queries.if_adopted, "original": queries.original}[view](text, language)
    spoken = [line for line in lines if line.wording]
    pieces = [Piece(line.provision, (_head(line),), composition(joined((line.wording,)), ())) for line in spoken]
    silent = (line.number or line.provision for line in lines if not line.wording)
    return lay(pieces, ()), _unspoken(silent, language)


def _rolling(text: Text, language: str) -> tuple[Laid, Iterator[str]]:
    """The base with every open proposal in it."""
    silent = (each for each in text.order if not text.provisions[each].wordings.get(language))
    unspoken = _unspoken((text.provisions[each].number or each for each in silent), language)
    units = queries.rolling(text, language)
    numbers = sorted(text.proposals[each].number for unit in units for each in unit.untranslated)
    told = (say(language, "publication.proposal_unspoken", number=number) for number in numbers)
    return rolled(text, language), chain(unspoken, told)


def _unspoken(labels: Iterable[str], language: str) -> Iterator[str]:
    return (say(language, "publication.provision_unspoken", label=label.rstrip(".")) for label in labels)


def _head(line: Line) -> Head:
    return Head(line.provision, line.kind, line.number, line.level)


def _offer(text: Text, proposal: str, language: str) -> Offer:
    """What is known about a proposal."""
    found = text.proposals[proposal]
    taken: dict[str, list[str]] = {}
    for stance in sorted(found.stances.values(), key=lambda each: each.party):
        taken.setdefault(stance.value, []).append(stance.party)
    noted = (each for each in found.stances.values() if each.value in {"reserve", "object"} and each.note)
    return Offer(
        label=say(language, "publication.proposal", number=found.number),
        kind=found.kind,
        sponsors=found.sponsors,
        rationale=in_language(found.rationale, language),
        head=_added(found),
        state=found.state,
        stances=tuple((value, tuple(parties)) for value, parties in taken.items()),
        reservations=tuple((each.party, each.note) for each in sorted(noted, key=lambda each: each.party)),
        at=_made(text, found),
    )


def _added(proposal: Proposal) -> Head | None:
    if proposal.kind != "add":
        return None
    return Head(proposal.id, proposal.provision_kind, proposal.provision_number, proposal.provision_level)


def _made(text: Text, proposal: Proposal) -> int:
    """When a proposal was made: no act but a revision keeps its instant, so that of the last one before it."""
    return next(each.at for each in reversed(text.revisions) if each.seq < proposal.seq)


def _outcomes(state: State, text: Text, laid: Laid, language: str) -> dict[str, Outcome]:
    """Where each printed provision stands, and who is in the way."""
    return {
        unit: _outcome(state, text, piece, language)
        for piece, unit in laid.units.items()
        if piece in text.provisions and text.provisions[piece].gone is None
    }


def _outcome(state: State, text: Text, provision: str, language: str) -> Outcome:
    found = queries.standing(state, text, provision)
    against = dict.fromkeys(each.party for each in found.obstacles)
    disputed = found.state == "open" and against
    notes = []
    if disputed:
        notes.append(say(language, "publication.in_the_way", parties=", ".join(against)))
    if found.reservations:
        notes.append(say(language, "publication.reserve", parties=", ".join(found.reservations)))
    return Outcome("disputed" if disputed else found.state, tuple(notes))
