"""The base with the chair's settlements in it: what the next revision will say."""

from functools import reduce

from msgspec.structs import replace

from comity.core.revision.authorship import author, cut, replaced, united, with_words
from comity.core.revision.concordance import behind
from comity.core.revision.structure import restructured
from comity.core.state import Edit, Provision, Settled, Span, Text
from comity.core.wording.accept import apply, boundaries
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Hunk


def adopted(text: Text, seq: int = 0) -> Text:
    """The text with every settlement applied: words first, then additions, deletions, moves, mergers and splits.

    Its provisions and ``order`` are those of the next revision; proposals and revisions are left as they are. ``seq`` is
    the act that issues it, recorded where a provision goes. Linear in the provisions, plus the wordings that change.
    """
    settled = {each: worded(text, text.provisions[each]) for each in text.order if text.provisions[each].settled}
    text = replace(text, provisions=text.provisions.update(settled))
    made = reduce(lambda made, each: restructured(made, text.proposals[each], seq), text.accepted, text)
    return replace(made, order=tuple(each for each in made.order if made.provisions[each].gone is None))


def worded(text: Text, provision: Provision) -> Provision:
    """The provision with the words that are settled on it, and the languages that they leave behind."""
    for settled in provision.settled:
        for language, wording in settled.wordings.items():
            provision = replaced(provision, language, wording, _by(text, settled))
    for language in sorted({each for settled in provision.settled for each in settled.edits}):
        provision = _edited(text, provision, language)
    return replace(provision, behind=behind(text, provision))


def _edited(text: Text, provision: Provision, language: str) -> Provision:
    """Accepted alternatives put in, each with its own author. They were refused unless disjoint."""
    origins = provision.origins.get(language, ())
    standing = provision.wordings.get(language, "")  # an accepted translation may be its first wording
    edits = [(edit, settled) for settled in provision.settled for edit in settled.edits.get(language, ())]
    edits.sort(key=lambda pair: (pair[0].start, pair[0].end))
    raw = apply(standing, [_hunk(edit) for edit, _ in edits])
    wording = canonical(raw)
    if wording != raw:  # side by side they make one word of two, as 1 and 000 do
        together = _by(text, *(settled for _, settled in edits))
        return replaced(provision, language, wording, together)
    spans: list[Span] = []
    at = 0
    for edit, settled in edits:
        start, end = boundaries(standing)[edit.start], boundaries(standing)[edit.end]
        spans += [*cut(origins, at, start), replace(_by(text, settled), text=edit.text)]
        at = end
    spans += cut(origins, at, len(standing))
    return with_words(provision, language, wording, united(spans))


def _hunk(edit: Edit) -> Hunk:
    return Hunk(edit.start, edit.end, "", edit.text)


def _by(text: Text, *settled: Settled) -> Span:
    """Words that the rulings put in: whose they are, and by which act (the latest of several)."""
    proposals = tuple(dict.fromkeys(proposal for each in settled for proposal in each.proposals))
    return author(text, proposals, max(each.seq for each in settled))
