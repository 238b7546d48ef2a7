"""What could close a provision: arithmetic on stances that explains itself."""

from msgspec import Struct

from comity.core.positions import members, position
from comity.core.readings import composed, sites
from comity.core.state import State, Text
from comity.core.wording.values import Alternative, Site


class Way(Struct, frozen=True):
    """One way to close a site: an alternative, or ``None`` for the base as it stands.

    ``reservations`` are the members that reserve on it; ``unhappy`` the members that want other words at this site.
    """

    alternative: Alternative | None
    reservations: tuple[str, ...]
    unhappy: tuple[str, ...]


class Closing(Struct, frozen=True):
    """The ways to close one site that no member objects to, the easiest first."""

    site: Site
    ways: tuple[Way, ...]


def closing(state: State, text: Text, provision: str, language: str) -> tuple[Closing, ...]:
    """For each site of a provision, inner ones after the outer: the ways with fewest reservations first.

    Then fewest unhappy, then the order in which the composition lists them, the base last.
    """
    counted = members(state)
    found = sites(composed(text, provision, language).parts)
    return tuple(Closing(site, _ways(text, site, counted)) for site in found)


def _ways(text: Text, site: Site, counted: tuple[str, ...]) -> tuple[Way, ...]:
    ways = [_way(text, site, each, counted) for each in site.alternatives if not _opposed(text, each, counted)]
    ways.append(_way(text, site, None, counted))
    return tuple(sorted(ways, key=lambda way: (len(way.reservations), len(way.unhappy))))


def _opposed(text: Text, alternative: Alternative, counted: tuple[str, ...]) -> bool:
    return any(position(text, alternative, party) == "object" for party in counted)


def _way(text: Text, site: Site, chosen: Alternative | None, counted: tuple[str, ...]) -> Way:
    content = (
        () if chosen is None else tuple(p for p in counted if position(text, chosen, p) in {"support", "can_accept"})
    )
    wanting = {party for each in site.alternatives if each != chosen for party in each.sponsors}
    return Way(
        alternative=chosen,
        reservations=tuple(p for p in counted if chosen is not None and position(text, chosen, p) == "reserve"),
        unhappy=tuple(party for party in counted if party in wanting and party not in content),
    )
