"""How a ruling of the chair is kept until the next revision, and undone."""

from msgspec.structs import replace

from comity.core.acts.changes import with_proposals, with_provisions
from comity.core.acts.subjects import label
from comity.core.errors import Refused
from comity.core.rules import Decision, Subject, decide
from comity.core.state import Edit, Proposal, Provision, Settled, State, Text


def require_decided(state: State, text: Text, subject: Subject) -> None:
    """Refuse while the decision rule says that somebody stands in the way, and name who."""
    decision = decide(state, text, subject)
    if not decision.decided:
        raise Refused("obstacles", parties=_parties(decision))


def _parties(decision: Decision) -> str:
    return ", ".join(sorted({obstacle.party for obstacle in decision.obstacles}))


def require_free(text: Text, provision: Provision, settled: Settled) -> None:
    """Refuse a settlement that overlaps one since the last revision; the earlier one has to be reopened first."""
    for other in provision.settled:
        if _overlap(text, settled, other):
            raise Refused("overlaps_settled", provision=provision.id, label=label(provision), act=other.seq)


def settlement(proposal: Proposal, seq: int) -> Settled:
    """A whole proposal accepted: its wording for a reword, else a mark that it will be carried out."""
    return Settled(seq, (proposal.id,), wordings=proposal.pieces[0] if proposal.kind == "reword" else {})


def settle(text: Text, provision: str, settled: Settled) -> Text:
    """The text with one more settlement on a provision."""
    held = text.provisions[provision]
    return with_provisions(text, replace(held, settled=(*held.settled, settled)))


def unsettle(text: Text, proposals: tuple[str, ...], seq: int) -> Text:
    """The text in which accepted ``proposals`` are open again and none of their settlements is left.

    A provision that was agreed with what they brought is open as well: nobody agreed it without.
    """
    again = [text.proposals[each] for each in proposals if each in text.accepted]
    reopened = (replace(each, state="open", state_seq=seq) for each in again)
    undone = {each.id for each in again}
    targets = dict.fromkeys(target for each in again for target in each.targets)
    cleared = (opened(_without(text.provisions[target], undone), seq) for target in targets)
    text = with_proposals(with_provisions(text, *cleared), *reopened)
    return replace(text, accepted=tuple(each for each in text.accepted if each not in undone), initialled=())


def opened(provision: Provision, seq: int) -> Provision:
    """The provision open again if it was agreed, and no capital asked any more."""
    if provision.state not in {"agreed", "agreed_ad_referendum"}:
        return provision
    return replace(provision, state="open", state_seq=seq, ad_referendum=())


def _without(provision: Provision, proposals: set[str]) -> Provision:
    return replace(
        provision,
        settled=tuple(each for each in provision.settled if each.edits or proposals.isdisjoint(each.proposals)),
    )


def _overlap(text: Text, one: Settled, other: Settled) -> bool:
    if one.edits and other.edits:
        shared = one.edits.keys() & other.edits.keys()
        return any(_meet(a, b) for language in shared for a in one.edits[language] for b in other.edits[language])
    kinds = {_kind(text, one), _kind(text, other)}
    if kinds == {"words"}:
        return not _languages(one).isdisjoint(_languages(other))
    return not ("move" in kinds and "words" in kinds)


def _languages(settled: Settled) -> set[str]:
    return {*settled.wordings, *settled.edits}


def _kind(text: Text, settled: Settled) -> str:
    """What a settlement changes: the ``words`` of the provision, its place (``move``), or the outline around it."""
    if settled.edits or settled.wordings:
        return "words"
    return text.proposals[settled.proposals[0]].kind


def _meet(one: Edit, other: Edit) -> bool:
    """Whether two edits overlap, or (an insertion has no cells of its own) put words into one place."""
    return (one.start < other.end and other.start < one.end) or (one.start, one.end) == (other.start, other.end)
