"""Where the changes of several voices meet: overlapping changes unite into one site over the union of their spans."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from comity.core.wording.grid import Grid
from comity.core.wording.tokens import cells
from comity.core.wording.values import Hunk, Level


class Voice(NamedTuple):
    """One wording, with all the proposals that read so, their sponsors, and its changes of the base."""

    proposals: tuple[str, ...]
    sponsors: tuple[str, ...]
    hunks: tuple[Hunk, ...]


class Change(NamedTuple):
    """One hunk of one voice (a number)."""

    start: int
    end: int
    voice: int
    hunk: Hunk


class Cluster(Struct):
    """Changes that overlap, directly or through others, and the union of their spans."""

    start: int
    end: int
    changes: list[Change]

    def meets(self, change: Change) -> bool:
        """A later change overlaps. Insertions at the edge of a span stay outside; two in one place meet."""
        return change.start < self.end or self.start == self.end == change.start == change.end


class Meeting(Struct):
    """A site in the making: its span, what each voice that takes part reads there, and the sites inside it.

    ``first:last`` is the union of the spans that led here; the site is smaller where words at its edge turned out to
    be common to all. Every change that its voices make within that union is part of what they read here.
    """

    start: int
    end: int
    first: int
    last: int
    readings: dict[str, list[int]]
    voices: frozenset[int]
    level: Level
    move: int | None
    inner: list["Meeting"]


def unite(changes: Iterable[Change]) -> list[Cluster]:
    """The connected components of overlap, in order."""
    clusters: list[Cluster] = []
    for change in sorted(changes, key=lambda change: change[:3]):
        if clusters and clusters[-1].meets(change):
            clusters[-1].end = max(clusters[-1].end, change.end)
            clusters[-1].changes.append(change)
        else:
            clusters.append(Cluster(change.start, change.end, [change]))
    return clusters


def meeting(grid: Grid, cluster: Cluster, voices: Sequence[Voice], level: Level) -> Meeting:
    """What the voices of a cluster read over its whole span; a voice that reads as the base takes no part."""
    start, end = cluster.start, cluster.end
    first = cluster.changes[0]
    readings: dict[str, list[int]] = {}
    taking_part = dict.fromkeys(change.voice for change in cluster.changes)
    for number in taking_part:
        inside = _inside(voices[number].hunks, start, end)
        readings.setdefault(grid.read(start, end, inside), []).append(number)
    readings.pop(grid.span(start, end), None)
    move = first.hunk.move if all(change.hunk.move == first.hunk.move for change in cluster.changes) else None
    found = Meeting(start, end, start, end, readings, frozenset(taking_part), level, move, [])
    united = any((change.start, change.end) != (start, end) for change in cluster.changes)
    return _trimmed(grid, found) if united else found


def _inside(hunks: Sequence[Hunk], start: int, end: int) -> list[Hunk]:
    """The hunks, of some in order, that lie within the span. Logarithmic, and linear in the answer."""
    first = bisect_left(hunks, start, key=lambda hunk: hunk.start)
    last = bisect_right(hunks, end, lo=first, key=lambda hunk: hunk.start)
    return [hunk for hunk in hunks[first:last] if within(hunk.start, hunk.end, start, end)]


def within(start: int, end: int, first: int, last: int) -> bool:
    """The span ``start:end`` lies in ``first:last``; a place (an empty span) only if it lies strictly inside, or is it."""
    if start == end:
        return first < start < last or first == start == last
    return first <= start and end <= last


def around(start: int, end: int, meetings: Sequence[Meeting]) -> Meeting | None:
    """The first of some disjoint, ordered sites that the span (or place) overlaps. Logarithmic."""
    index = bisect_right(meetings, start, key=lambda meeting: meeting.end)
    return meetings[index] if index < len(meetings) and meetings[index].start < end else None


def _trimmed(grid: Grid, found: Meeting) -> Meeting:
    """The same site without the words that its base and all its readings begin or end with."""
    base = grid.span(found.start, found.end)
    texts = [base, *found.readings]
    if len({text[:1] for text in texts}) > 1 and len({text[-1:] for text in texts}) > 1:
        return found
    rows = [_row(text, found.start, found.end) for text in texts]
    if len(rows[0]) != found.end - found.start:
        return found
    room = min(map(len, rows))
    head = min(room, _shared(rows))
    tail = min(room - head, _shared([row[::-1] for row in rows]))
    before, after = len("".join(rows[0][:head])), len("".join(rows[0][len(rows[0]) - tail :]))
    found.start, found.end = found.start + head, found.end - tail
    found.readings = {text[before : len(text) - after]: voices for text, voices in found.readings.items()}
    return found


def _row(text: str, start: int, end: int) -> list[str]:
    """The cells of a reading, beginning and ending on the same kind of cell, gap or word, as its site."""
    row = cells(text)
    if start % 2 and row[0] == "":
        row = row[1:]
    if end % 2 == 0 and row and row[-1] == "":
        row = row[:-1]
    return row


def _shared(rows: Sequence[Sequence[str]]) -> int:
    """With how many equal cells all rows begin."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False)))
