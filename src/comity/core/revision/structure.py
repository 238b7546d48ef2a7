"""What an accepted proposal does to the outline of a text: add, delete, move, merge, split."""

from collections.abc import Callable

from msgspec.structs import replace

from comity.core.joining import JOIN, joined
from comity.core.revision.authorship import Spans, author, cut, rewritten, united, with_words
from comity.core.revision.concordance import unsaid
from comity.core.state import Names, Proposal, Provision, Span, Text
from comity.core.wording.diff import diff
from comity.core.wording.tokens import canonical


def restructured(text: Text, proposal: Proposal, seq: int) -> Text:
    """The text with an accepted proposal carried out; one that only rewords leaves the outline as it is.

    Provisions that go keep their place in ``order`` until all are carried out, so that every place can still be found.
    """
    change = _CHANGES.get(proposal.kind)
    return change(text, proposal, seq) if change else text


def _add(text: Text, proposal: Proposal, _seq: int) -> Text:
    new = Provision(
        id=proposal.id,
        kind=proposal.provision_kind,
        number=proposal.provision_number,
        level=proposal.provision_level,
        wordings={},
        proposals=(proposal.id,),
        behind=unsaid(text, proposal.pieces[0]),
    )
    new = _worded(new, proposal.pieces[0], author(text, (proposal.id,), proposal.state_seq))
    order = list(text.order)
    at = _place(order, proposal.after)
    while at < len(order) and _same_place(text, order[at], proposal):
        at += 1
    order.insert(at, new.id)
    return replace(text, order=tuple(order), provisions=text.provisions.set(new.id, new))


def _same_place(text: Text, provision: str, proposal: Proposal) -> bool:
    """Whether a provision was added just now at the place of ``proposal``: it then stays in front."""
    other = text.proposals.get(provision)
    return other is not None and other.id in text.accepted and other.after == proposal.after


def _delete(text: Text, proposal: Proposal, seq: int) -> Text:
    return _without(text, proposal.targets, seq)


def _move(text: Text, proposal: Proposal, _seq: int) -> Text:
    order = [each for each in text.order if each != proposal.targets[0]]
    order.insert(_place(order, proposal.after), proposal.targets[0])
    return replace(text, order=tuple(order))


def _merge(text: Text, proposal: Proposal, seq: int) -> Text:
    merged = [text.provisions[each] for each in proposal.targets]
    first = replace(merged[0], behind=unsaid(text, proposal.pieces[0]))
    for language in text.languages:
        standing = [(each.wordings[language], each.origins[language]) for each in merged if language in each.wordings]
        if standing:
            base, spans = _read_as_one(standing)
            wording = proposal.pieces[0].get(language) or canonical(base.replace(JOIN, " "))
            spans = rewritten(spans, base, diff(base, wording), author(text, (proposal.id,), proposal.state_seq))
            first = with_words(first, language, wording, spans)
        elif language in proposal.pieces[0]:
            new = {language: proposal.pieces[0][language]}
            first = _worded(first, new, author(text, (proposal.id,), proposal.state_seq))
    text = _without(text, proposal.targets[1:], seq)
    return replace(text, provisions=text.provisions.set(first.id, first))


def _split(text: Text, proposal: Proposal, _seq: int) -> Text:
    whole = replace(text.provisions[proposal.targets[0]], behind=unsaid(text, proposal.pieces[0]))
    ids = (whole.id, *(f"{proposal.id}.{k}" for k in range(2, len(proposal.pieces) + 1)))
    blank = replace(whole, number="", wordings={}, origins={}, proposals=(proposal.id,), comments=(), settled=())
    parts = [whole, *(replace(blank, id=each, stances=type(whole.stances)()) for each in ids[1:])]
    for language in proposal.pieces[0]:
        spans = _divided(text, proposal, whole, language)
        parts = [
            with_words(part, language, piece[language], own)
            for part, piece, own in zip(parts, proposal.pieces, spans, strict=True)
        ]
    at = text.order.index(whole.id) + 1
    order = (*text.order[:at], *ids[1:], *text.order[at:])
    return replace(text, order=order, provisions=text.provisions.update({part.id: part for part in parts}))


def _divided(text: Text, proposal: Proposal, whole: Provision, language: str) -> list[Spans]:
    """The spans of each piece in one language: words that stood in the whole keep their origin."""
    base = whole.wordings.get(language, "")
    wordings = [piece[language] for piece in proposal.pieces]
    new = author(text, (proposal.id,), proposal.state_seq)
    spans = rewritten(whole.origins.get(language, ()), base, diff(base, joined(wordings)), new)
    pieces: list[Spans] = []
    at = 0
    for wording in wordings:
        pieces.append(united(cut(spans, at, at + len(wording))))
        at += len(wording) + len(JOIN)
    return pieces


def _read_as_one(standing: list[tuple[str, Spans]]) -> tuple[str, Spans]:
    spans: list[Span] = []
    for _, own in standing:
        spans += [Span(JOIN, own[-1].seq, (), ()), *own] if spans else own
    return joined(wording for wording, _ in standing), tuple(spans)


def _worded(provision: Provision, wordings: Names, new: Span) -> Provision:
    for language, wording in wordings.items():
        provision = with_words(provision, language, wording, (replace(new, text=wording),))
    return provision


def _without(text: Text, provisions: tuple[str, ...], seq: int) -> Text:
    gone = {each: replace(text.provisions[each], gone=seq) for each in provisions}
    return replace(text, provisions=text.provisions.update(gone))


def _place(order: list[str], after: str | None) -> int:
    return order.index(after) + 1 if after else 0


_CHANGES: dict[str, Callable[[Text, Proposal, int], Text]] = {
    "add": _add,
    "delete": _delete,
    "move": _move,
    "merge": _merge,
    "split": _split,
}
