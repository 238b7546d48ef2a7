"""What would follow from an act, before it is done."""

from collections.abc import Mapping

from msgspec import Struct

from comity.core.acts.act import Act
from comity.core.acts.text.accept import Accept
from comity.core.acts.text.accept_alternative import AcceptAlternative
from comity.core.acts.text.agree import Agree
from comity.core.acts.text.agree_ad_referendum import AgreeAdReferendum
from comity.core.acts.text.issue_revision import IssueRevision
from comity.core.errors import Fact, Refused
from comity.core.fold import apply, check
from comity.core.revision.issue import issued
from comity.core.rules import Obstacle, decide
from comity.core.state import Names, State, Text

Fates = Mapping[str, tuple[str, tuple[Names, ...]]]
"""For each proposal its state and words on the next base."""


class Consequences(Struct, frozen=True):
    """What would follow. ``refusal`` is the code of the refusal, empty if the act is allowed, with its ``facts``.

    ``obstacles`` and ``reservations`` are those of the decision that the act needs, if it needs one. The proposals are
    those whose fate at the next revision would be another than without the act: ``met`` or ``broken`` by it, or
    ``carried`` with other words. For the issue of a revision: all that would be carried, met and broken by it.
    """

    refusal: str = ""
    facts: Mapping[str, Fact] = {}
    obstacles: tuple[Obstacle, ...] = ()
    reservations: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether the act could be done now."""
        return not self.refusal


def consequences(state: State, act: Act) -> Consequences:
    """What would follow from ``act`` in ``state``; never raises ``Refused``. Costs two revisions of the text at most."""
    obstacles, reservations = _decision(state, act)
    try:
        check(state, act)
    except Refused as refused:
        return Consequences(refused.code, refused.facts, obstacles, reservations)
    after = apply(state, act, state.size, state.at)
    text = getattr(act, "text", "")
    if text not in state.texts or not state.texts[text].revisions:
        return Consequences(obstacles=obstacles, reservations=reservations)
    if isinstance(act, IssueRevision):
        revision = after.texts[text].revisions[-1]
        return Consequences("", {}, obstacles, reservations, revision.carried, revision.met, revision.broken)
    before, then = _fates(state.texts[text]), _fates(after.texts[text])
    other = [
        each for each, fate in then.items() if before.get(each) != fate and before.get(each, ("open",))[0] == "open"
    ]
    carried, met, broken = (
        tuple(each for each in other if then[each][0] == fate) for fate in ("open", "met", "broken")
    )
    return Consequences("", {}, obstacles, reservations, carried, met, broken)


def _decision(state: State, act: Act) -> tuple[tuple[Obstacle, ...], tuple[str, ...]]:
    if not isinstance(act, Accept | AcceptAlternative | Agree | AgreeAdReferendum) or act.text not in state.texts:
        return (), ()
    try:
        decision = decide(state, state.texts[act.text], act.subject(state.texts[act.text]))
    except Refused:
        return (), ()
    return decision.obstacles, decision.reservations


def _fates(text: Text) -> Fates:
    """What the next revision would make of the proposals that are open now, in the order made."""
    pending = sorted((each for each in text.proposals.values() if each.state == "open"), key=lambda each: each.number)
    then = issued(text, seq=0, at=0).proposals
    return {each.id: (then[each.id].state, then[each.id].pieces) for each in pending}
