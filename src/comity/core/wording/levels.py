"""Which sites stand inside which: rewrites of the provision, then of a clause or sentence, then changes of words."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from comity.core.wording.grid import Grid
from comity.core.wording.sites import Change, Meeting, Voice, around, meeting, unite, within


def levels(grid: Grid, voices: Sequence[Voice]) -> list[Meeting]:
    """The outermost sites of a provision in order, each with the sites inside it."""
    by_level: dict[str, list[Change]] = {"provision": [], "wide": [], "inline": []}
    for number, voice in enumerate(voices):
        for hunk in voice.hunks:
            by_level[hunk.level].append(Change(hunk.start, hunk.end, number, hunk))
    wide, rest = _wide(grid, voices, by_level["wide"], by_level["inline"])
    inside = _placed(wide, [meeting(grid, cluster, voices, "inline") for cluster in unite(rest)])
    whole = [meeting(grid, cluster, voices, "provision") for cluster in unite(by_level["provision"])]
    return _placed(whole, inside)


def _wide(
    grid: Grid, voices: Sequence[Voice], raised: list[Change], rest: list[Change]
) -> tuple[list[Meeting], list[Change]]:
    """The wide sites, and the inline changes that are no part of them.

    An inline change that crosses the edge of a wide site, or covers it, joins it and may make it wider still.
    """
    while True:
        found = [meeting(grid, cluster, voices, "wide") for cluster in unite(raised)]
        crossing = [change for change in rest if _crosses(change, around(change.start, change.end, found))]
        if not crossing:
            return found, [change for change in rest if not _spoken_for(change, found)]
        raised = raised + crossing
        rest = [change for change in rest if not _crosses(change, around(change.start, change.end, found))]


def _crosses(change: Change, site: Meeting | None) -> bool:
    if site is None:
        return False
    return change.start < site.start or site.end < change.end or change[:2] == (site.start, site.end)


def _spoken_for(change: Change, sites: Sequence[Meeting]) -> bool:
    """The change is part of what its voice reads at a wider site."""
    nearest = bisect_left(sites, change.end, key=lambda site: site.last)
    if nearest == len(sites):
        return False
    site = sites[nearest]
    return change.voice in site.voices and within(change.start, change.end, site.first, site.last)


def _placed(outer: list[Meeting], inner: Iterable[Meeting]) -> list[Meeting]:
    """Each inner site put inside the outer one that holds it; the outermost of all, in order."""
    free: list[Meeting] = []
    for found in inner:
        holder = around(found.start, found.end, outer)
        (holder.inner if holder else free).append(found)
    return sorted([*outer, *free], key=lambda found: (found.start, found.end))
