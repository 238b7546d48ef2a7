"""How each proposal stands in the file: tracked or not, by whom, and when."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from comity.formats.tracked.values import Mark, Paragraph, Tracked
from comity.formats.tracked.views import marks
from comity.formats.upload.comparing import Comparison, Group
from comity.formats.upload.values import Found, Traced


class Traces:
    """A comparison with all of the uploader's changes taken, and the same with none: what differs was not tracked."""

    def __init__(self, upload: Tracked, own: frozenset[Mark], compared: Comparison, rejected: Comparison) -> None:
        self._paragraphs: Sequence[Paragraph] = upload.paragraphs
        self._own = own
        self._compared = compared
        self._reads = compared.reads
        self._rejected = rejected.reads
        self._moved = {n for group in rejected.groups if group.moved for n in group.base}
        added = [rejected.came[j] for group in rejected.groups if not group.sent for j in group.came]
        self._added = [(each.words, each.line.sources) for each in added]
        self._sources = _sources(rejected)

    def traced(self, found: Found, group: Group, lines: Sequence[int], places: Iterable[int]) -> Found:
        """The proposal with its traces; ``places`` are those it stands in."""
        own = [mark for mark in marks(self._paragraphs[at] for at in sorted(places)) if mark in self._own]
        instants = [mark.at for mark in own if mark.at is not None]
        return replace(
            found,
            traced=self._way(found, group, lines),
            authors=tuple(dict.fromkeys(mark.author for mark in own)),
            since=min(instants, default=None),
            until=max(instants, default=None),
        )

    def places(self, group: Group, lines: Iterable[int]) -> frozenset[int]:
        """The paragraphs of the upload in which a proposal stands, those it struck included."""
        came = {at for j in (*lines, *group.came) for at in self._compared.came[j].line.sources}
        return frozenset(came | {at for n in group.sent for at in self._sources.get(n, ())})

    def _way(self, found: Found, group: Group, lines: Sequence[int]) -> Traced:
        if found.kind == "move":
            return "untracked" if self._moved & set(group.base) else "tracked"
        if found.kind == "add" and lines:
            return self._way_added(lines[0])
        sent = self._compared.sent
        untracked = any(self._rejected.get(n) != (sent[n].words,) for n in group.sent)
        tracked = any(self._rejected.get(n) != self._reads.get(n) for n in group.sent)
        return "both" if tracked and untracked else "untracked" if untracked else "tracked"

    def _way_added(self, j: int) -> Traced:
        line = self._compared.came[j]
        if any(words == line.words for words, _ in self._added):
            return "untracked"
        return "both" if any(set(line.line.sources) & set(at) for _, at in self._added) else "tracked"


def _sources(rejected: Comparison) -> Mapping[int, tuple[int, ...]]:
    return {
        n: tuple(at for j in group.came for at in rejected.came[j].line.sources)
        for group in rejected.groups
        for n in group.sent
    }
