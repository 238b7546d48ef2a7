"""What became of pending versions: their spans taken together, place by place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from comity.formats.publication.values import Publication
from comity.formats.tracked.values import Mark, Paragraph, Tracked
from comity.formats.upload.pending import Key, Marks, key, remarked
from comity.formats.upload.spans import Span
from comity.formats.upload.values import Became
from comity.formats.upload.ways import State

TAKEN = -1
"""The instant of marks that are taken in every view: they stand for what the uploader accepted."""

_BECAME: Mapping[tuple[str, State], Became] = {
    ("inserted", "kept"): "accepted",
    ("inserted", "gone"): "rejected",
    ("deleted", "kept"): "rejected",
    ("deleted", "gone"): "accepted",
}


class Judged(Struct, frozen=True):
    """A span, the versions whose change it is, and what it became."""

    span: Span
    versions: frozenset[str]
    became: Became


class Verdict(Struct, frozen=True):
    """What a version became at one place; ``paragraphs`` are those of what was sent that hold its spans there."""

    version: str
    became: Became
    paragraphs: frozenset[int]


def judged(given: Sequence[Span], states: Sequence[State], whose: Mapping[Key, frozenset[str]]) -> list[Judged]:
    """Each span with what it became; words struck with tracking inside a pending insertion are rejected."""
    return [
        Judged(span, whose[key(span.mark)], _became(span, state)) for span, state in zip(given, states, strict=True)
    ]


def _became(span: Span, state: State) -> Became:
    if state == "left":
        return "left"
    if state == "struck":
        return "rejected" if span.mark.kind == "inserted" else "left"
    if state == "changed":
        return "changed"
    return _BECAME[span.mark.kind, state]


def verdicts(found: Sequence[Judged], publication: Publication, places: Mapping[int, int]) -> list[Verdict]:
    """What each version became, once for each place.

    A proposal has one place. A whole document has one for each provision of the base (``places`` by paragraph of what was
    sent) and one for each paragraph that it adds.
    """
    said: dict[tuple[str, object], list[tuple[int, Became]]] = defaultdict(list)
    for n, each in enumerate(found):
        at = each.span.paragraph
        for version in sorted(each.versions):
            offer = publication.offers.get(version)
            whole = offer is not None and offer.kind != "document"
            place: object = "" if whole else each.span.mark.move or places.get(at, (at,))
            said[version, place].append((at, _credited(found, n, version)))
    return [
        Verdict(version, _together({became for _, became in spans}), frozenset(at for at, _ in spans))
        for (version, _), spans in said.items()
    ]


def _together(said: set[Became]) -> Became:
    if len(said) == 1:
        return next(iter(said))
    return "changed" if "changed" in said else "partly"


def _credited(found: Sequence[Judged], n: int, version: str) -> Became:
    """What a span became for one of its versions: a shared deletion goes to those whose own words were taken."""
    each = found[n]
    if each.became != "accepted" or each.span.mark.kind != "deleted":
        return each.became
    site = _site(found, n)
    written = [other for other in site if other.span.mark.kind == "inserted"]
    own = [other for other in written if version in other.versions]
    taken = [other for other in written if other.became == "accepted"]
    if own:
        return "rejected" if all(other.became == "rejected" for other in own) else "accepted"
    if any(version not in other.versions and each.versions & other.versions for other in taken):
        return "rejected"
    return "accepted"


def _site(found: Sequence[Judged], n: int) -> list[Judged]:
    """The spans of a paragraph with no other words between them and this one."""
    start = end = n
    while start and _touching(found[start - 1].span, found[start].span):
        start -= 1
    while end + 1 < len(found) and _touching(found[end].span, found[end + 1].span):
        end += 1
    return list(found[start : end + 1])


def _touching(before: Span, behind: Span) -> bool:
    return before.paragraph == behind.paragraph and before.last == behind.first


def with_taken(sent: Tracked, found: Sequence[Judged], agreed: Sequence[Verdict]) -> Tracked:
    """What was sent with the versions that were accepted marked as taken, where they were."""
    accepted = {(each.version, at) for each in agreed if each.became == "accepted" for at in each.paragraphs}
    marks: dict[int, set[Mark]] = defaultdict(set)
    for each in found:
        if any((version, each.span.paragraph) in accepted for version in each.versions):
            marks[each.span.paragraph].add(each.span.mark)
    if not marks:
        return sent
    paragraphs = tuple(_with_taken(each, marks[n]) if n in marks else each for n, each in enumerate(sent.paragraphs))
    return replace(sent, paragraphs=paragraphs)


def _with_taken(paragraph: Paragraph, taken: set[Mark]) -> Paragraph:
    def agreed(given: Marks) -> Marks:
        return tuple(replace(mark, at=TAKEN) if mark in taken else mark for mark in given)

    return remarked(paragraph, agreed)
