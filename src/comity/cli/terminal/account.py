"""What a person is told of a file that was read: what was taken, what was left out, what was not tracked."""

from collections import Counter
from collections.abc import Iterator, Sequence

from comity.core.wording.align import align
from comity.formats.intake import Document
from comity.formats.tracked.changes import changes
from comity.formats.tracked.values import Outside, Tracked
from comity.formats.tracked.views import Line
from comity.locale import say

Told = frozenset[tuple[str, str]]
"""Comments by author and words, the same in every copy of a file."""


def of_base(document: Document, where: str, language: str) -> Iterator[str]:
    """What is left out of the draft as it was circulated."""
    if document.tracked is None:
        return
    count = len(changes(document.tracked))
    if count:
        yield say(language, "account.base_changes", n=count, where=where)
    if document.tracked.comments:
        yield say(language, "account.base_comments", n=len(document.tracked.comments), where=where)
    yield from left_out(document.tracked, where, language)


def of_party(document: Document, base: Sequence[Line], where: str, language: str) -> Iterator[str]:
    """What of a party's file is not tracked, and what is left out."""
    if document.tracked is None:
        return
    before, after = ([line.text for line in lines] for lines in (base, document.original))
    count = sum(pairing.kind != "kept" for pairing in align(before, after).pairings) if before != after else 0
    if count:
        yield say(language, "account.untracked", n=count, where=where)
    yield from left_out(document.tracked, where, language)


def left_out(tracked: Tracked, where: str, language: str) -> Iterator[str]:
    """One sentence about what a file holds beside provisions, or none. A letterhead is none of it unless it was changed."""
    notable = [one for one in tracked.outside if one.changed or one.kind not in {"header", "footer"}]
    found = [*ignored(tracked, language), *outside(notable, language)]
    if found:
        yield say(language, "account.left_out", where=where, what=", ".join(found))


def ignored(tracked: Tracked, language: str) -> Iterator[str]:
    """What a file holds beside wording, each counted."""
    yield from (say(language, f"left.{code}", n=count) for code, count in tracked.ignored.items())


def outside(texts: Sequence[Outside], language: str) -> Iterator[str]:
    """What stands outside the body, each kind counted; that changes are tracked there is said."""
    kinds = Counter((text.kind, text.changed) for text in texts)
    for (kind, changed), count in sorted(kinds.items()):
        words = say(language, f"outside.{kind}", n=count)
        yield say(language, "outside.changed", what=words) if changed else words


def comments_of(document: Document) -> Told:
    """The comments that a file holds."""
    found = document.tracked.comments if document.tracked else ()
    return frozenset((comment.author, comment.text) for comment in found)
