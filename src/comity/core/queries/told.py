"""The sentence of an act: its key in the catalogue and the facts that the sentence names."""

from collections.abc import Iterator, Mapping, Sequence

from comity.core.acts.act import Act
from comity.core.acts.consultation.succeed import Succeed
from comity.core.acts.proposing import Proposing
from comity.core.acts.session.appoint_chair import AppointChair
from comity.core.acts.subjects import label
from comity.core.acts.text.withdraw import Withdraw
from comity.core.errors import Fact
from comity.core.state import State, Text

Facts = dict[str, Fact]


def told(act: Act, state: State | None) -> tuple[str, Facts]:
    """Key ``act.<kind>`` and facts, for ``say``. ``state`` is one that knows what the act is about: before or after it.

    ``party`` is the code of whoever the act counts for: several, if the secretariat filed for them. A provision is called
    by its printed number, under those above it, or by its first words where it has none; a proposal by its number, a file by its name. Acts on either have keys
    ``act.<kind>.provision`` and ``act.<kind>.proposal``, and stances a last part for their value; what proposes is
    ``.numbered`` once its proposal has a number. A withdrawal says whether
    the proposal goes with it: ``.last`` sponsor, ``.unknown`` author; a succession whether acts are ``.lost``, or others
    were ``.other``.
    """
    facts: Facts = {"party": _for(act), "seat": act.actor}
    text = state.texts.get(getattr(act, "text", "")) if state else None
    facts.update(_named(act, text))
    return ".".join(("act", act.kind, *_variant(act, text))), facts


def _for(act: Act) -> str:
    if isinstance(act, Proposing) and act.sponsors:
        return ", ".join(act.sponsors)
    return getattr(act, "behalf", None) or getattr(act, "of", None) or act.party


def _variant(act: Act, text: Text | None) -> Iterator[str]:
    if act.kind in _ON_EITHER:
        yield "provision" if getattr(act, "proposal", None) is None else "proposal"
    if act.kind == "text.take_position":
        yield str(getattr(act, "value", ""))
    if isinstance(act, Proposing) and text is not None and act.id in text.proposals:
        yield "numbered"
    if isinstance(act, Withdraw) and text is not None and act.proposal in text.proposals:
        yield from _leaving(act, text.proposals[act.proposal].sponsors)
    if isinstance(act, Succeed) and act.lost is not None:
        yield "lost" if act.lost.size > act.seen.size else "other"


def _leaving(act: Withdraw, sponsors: tuple[str, ...]) -> Iterator[str]:
    """The last sponsor, whose name a withdrawn proposal keeps, takes it with it; nobody is left who never was known."""
    if not sponsors:
        yield "unknown"
    elif sponsors == (_for(act),):
        yield "last"


def _named(act: Act, text: Text | None) -> Iterator[tuple[str, Fact]]:
    for field in _PLAIN:
        value = getattr(act, field, None)
        if isinstance(value, str | int):
            yield field, value
    if isinstance(act, AppointChair):
        yield "chair", act.seat
    if isinstance(act, Succeed):
        yield from _succession(act)
    for field in ("provision", "proposal"):
        value = getattr(act, field, None)
        if value is not None:
            yield field, _called(text, field, value)
    file = getattr(act, "file", None)
    if file is not None:
        yield "file", text.files[file].name if text and file in text.files else file
    if isinstance(act, Proposing):
        if text is not None and act.id in text.proposals:
            yield "proposal", text.proposals[act.id].number
        yield "provisions", _joined([_called(text, "provision", each) for each in act.shape.targets])


def _succession(act: Succeed) -> Iterator[tuple[str, Fact]]:
    yield from (("predecessor", act.predecessor), ("log", act.log), ("size", act.seen.size))
    if act.lost is not None:
        yield from (("signed", act.lost.size), ("last", act.lost.size - 1))
        if act.lost.size > act.seen.size:
            yield "n", act.lost.size - act.seen.size


def _called(text: Text | None, field: str, value: str) -> Fact:
    if text is None:
        return value
    if field == "provision":
        return _label(text, value) if value in text.provisions else value
    return text.proposals[value].number if value in text.proposals else value


def _label(text: Text, provision: str) -> Fact:
    """A provision as ``label`` calls it; a sub-paragraph with the numbers of those that it stands under: 1 (a). O(provisions)."""
    found = text.provisions[provision]
    if found.kind != "sub_paragraph" or provision not in text.order:
        return label(found)
    before = reversed(text.order[: text.order.index(provision)])
    above = next((each for each in before if text.provisions[each].level < found.level), None)
    over = _label(text, above) if above and text.provisions[above].number else ""
    return _joined([over, label(found)], " ") if over else label(found)


def _joined(facts: Sequence[Fact], between: str = ", ") -> Fact:
    """One fact of several: by language if one of them is."""
    tongues = {each: "" for fact in facts if isinstance(fact, Mapping) for each in fact}
    if not tongues:
        return between.join(map(str, facts))
    return {each: between.join(_spoken(fact, each) for fact in facts) for each in tongues}


def _spoken(fact: Fact, language: str) -> str:
    return fact.get(language) or next(iter(fact.values())) if isinstance(fact, Mapping) else str(fact)


_ON_EITHER = ("text.comment", "text.take_position", "text.reopen")
_PLAIN = (
    "text",
    "admitted",
    "session",
    "number",
    "date",
    "symbol",
    "note",
    "wording",
    "key",
    "key_kind",
    "label",
    "name",
)
