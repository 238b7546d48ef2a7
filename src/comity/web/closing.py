"""What could close a provision, for the page: each way in words, and the chair's ruling that would take it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from comity.core import queries
from comity.core.state import Provision
from comity.core.wording.values import Alternative, Site
from comity.web import chair, speech
from comity.web.desk import Desk
from comity.web.sheet import Sheet


@dataclass(frozen=True)
class Way:
    """One way to close a site."""

    words: str
    sponsors: tuple[str, ...]
    reservations: tuple[str, ...]
    unhappy: tuple[str, ...]
    ruling: str


def ways(desk: Desk, sheet: Sheet, provision: Provision) -> list[list[Way]]:
    """For each site of a provision the ways that no member objects to, the easiest first."""
    found = queries.closing(sheet.state, sheet.text, provision.id, sheet.tongue)
    return [[_way(desk, sheet, provision, each.site, way) for way in each.ways] for each in found]


def _way(desk: Desk, sheet: Sheet, provision: Provision, site: Site, way: queries.Way) -> Way:
    chosen = way.alternative
    ruling = chair.on_alternative(desk, sheet, provision.id, site, chosen) if chosen else ""
    return Way(
        words=_words(site, chosen),
        sponsors=chosen.sponsors if chosen else (),
        reservations=way.reservations,
        unhappy=way.unhappy,
        ruling=ruling if desk.is_chair else "",
    )


def _words(site: Site, chosen: Alternative | None) -> str:
    """A way in words: what the place would read."""
    if chosen is None:
        return _("the base: “%(words)s”") % {"words": site.base} if site.base else _("the base: nothing put in")
    return speech.quoted(chosen.text) if chosen.text else _("delete “%(words)s”") % {"words": site.base}
