"""One view of the upload against the same view of what was sent: groups of provisions and paragraphs that belong together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from comity.formats.tracked.values import Tracked
from comity.formats.tracked.views import Takes, view
from comity.formats.upload import anchoring
from comity.formats.upload.anchoring import Pair
from comity.formats.upload.fates import TAKEN
from comity.formats.upload.grounds import Grounds
from comity.formats.upload.lines import Labelled


class Group(Struct, frozen=True, gc=False):
    """Provisions of the base, the lines that they and pending additions make as sent, and the lines of the upload.

    All are numbers, ascending. ``changed`` says that the upload reads otherwise; ``moved``, that it stands elsewhere.
    """

    base: tuple[int, ...]
    sent: tuple[int, ...]
    came: tuple[int, ...]
    changed: bool
    moved: bool


class Comparison(Struct, frozen=True):
    """Two views of one document, and every line of both in one group.

    ``holders`` are the provisions of lines that came, ``reads`` is what the upload reads for each line that was sent.
    """

    sent: tuple[Labelled, ...]
    came: tuple[Labelled, ...]
    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]
    holders: Mapping[int, int]
    reads: Mapping[int, tuple[str, ...]]

    def known(self, came: Sequence[Labelled]) -> Mapping[int, int]:
        """Which line of another view of the upload is which that was sent, as far as they stand in the same paragraphs.

        Lines that were sent word for word and went into one line, of which they are all, by that line.
        """
        holders: dict[int, int] = {}
        for pair in self.pairs:
            if len(pair.old) == len(pair.new) == 1 and self.sent[pair.old[0]].words == self.came[pair.new[0]].words:
                holders.update(dict.fromkeys(self.came[pair.new[0]].line.sources, pair.old[0]))
        found: dict[int, set[int]] = defaultdict(set)
        for j, each in enumerate(came):
            held = {holders[at] for at in each.line.sources if at in holders}
            for i in held:
                found[i].add(j if len(held) == 1 else -1)
        return {i: next(iter(js)) for i, js in found.items() if len(js) == 1 and -1 not in js}


def read(grounds: Grounds, document: Tracked, takes: Takes) -> tuple[Labelled, ...]:
    """A view of what was sent or of what came, with what the uploader accepted in it. Linear."""
    return tuple(grounds.numbers.labelled(view(document, lambda mark: mark.at == TAKEN or takes(mark))))


def comparison(
    grounds: Grounds, before: tuple[Labelled, ...], after: Sequence[Labelled], rejected: Comparison | None = None
) -> Comparison:
    """Compare a view of the upload with a view of what was sent. Linear but for what has to be aligned by its words.

    ``rejected`` is the same without the changes of the uploader: they are made in paragraphs that are known from there.
    """
    after = _unnumbered(before, after)
    known = rejected.known(after) if rejected and rejected.sent == before else {}
    pairs = tuple(anchoring.anchored(_anchors(before), _anchors(after), known))
    groups = _groups(grounds, before, after, pairs)
    holders = {j: n for group in groups for n, j in _held(group)}
    read = ((pair, tuple([after[j].words for j in pair.new])) for pair in pairs)
    reads = {n: words for pair, words in read for n in pair.old}
    return Comparison(before, after, pairs, groups, holders, reads)


def _anchors(lines: Iterable[Labelled]) -> list[anchoring.Line]:
    return [anchoring.Line(each.words, each.line.bookmarks) for each in lines]


def _unnumbered(before: Sequence[Labelled], after: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """What was sent as words are words, also where they begin like a number."""
    plain = {each.words for each in before}
    return tuple(
        Labelled(each.line, each.line.text) if each.typed and each.line.text in plain else each for each in after
    )


def _groups(
    grounds: Grounds, before: Sequence[Labelled], after: Sequence[Labelled], pairs: Sequence[Pair]
) -> tuple[Group, ...]:
    bases = [{grounds.of[at] for at in each.line.sources if at in grounds.of} for each in before]
    away = anchoring.moved(pairs, [len(each.words) for each in before])
    leader = _leaders(bases, pairs)
    members: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        members[leader[pair.old[0]] if pair.old else -1 - pair.new[0]].append(pair)
    whole = (_group(bases, before, after, held, away) for held in members.values())
    groups = [part for group in whole for part in _apart(after, group)]
    return tuple(sorted(groups, key=lambda group: (group.came or (len(after),), group.sent)))


def _leaders(bases: Sequence[set[int]], pairs: Sequence[Pair]) -> list[int]:
    """For each line that was sent the first of those in its group: they share a provision, or a line of the upload."""
    parent = list(range(len(bases)))

    def top(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    holder: dict[int, int] = {}
    for n, held in enumerate(bases):
        for base in held:
            first = holder.setdefault(base, n)
            if first != n:
                parent[top(n)] = top(first)
    for pair in pairs:
        for n in pair.old[1:]:
            parent[top(n)] = top(pair.old[0])
    return [top(n) for n in range(len(bases))]


def _group(
    bases: Sequence[set[int]],
    before: Sequence[Labelled],
    after: Sequence[Labelled],
    held: Sequence[Pair],
    away: frozenset[int],
) -> Group:
    if len(held) == 1 and len(held[0].old) == len(held[0].new) == 1:  # as nearly all are
        (i,), (j,) = held[0].old, held[0].new
        return Group(tuple(sorted(bases[i])), (i,), (j,), before[i].words != after[j].words, i in away)
    sent = tuple(sorted(i for pair in held for i in pair.old))
    came = tuple(sorted(j for pair in held for j in pair.new))
    same = all(len(p.old) == len(p.new) == 1 and before[p.old[0]].words == after[p.new[0]].words for p in held)
    base = tuple(sorted({n for i in sent for n in bases[i]}))
    return Group(base, sent, came, not same, any(pair.old[0] in away for pair in held if pair.old and pair.new))


def _apart(after: Sequence[Labelled], group: Group) -> Iterator[Group]:
    """A group with the lines in a row that hold most of what one provision became; other lines of it are added."""
    if len(group.base) != 1 or len(group.came) < 2:  # noqa: PLR2004 - one line is in one row
        yield group
        return
    rows: list[list[int]] = [[group.came[0]]]
    for before, j in pairwise(group.came):
        if j == before + 1:
            rows[-1].append(j)
        else:
            rows.append([j])
    most = max(rows, key=lambda row: sum(len(after[j].words) for j in row))
    yield replace(group, came=tuple(most))
    yield from (Group((), (), (j,), changed=True, moved=False) for row in rows if row is not most for j in row)


def _held(group: Group) -> Iterator[tuple[int, int]]:
    """The provision of each line of a group: all lines of the only one; of several as many as there are."""
    if len(group.base) == 1:
        return ((group.base[0], j) for j in group.came)
    return zip(group.base, group.came, strict=False)
