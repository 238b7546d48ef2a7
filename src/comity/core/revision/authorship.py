"""Whose each word of a base is, kept exact while words are replaced, joined and divided."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from comity.core.state import Provision, Span, Text
from comity.core.wording.accept import boundaries
from comity.core.wording.diff import diff
from comity.core.wording.values import Hunk

Spans = tuple[Span, ...]


def rewritten(spans: Spans, base: str, hunks: Iterable[Hunk], author: Span) -> Spans:
    """The spans of ``apply(base, hunks)``: kept words keep their origin, new words have that of ``author``.

    ``spans`` concatenate to ``base``; ``hunks`` are ordered and disjoint. O(words + spans + hunks).
    """
    offsets = boundaries(base)
    made: list[Span] = []
    at = 0
    for hunk in hunks:
        made += cut(spans, at, offsets[hunk.start])
        made.append(replace(author, text=hunk.text))
        at = offsets[hunk.end]
    made += cut(spans, at, len(base))
    return united(made)


def cut(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The spans of characters ``start:end``."""
    at = 0
    for span in spans:
        low, high = max(start - at, 0), min(end - at, len(span.text))
        if low < high:
            yield replace(span, text=span.text[low:high])
        at += len(span.text)


def united(spans: Iterable[Span]) -> Spans:
    """Neighbours of one origin made one span, empty spans left out."""
    made: list[Span] = []
    for span in spans:
        if made and _origin(made[-1]) == _origin(span):
            made[-1] = replace(span, text=made[-1].text + span.text)
        elif span.text:
            made.append(span)
    return tuple(made)


def author(text: Text, proposals: tuple[str, ...], seq: int) -> Span:
    """The origin of words that ``proposals`` bring in by act ``seq``, with all their sponsors; its text is empty."""
    sponsors = dict.fromkeys(party for each in proposals for party in text.proposals[each].sponsors)
    return Span("", seq, proposals, tuple(sponsors))


def replaced(provision: Provision, language: str, wording: str, author: Span) -> Provision:
    """The provision with another wording in one language; words it shares with the one before keep their origin."""
    standing = provision.wordings.get(language, "")
    spans = rewritten(provision.origins.get(language, ()), standing, diff(standing, wording), author)
    return with_words(provision, language, wording, spans)


def with_words(provision: Provision, language: str, wording: str, spans: Spans) -> Provision:
    """The provision with a wording in one language, whose words are those of ``spans``."""
    return replace(
        provision,
        wordings={**provision.wordings, language: wording},
        origins={**provision.origins, language: spans},
    )


def _origin(span: Span) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return span.seq, span.proposals, span.sponsors
