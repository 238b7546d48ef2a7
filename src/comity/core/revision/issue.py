"""A revision is issued: the settlements become the base, and everything pending is carried onto it."""

from collections.abc import Iterable

from immutables import Map
from msgspec.structs import replace

from comity.core.revision.carry import Carrier, settled_as
from comity.core.revision.hash import text_hash
from comity.core.revision.settle import adopted
from comity.core.state import Proposal, Provision, Revision, Stance, Text


def issued(text: Text, seq: int, at: int, symbol: str = "") -> Text:
    """The text on its next base. Every open proposal is afterwards open, met or broken, and the revision says which.

    A broken proposal keeps its place and its words, and is met if the new base has come to say them.
    """
    base = adopted(text, seq)
    number = text.revisions[-1].number + 1
    accepted = tuple(text.proposals[each] for each in text.accepted)
    pending = sorted(
        (each for each in text.proposals.values() if each.state in {"open", "broken"}), key=lambda each: each.number
    )
    carrier = Carrier(text, base, accepted)
    carried = [settled_as(each, carrier.carry(each), number, seq) for each in pending if each.state == "open"]
    restored = [_met(each, base, seq) for each in pending if each.state == "broken"]
    provisions = base.provisions.update({each: _on_base(text, base.provisions[each]) for each in base.order})
    issued_text = replace(
        base,
        provisions=provisions,
        proposals=text.proposals.update({each.id: each for each in (*carried, *restored)}),
        symbol=symbol or text.symbol,
        accepted=(),
        initialled=(),
    )
    revision = Revision(
        number=number,
        seq=seq,
        at=at,
        order=base.order,
        provisions=provisions,
        sha256=text_hash(issued_text),
        carried=_ids(carried, "open"),
        met=_ids((*carried, *restored), "met"),
        broken=_ids(carried, "broken"),
        accepted=text.accepted,
    )
    return replace(issued_text, revisions=(*text.revisions, revision))


def _met(proposal: Proposal, base: Text, seq: int) -> Proposal:
    """A broken proposal for other words is met where the base says exactly them."""
    target = base.provisions[proposal.targets[0]] if proposal.kind == "reword" else None
    if target is None or any(target.wordings.get(language) != words for language, words in proposal.pieces[0].items()):
        return proposal
    return replace(proposal, state="met", state_seq=seq, reason="")


def _on_base(text: Text, provision: Provision) -> Provision:
    """Settlements are in the wording now; stances on words that changed wait to be confirmed."""
    before = text.provisions.get(provision.id)
    stances = provision.stances
    if before is not None and before.wordings != provision.wordings:
        stances = unconfirmed(stances)
    return replace(provision, settled=(), stances=stances)


def unconfirmed(stances: Map[str, Stance]) -> Map[str, Stance]:
    """The stances, to be confirmed because the words they were taken on have changed."""
    return Map({party: replace(stance, confirmed=False) for party, stance in stances.items()})


def _ids(proposals: Iterable[Proposal], state: str) -> tuple[str, ...]:
    return tuple(each.id for each in proposals if each.state == state)
