"""What changed since a party last looked: who did what, text by text and provision by provision."""

from collections.abc import Iterable

from msgspec import Struct

from comity.core.acts.act import Act
from comity.core.acts.proposing import Proposing
from comity.core.fold import Entry
from comity.core.queries.told import Facts, told
from comity.core.state import State, Text


class Told(Struct, frozen=True):
    """An act as a sentence: its number, instant, catalogue key and facts, as ``told`` gives them."""

    seq: int
    at: int
    key: str
    facts: Facts


class Changed(Struct, frozen=True):
    """What was done on one provision, in the order done.

    ``provision`` is the id of the proposal where one is to be added, ``""`` for acts on a text as a whole; ``text`` is
    ``""`` for acts on the consultation: parties, sessions, questions.
    """

    text: str
    provision: str
    acts: tuple[Told, ...]


def changed(state: State, entries: Iterable[Entry], since: int) -> tuple[Changed, ...]:
    """What the acts from number ``since`` on did: the consultation, then each text as a whole and in its order.

    ``since`` is the size of the record when the reader last looked; ``entries`` may begin earlier; ``state`` is the one
    that they led to. What is no longer in the text, or not yet, comes last. An act on several provisions stands under
    each. Linear in the entries.
    """
    found: dict[tuple[str, str], list[Told]] = {}
    for seq, at, act in entries:
        if seq >= since:
            key, facts = told(act, state)
            for subject in _subjects(state, act):
                found.setdefault(subject, []).append(Told(seq, at, key, facts))
    places = _places(state, {text for text, _ in found})
    order = sorted(found, key=lambda each: (each[0], places.get(each, len(places))))
    return tuple(Changed(text, provision, tuple(found[text, provision])) for text, provision in order)


def _subjects(state: State, act: Act) -> list[tuple[str, str]]:
    name = str(getattr(act, "text", ""))
    return [(name, each) for each in _provisions(state.texts.get(name), act)]


def _provisions(text: Text | None, act: Act) -> tuple[str, ...]:
    if isinstance(act, Proposing):
        return act.shape.targets or (act.id,)
    proposal = getattr(act, "proposal", None)
    if proposal is not None and text is not None and proposal in text.proposals:
        return text.proposals[proposal].targets or (proposal,)
    return (getattr(act, "provision", None) or "",)


def _places(state: State, texts: Iterable[str]) -> dict[tuple[str, str], int]:
    """Where each provision stands in its text; the whole text before its first provision."""
    places: dict[tuple[str, str], int] = {}
    for text in texts:
        order = state.texts[text].order if text in state.texts else ()
        places.update({(text, each): place for place, each in enumerate(("", *order))})
    return places
