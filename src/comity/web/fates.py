"""What becomes of each proposal when a revision is issued: accepted, met, carried, broken."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.core.state import Text
from comity.web.desk import Desk
from comity.web.sheet import Card, Sheet


@dataclass(frozen=True)
class Fate:
    """Proposals of one fate."""

    key: str
    title: str | Promise
    hint: str | Promise
    proposals: tuple[Card, ...]


_TOLD = (
    ("accepted", _("Accepted"), _("Their words are in the new base.")),
    ("met", _("Met"), _("The new base says what they wished; they are closed as met.")),
    ("carried", _("Carried"), _("They stand on the new base with their positions.")),
    (
        "broken",
        _("To be restated"),
        _("The words they change are no longer there. They keep their place; their sponsors are asked."),
    ),
)


def fates(desk: Desk, text: Text, *groups: tuple[str, ...]) -> list[Fate]:
    """The proposals accepted, met, carried and broken, given in this order, as cards."""
    sheet = Sheet(desk.state, text, desk.code, desk.speaks, text.languages[0])
    labels = sheet.labels
    return [
        Fate(key, title, hint, tuple(sheet.card(each, labels) for each in group))
        for (key, title, hint), group in zip(_TOLD, groups, strict=True)
    ]
