"""Whether a text converges: what was open on each of its bases, falling or rising."""

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from comity.core.queries.rolling import rolling
from comity.core.readings import sites
from comity.core.state import Names, Proposal, Revision, Text


class Progress(Struct, frozen=True):
    """How one base stood when it gave way to the next; the newest, as it stands now.

    ``proposals`` were open on it, accepted ones not counted; ``sites`` are the places where their wordings differ from
    the base, inner ones included, and one for each provision to be added; ``agreed`` of its ``provisions`` were agreed,
    ad referendum or fully.
    """

    revision: int
    proposals: int
    sites: int
    agreed: int
    provisions: int


def progress(text: Text, language: str) -> tuple[Progress, ...]:
    """One row for each revision, the draft as tabled first. Composes each base once: as costly as so many rolling texts."""
    ends: list[Revision | Text] = [*text.revisions[1:], text]
    return tuple(_row(text, base, end, language) for base, end in zip(text.revisions, ends, strict=True))


def _row(text: Text, base: Revision, end: Revision | Text, language: str) -> Progress:
    pending = _pending(text, base, end)
    then = replace(
        text,
        order=base.order,
        provisions=base.provisions,
        proposals=Map({each.id: each for each in pending}),
        accepted=(),
    )
    held = [end.provisions[each] for each in base.order if each in end.provisions]
    return Progress(
        revision=base.number,
        proposals=len(pending),
        sites=sum(len(sites(unit.composition.parts)) for unit in rolling(then, language)),
        agreed=sum(each.state in {"agreed", "agreed_ad_referendum"} for each in held),
        provisions=len(base.order),
    )


def _pending(text: Text, base: Revision, end: Revision | Text) -> list[Proposal]:
    """The proposals open on ``base`` at its end, with the words they had there."""
    if isinstance(end, Text):
        return [each for each in text.proposals.values() if each.state == "open"]
    found = [text.proposals[each] for each in (*end.carried, *end.broken)]
    # one that was broken before is met as well where the base has come to say its words: it kept the base it broke on
    found += [each for each in (text.proposals[met] for met in end.met) if each.revision == base.number]
    return [replace(each, pieces=_pieces(each, end.seq), state="open") for each in found]


def _pieces(proposal: Proposal, seq: int) -> tuple[Names, ...]:
    """The words that a proposal had before act ``seq``: the earliest that were changed then or later."""
    return next((pieces for changed, pieces in proposal.before if changed >= seq), proposal.pieces)
