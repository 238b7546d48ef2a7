"""What would follow from a ruling of the chair, in words, before it is given."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.core import queries
from comity.core.acts import Act
from comity.core.errors import Refused
from comity.core.fold import apply
from comity.core.state import Provision, Text
from comity.web import marked, words
from comity.web.desk import Desk
from comity.web.sheet import Card, Sheet
from comity.web.submit import reason


@dataclass(frozen=True)
class Follows:
    """What would follow from a ruling, in words."""

    refusal: str
    obstacles: list[tuple[str, str]]
    reservations: tuple[str, ...]
    fates: list[tuple[str, list[Card]]]


def follows(desk: Desk, text: Text, act: Act) -> Follows:
    """What would follow from ``act``, a ruling on ``text``."""
    found = queries.consequences(desk.state, act)
    sheet = Sheet(desk.state, text, desk.code, desk.speaks, text.languages[0])
    labels = sheet.labels
    fates = (
        (_("Met by it:"), found.met),
        (_("Carried with other words:"), found.carried),
        (_("Broken by it, for their sponsors to restate:"), found.broken),
    )
    return Follows(
        refusal=reason(Refused(found.refusal, **found.facts)) if found.refusal else "",
        obstacles=[(each.party, str(words.OBSTACLES[each.why])) for each in found.obstacles],
        reservations=found.reservations,
        fates=[(title, [sheet.card(each, labels) for each in group]) for title, group in fates if group],
    )


def standing(desk: Desk, text: Text, provision: Provision, act: Act | None) -> list[SafeString]:
    """The provision as it would be adopted after ``act``, in each language, as a redline of its base.

    Without an act, or with one that is refused, as it would be adopted now.
    """
    if act is not None and queries.consequences(desk.state, act).allowed:
        text = apply(desk.state, act, desk.state.size, desk.state.at).texts[text.id]
    wordings = queries.adopted(text).provisions[provision.id].wordings
    return [
        marked.redline(provision.wordings.get(tongue, ""), wordings[tongue], provision.kind, tongue)
        for tongue in text.languages
        if tongue in wordings
    ]
