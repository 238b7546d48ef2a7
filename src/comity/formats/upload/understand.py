"""Understand an upload: what it proposes to what was sent, what it does to pending proposals, and what is left aside."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace
from rapidfuzz.distance import Indel

from comity.core.errors import Refused
from comity.formats.publication import read_identifier
from comity.formats.publication.values import Publication
from comity.formats.tracked.values import Mark, Tracked
from comity.formats.tracked.views import marks
from comity.formats.upload import rationale
from comity.formats.upload.comparing import Comparison, Group, comparison, read
from comity.formats.upload.fates import Verdict, judged, verdicts, with_taken
from comity.formats.upload.grounds import Grounds, grounds
from comity.formats.upload.ignored import ignored, in_table, set_otherwise
from comity.formats.upload.pending import Key, key, recognised
from comity.formats.upload.provisions import wishes
from comity.formats.upload.spans import spans, states
from comity.formats.upload.tracing import Traces
from comity.formats.upload.typography import reset
from comity.formats.upload.values import Anchored, Fate, Found, Ignored, Remark, Understood

_LEAST = 0.05
"""Of the words that were sent, what a file must hold at least to be that text."""
_SHORT = 3
"""A text of fewer provisions may be rewritten whole."""
_LIKE = 0.5
_WORDED = frozenset({"reword", "split", "merge", "add"})


def understand(upload: Tracked, sent: Publication, own: frozenset[str] = frozenset()) -> Understood:
    """What ``upload`` says, which was exported as ``sent``; ``own`` are versions that its uploader may revise.

    Every difference between the two is in what is found, in the fates of pending versions, or in what was ignored.
    Refused with ``another_text`` for the document of another text, and ``another_document`` for one that shares hardly anything
    with what was sent. Linear but for paragraphs that bookmarks do not settle, which are aligned once.
    """
    _same_text(upload, sent)
    on = grounds(sent)
    return _Understanding(recognised(upload, on.document), on, own).whole()


def _same_text(upload: Tracked, sent: Publication) -> None:
    ours = read_identifier(sent.letterhead.identifier)
    names = (upload.properties.get(name, "") for name in ("comity", "identifier"))
    theirs = next((found for found in map(read_identifier, names) if found), None)
    if ours and theirs and (ours.log, ours.text) != (theirs.log, theirs.text):
        raise Refused("another_text", found=theirs.text, expected=ours.text)


class _Proposal(NamedTuple):
    """A proposal with the group it came from and the paragraphs of the upload it stands in."""

    found: Found
    group: Group
    places: frozenset[int]


class _Wish(NamedTuple):
    """What a group would propose, the lines of the upload that bring its words, and why no proposal is made of it, if so."""

    found: Found
    group: Group
    lines: tuple[int, ...]
    aside: Ignored | None


class _Understanding:
    """One upload being understood."""

    def __init__(self, upload: Tracked, on: Grounds, own: frozenset[str]) -> None:
        self.upload, self.on, self.own = upload, on, own
        self.whose = _whose(on)
        self.marks = frozenset(mark for mark in marks(upload.paragraphs) if key(mark) not in self.whose)
        given = spans(on.document)
        self.judged = judged(given, states(on.document, upload, given), self.whose)
        self.verdicts = verdicts(self.judged, on.publication, on.of)
        self.adopted = self._taken()
        self.sent = with_taken(on.document, self.judged, self.verdicts)

    def whole(self) -> Understood:
        compared, rejected = self._compared(frozenset())
        self._same_document(rejected)
        wished = list(self._wished(compared))
        plain = list(self._proposals(wished, compared, rejected))
        restated = [found for verdict in self.verdicts for found in self._restated(verdict, plain)]
        found = [each for each in plain if not _said_again(each, restated)] + restated
        argued, remarks = self._argued(found, compared)
        asides = (wish.aside for wish in wished if wish.aside)
        return Understood(
            found=tuple(argued),
            fates=tuple(self._fates()),
            supports=self._supports(argued),
            remarks=tuple(remarks),
            ignored=(*ignored(self.on, self.upload, compared), *asides),
            provisions=tuple(self._anchored(compared)),
        )

    def _compared(self, versions: frozenset[str]) -> tuple[Comparison, Comparison]:
        """With the marks of some pending versions taken: the uploader's changes made, and none of them."""

        def pending(mark: Mark) -> bool:
            return not versions.isdisjoint(self.whose.get(key(mark), ()))

        untaken = not versions and self.sent is self.on.document
        before = self.on.original if untaken else read(self.on, self.sent, pending)
        without = read(self.on, self.upload, lambda mark: mark not in self.marks and pending(mark))
        rejected = comparison(self.on, before, without)
        if not self.marks:
            return rejected, rejected
        made = read(self.on, self.upload, lambda mark: mark in self.marks or pending(mark))
        return comparison(self.on, before, made, rejected), rejected

    def _same_document(self, rejected: Comparison) -> None:
        if len(self.on.words) < _SHORT:
            return
        reads = rejected.reads
        whole = sum(len(each.words) for each in rejected.sent)
        held = sum(len(each.words) for n, each in enumerate(rejected.sent) if _like(each.words, reads.get(n, ())))
        if held < _LEAST * whole:
            raise Refused("another_document", similarity=100 * held // whole)

    def _wished(self, compared: Comparison) -> Iterator[_Wish]:
        for group in compared.groups:
            if group.changed or group.moved:
                for found, lines in wishes(self.on, compared, group):
                    yield _Wish(found, group, lines, self._aside(compared, group, found, lines))

    def _proposals(self, wished: Iterable[_Wish], compared: Comparison, rejected: Comparison) -> Iterator[_Proposal]:
        traces = Traces(self.upload, self.marks, compared, rejected)
        for found, group, lines, aside in wished:
            if aside:
                continue
            adopted = self._adopted(compared, group) if found.kind in _WORDED else ()
            built = replace(found, builds_on=adopted) if adopted else found
            places = traces.places(group, lines)
            yield _Proposal(traces.traced(built, group, lines, places), group, places)

    def _adopted(self, compared: Comparison, group: Group) -> tuple[str, ...]:
        """The versions that had words accepted in a group."""
        if not self.adopted:
            return ()
        here = _paragraphs(compared, group, self.on)
        return tuple(sorted({version for at in here for version in self.adopted.get(at, ())}))

    def _taken(self) -> Mapping[int, frozenset[str]]:
        """The versions that had words accepted, by paragraph of what was sent."""
        held = (each for each in self.verdicts if each.became in {"accepted", "partly"})
        credited = {(each.version, at) for each in held for at in each.paragraphs}
        found: dict[int, set[str]] = defaultdict(set)
        for each in self.judged:
            if each.became == "accepted":
                at = each.span.paragraph
                found[at] |= {version for version in each.versions if (version, at) in credited}
        return {at: frozenset(versions) for at, versions in found.items()}

    def _restated(self, verdict: Verdict, plain: Sequence[_Proposal]) -> Iterator[_Proposal]:
        """A pending version with other words: a proposal about it, or a revision of the uploader's own."""
        mine = verdict.version in self.own and self._kind(verdict.version) not in {"delete", "move"}
        provisions = set(self._provisions(verdict))
        touched = mine and any(provisions & set(each.found.targets) for each in plain)
        if verdict.became != "changed" and not (touched and verdict.became in {"left", "partly"}):
            return
        versions = frozenset({verdict.version})
        compared, rejected = self._compared(versions)
        for each in self._proposals(self._wished(compared), compared, rejected):
            if each.found.kind in _WORDED and _paragraphs(compared, each.group, self.on) & verdict.paragraphs:
                yield each._replace(found=self._about(each.found, verdict.version, mine=mine))

    def _about(self, found: Found, version: str, *, mine: bool) -> Found:
        if mine and self._kind(version) in {found.kind, "document"}:
            return replace(found, revises=version)
        return replace(found, builds_on=tuple(sorted({*found.builds_on, version})))

    def _kind(self, version: str) -> str:
        offer = self.on.publication.offers.get(version)
        return offer.kind if offer else "document"

    def _provisions(self, verdict: Verdict) -> tuple[str, ...]:
        bases = sorted({self.on.of[at] for at in verdict.paragraphs if at in self.on.of})
        return tuple(self.on.heads[n].provision for n in bases)

    def _fates(self) -> Iterator[Fate]:
        for verdict in self.verdicts:
            yield Fate(verdict.version, verdict.became, self._provisions(verdict))

    def _supports(self, found: Iterable[Found]) -> tuple[str, ...]:
        built = {version for each in found for version in each.builds_on}
        became: dict[str, set[str]] = {}
        for verdict in self.verdicts:
            became.setdefault(verdict.version, set()).add(verdict.became)
        return tuple(
            version
            for version, ways in became.items()
            if ways == {"accepted"} and version not in built and version not in self.own
        )

    def _argued(self, found: Sequence[_Proposal], compared: Comparison) -> tuple[list[Found], list[Remark]]:
        """The proposals with their reasons, and the comments that give no reason for one."""
        spanned = rationale.places(self.upload)
        reasons: dict[int, list[str]] = {}
        remarks: list[Remark] = []
        for thread in rationale.threads(self.upload, self.on.document):
            at = spanned.get(thread.first.id, ())
            n = next((n for n, each in enumerate(found) if each.places & set(at)), None)
            if n is None or thread.sent:
                remarks.append(
                    rationale.remark(thread, self._at(at, compared), self.upload, self.on.document, self.whose)
                )
            else:
                reasons.setdefault(n, []).append(thread.text)
        argued = [replace(each.found, rationale="\n".join(reasons.get(n, ()))) for n, each in enumerate(found)]
        return argued, remarks

    def _at(self, paragraphs: Sequence[int], compared: Comparison) -> str | None:
        """The provision that stands in the first of some paragraphs of the upload, or last before it."""
        nearest: str | None = None
        for group in compared.groups:
            first = [compared.came[j].line.sources[0] for j in group.came]
            if paragraphs and first and group.base and first[0] <= paragraphs[0]:
                nearest = self.on.heads[group.base[0]].provision
        return nearest

    def _aside(self, compared: Comparison, group: Group, found: Found, lines: Sequence[int]) -> Ignored | None:
        """Why no proposal is made: it stands in a table, or is how an editor sets the same words."""
        if found.kind == "add" and compared.came[lines[0]].line.cell is not None:
            return in_table(found.after or None, found.pieces[0])
        if found.kind != "reword" or len(group.sent) != 1 or self._is_tracked(compared, lines):
            return None
        signs = reset(compared.sent[group.sent[0]].words, found.pieces[0])
        return set_otherwise(found.targets[0], signs) if signs else None

    def _is_tracked(self, compared: Comparison, lines: Sequence[int]) -> bool:
        paragraphs = (self.upload.paragraphs[at] for j in lines for at in compared.came[j].line.sources)
        return not self.marks.isdisjoint(marks(paragraphs))

    def _anchored(self, compared: Comparison) -> Iterator[Anchored]:
        groups = {n: group for group in compared.groups for n in group.base}
        by = {n: pair.by for pair in compared.pairs for n in pair.old}
        for n, head in enumerate(self.on.heads):
            group = groups.get(n)
            came = tuple(compared.came[j].words for j in group.came) if group else ()
            yield Anchored(head.provision, by[group.sent[0]] if group and came else "nothing", came)


def _whose(on: Grounds) -> dict[Key, frozenset[str]]:
    """Whose each pending mark is."""
    return {key(mark): on.whose[mark.author, mark.at or 0] for mark in marks(on.document.paragraphs)}


def _like(words: str, read: Sequence[str]) -> bool:
    return bool(read) and Indel.normalized_similarity(words, " ".join(read), score_cutoff=_LIKE) >= _LIKE


def _paragraphs(compared: Comparison, group: Group, on: Grounds) -> frozenset[int]:
    """The paragraphs of what was sent that stand in a group."""
    shown = {at for n in group.sent for at in compared.sent[n].line.sources}
    return frozenset(shown.union(*(on.places.get(n, ()) for n in group.base)))


def _said_again(each: _Proposal, restated: Sequence[_Proposal]) -> bool:
    """Is it part of what a pending version, restated, says of the same provision?"""
    if each.found.kind not in {"reword", "split", "merge"}:
        return False
    return any(set(each.found.targets) & set(other.found.targets) for other in restated)
