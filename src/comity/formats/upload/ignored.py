"""What of a file no proposal was made of, and where it stands."""

from collections import Counter
from collections.abc import Iterator, Sequence

from comity.core.wording.tokens import canonical
from comity.formats.publication.margins import kind
from comity.formats.structure import quote
from comity.formats.tracked.values import Outside, Tracked
from comity.formats.upload.comparing import Comparison
from comity.formats.upload.grounds import Grounds
from comity.formats.upload.rationale import sent_along
from comity.formats.upload.values import Ignored


def ignored(grounds: Grounds, upload: Tracked, compared: Comparison) -> Iterator[Ignored]:
    """Everything beside wording that the file holds and what was sent did not."""
    sent = grounds.document
    known = {**sent.ignored, "unpaired_moves": _moves(sent)}
    for code, count in upload.ignored.items():
        if count > known.get(code, 0):
            yield Ignored(code, count - known.get(code, 0))
    yield from _outside(grounds, upload)
    empty = _empty(upload) - _empty(sent)
    if empty > 0:
        yield Ignored("empty_paragraphs", empty)
    ours = sent_along(upload, sent)
    if ours:
        yield Ignored("comments_sent", ours)
    yield from _numbers(grounds, compared)


def in_table(provision: str | None, text: str) -> Ignored:
    """A table cell that is no provision."""
    return Ignored("table_cell", 1, provision, text)


def set_otherwise(provision: str, signs: Sequence[str]) -> Ignored:
    """Words of a provision whose quotes or dashes an editor set in its own way, without a tracked change."""
    return Ignored("typography", len(signs), provision, ", ".join(signs))


def _outside(grounds: Grounds, upload: Tracked) -> Iterator[Ignored]:
    known = Counter((each.kind, canonical(each.text)) for each in grounds.document.outside)
    for each in upload.outside:
        place = each.kind, canonical(each.text)
        if known[place] and not each.changed:
            known[place] -= 1
        elif place[1] and not _ours(grounds, each):
            yield Ignored(each.kind, 1, text=place[1])


def _ours(grounds: Grounds, outside: Outside) -> bool:
    """Is it a header or footer as a writer of ours makes it, unchanged: our own words, and the number of the page?"""
    if outside.kind not in {"header", "footer"} or outside.changed:
        return False
    head = grounds.publication.letterhead
    root = head.record[1] if head.record else ""
    printed = (head.symbol, quote(head.title), head.remark, kind(head, grounds.publication.names), root)
    return any(canonical(words) in canonical(outside.text) for words in printed if words)


def _empty(document: Tracked) -> int:
    return sum(not any(run.text.strip() for run in paragraph.runs) for paragraph in document.paragraphs)


def _moves(document: Tracked) -> int:
    """The runs and ends that moves mark: editors save them without the name that pairs the two ends."""
    marked = (
        held
        for paragraph in document.paragraphs
        for held in (*[run.marks for run in paragraph.runs], paragraph.end)
        if held
    )
    return sum(any(mark.move for mark in held) for held in marked)


def _numbers(grounds: Grounds, compared: Comparison) -> Iterator[Ignored]:
    """Numbers that were changed, put in or left out."""
    for pair in compared.pairs:
        if not pair.old or not pair.new:
            continue
        before, after = compared.sent[pair.old[0]], compared.came[pair.new[0]]
        if before.number != after.number:
            at = next((grounds.of[each] for each in before.line.sources if each in grounds.of), None)
            provision = None if at is None else grounds.heads[at].provision
            yield Ignored("number_changed", 1, provision, after.number)
