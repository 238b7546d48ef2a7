"""Whose words a provision holds: the wording with a mark at each span, and what each mark stands for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from comity.core.state import Provision, Revision, Span, Text
from comity.web import marked, naming
from comity.web.desk import Desk

LINES = 4
"""Kinds of line under the words (solid, double, dashed, dotted): neighbours are told apart without colour."""

Source = tuple[str, ...]
"""The proposals that some words came from."""


@dataclass(frozen=True)
class Author:
    """One source of words: who proposed them, in which proposals, and since which revision; ``at`` in milliseconds."""

    mark: str
    line: int
    sponsors: tuple[str, ...]
    proposals: tuple[tuple[int, str], ...]
    since: str
    at: int


@dataclass(frozen=True)
class Authorship:
    """``words`` with marks, the ``sources`` they refer to, and whether words of the draft as ``tabled`` are left."""

    words: SafeString
    sources: tuple[Author, ...]
    tabled: bool


def authorship(desk: Desk, text: Text, provision: Provision, tongue: str) -> Authorship:
    """Whose each word of the base is, in one language."""
    spans = list(_joined(provision.origins.get(tongue, ())))
    found = {span.proposals: span for span in spans if span.proposals}
    sources = {
        each: _author(desk, text, span, _since(text, provision, span, tongue), number)
        for number, (each, span) in enumerate(sorted(found.items(), key=lambda pair: _numbers(text, pair[0])))
    }
    return Authorship(
        words=marked.whose((_told(span, sources) for span in spans), provision.kind, tongue),
        sources=tuple(sources.values()),
        tabled=any(not span.proposals and span.text.strip() for span in spans),
    )


def _joined(spans: tuple[Span, ...]) -> Iterator[Span]:
    """The spans, with lone spaces joined to the words before them: nobody is the author of a space."""
    held: Span | None = None
    for span in spans:
        if held is not None and (span.proposals == held.proposals or not span.text.strip()):
            held = Span(held.text + span.text, held.seq, held.proposals, held.sponsors)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _told(span: Span, sources: dict[Source, Author]) -> tuple[str, str, int]:
    author = sources.get(span.proposals)
    return (span.text, author.mark, author.line) if author else (span.text, "", 0)


def _author(desk: Desk, text: Text, span: Span, since: Revision, number: int) -> Author:
    numbers = _numbers(text, span.proposals)
    return Author(
        mark=" ".join((", ".join(span.sponsors) or "?", ", ".join(map(str, numbers)))),
        line=number % LINES,
        sponsors=span.sponsors,
        proposals=tuple(
            (text.proposals[each].number, reverse("proposal", args=(desk.log, text.id, each)))
            for each in sorted(span.proposals, key=lambda each: text.proposals[each].number)
        ),
        since=naming.revision(since.number),
        at=since.at,
    )


def _numbers(text: Text, proposals: Source) -> list[int]:
    return sorted(text.proposals[each].number for each in proposals)


def _since(text: Text, provision: Provision, span: Span, tongue: str) -> Revision:
    """The first revision that holds words of the same source in the provision."""
    for revision in text.revisions:
        held = revision.provisions.get(provision.id)
        if held and any(span.proposals == each.proposals for each in held.origins.get(tongue, ())):
            return revision
    return text.revisions[-1]
