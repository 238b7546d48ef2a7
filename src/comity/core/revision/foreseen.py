"""Which proposals the next revision will meet, seen from one provision."""

from collections.abc import Iterable

from msgspec.structs import replace

from comity.core.revision.carry import Carrier
from comity.core.revision.settle import worded
from comity.core.state import Proposal, Provision, Text


def foreseen(text: Text, provision: Provision, proposals: Iterable[Proposal]) -> frozenset[str]:
    """Those of the open ``proposals`` on ``provision`` that want no more than what is settled on it.

    Other words: what the settled wording says already. Anything else: the very same as a proposal that was accepted.
    Nothing is looked at where nothing is settled, else O(proposals) diffs.
    """
    if not provision.settled:
        return frozenset()
    then = worded(text, provision)
    carrier = Carrier(text, replace(text, provisions=text.provisions.set(provision.id, then)))
    wished = {_wish(text.proposals[each]) for settled in provision.settled for each in settled.proposals}

    def met(proposal: Proposal) -> bool:
        if proposal.kind != "reword":
            return _wish(proposal) in wished
        return carrier.carry(proposal).state == "met"

    return frozenset(each.id for each in proposals if each.state == "open" and met(each))


def _wish(proposal: Proposal) -> tuple[object, ...]:
    pieces = tuple(tuple(sorted(piece.items())) for piece in proposal.pieces)
    return proposal.kind, proposal.targets, pieces, proposal.after
