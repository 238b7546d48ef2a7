"""Which sites stand inside which: rewrites of the provision, then of a clause or sentence, then changes of words.

Among the wide changes, what lies within another's span stands inside it too: who deletes two sentences does not swallow
the deletion of one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from comity.core.wording.grid import Grid
from comity.core.wording.sites import Change, Cluster, Meeting, Voice, around, meeting, unite, within

DEEPEST = 4
"""Wide sites stand inside one another so deep at most."""


def levels(grid: Grid, voices: Sequence[Voice]) -> list[Meeting]:
    """The outermost sites of a provision in order, each with the sites inside it."""
    by_level: dict[str, list[Change]] = {"provision": [], "wide": [], "inline": []}
    for number, voice in enumerate(voices):
        for hunk in voice.hunks:
            by_level[hunk.level].append(Change(hunk.start, hunk.end, number, hunk))
    layers = [[meeting(grid, cluster, voices, "provision") for cluster in unite(by_level["provision"])]]
    raised, rest = by_level["wide"], by_level["inline"]
    while raised:
        found, raised, rest = _layer(grid, voices, raised, rest, last=len(layers) == DEEPEST)
        layers.append(found)
    layers.append([meeting(grid, cluster, voices, "inline") for cluster in unite(rest)])
    inside: list[Meeting] = []
    for layer in reversed(layers):
        inside = _placed(layer, inside)
    return inside


def _layer(
    grid: Grid, voices: Sequence[Voice], raised: list[Change], rest: list[Change], *, last: bool
) -> tuple[list[Meeting], list[Change], list[Change]]:
    """The wide sites that stand in no other, the wide changes that stand inside them, and the inline ones left over.

    An inline change that crosses the edge of a wide site, or covers it, joins it and may make it wider still. So does
    one that lies in the site and touches no wide change: nothing wide divides it from the change that it meets there.
    """
    wide = unite(raised)
    while True:
        parted = [_parted(grid, voices, cluster, last=last) for cluster in unite(raised)]
        found = [site for site, _ in parted]
        joining, staying = list[Change](), list[Change]()
        for change in rest:
            joins = _joins(change, around(change.start, change.end, found), wide)
            (joining if joins else staying).append(change)
        if not joining:
            inner = [change for _, covered in parted for change in covered]
            return found, inner, [change for change in rest if not _spoken_for(change, found)]
        raised, rest = raised + joining, staying


def _joins(change: Change, site: Meeting | None, wide: Sequence[Cluster]) -> bool:
    if site is None:
        return False
    if change.start < site.start or site.end < change.end or change[:2] == (site.start, site.end):
        return True
    nearest = bisect_left(wide, change.start, key=lambda cluster: cluster.end)
    return nearest == len(wide) or change.end < wide[nearest].start


def _parted(grid: Grid, voices: Sequence[Voice], cluster: Cluster, *, last: bool) -> tuple[Meeting, list[Change]]:
    """The site of the changes that span all words of a cluster, and the changes that lie inside it.

    All are one site where none spans the cluster, or where those that lie inside span it together.
    """
    whole = _words(cluster)
    covering = [change for change in cluster.changes if _words(change) == whole]
    covered = [change for change in cluster.changes if _words(change) != whole]
    if covering and covered and not last and all(_words(inner) != whole for inner in unite(covered)):
        outer = meeting(grid, unite(covering)[0], voices, "wide")
        if all(outer.start <= change.start and change.end <= outer.end for change in covered):
            return outer, covered
    return meeting(grid, cluster, voices, "wide"), []


def _words(span: Change | Cluster) -> tuple[int, int]:
    """The words of a span of cells, whichever gaps beside them belong to it."""
    return span.start // 2, span.end // 2


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
