"""What each proposal wants a provision, or several that are read as one, to say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from comity.core.joining import joined
from comity.core.state import Proposal, Text
from comity.core.wording.compose import compose
from comity.core.wording.values import Composition, Part, Reading, Site

Words = Mapping[str, str]
"""Wording by provision, in the order in which the provisions are read."""


class Readings(Struct, frozen=True):
    """Readings in one language; ``untranslated`` are proposals that have no wording in it."""

    readings: tuple[Reading, ...]
    untranslated: tuple[str, ...]


def composed_now(text: Text) -> Iterator[Proposal]:
    """Proposals that stand in the rolling text: open, or accepted since the last revision; in the order made."""
    settled = frozenset(text.accepted)
    live = (each for each in text.proposals.values() if each.state == "open" or each.id in settled)
    yield from sorted(live, key=lambda proposal: proposal.number)


def words_of(text: Text, provisions: Iterable[str], language: str) -> Words:
    """The base wording of provisions in one language; empty where a provision has none."""
    return {each: text.provisions[each].wordings.get(language, "") for each in provisions}


def readings(base: Words, proposals: Iterable[Proposal], language: str) -> Readings:
    """What ``proposals`` want the provisions of ``base``, read as one, to say. Moves change no words and are left out."""
    found: list[Reading] = []
    untranslated: list[str] = []
    for proposal in proposals:
        if proposal.kind == "move":
            continue
        if not all(language in piece for piece in proposal.pieces):
            untranslated.append(proposal.id)
            continue
        wanted = _WISHES[proposal.kind](base, proposal, language)
        found.append(Reading(proposal.id, tuple(sorted(proposal.sponsors)), joined(wanted.values())))
    return Readings(tuple(found), tuple(untranslated))


def composed(text: Text, provision: str, language: str) -> Composition:
    """The composition of one provision by itself: proposals that reword or delete it."""
    here = (text.proposals[each] for each in text.provisions[provision].proposals)
    live = [each for each in here if each.state == "open" or each.id in text.accepted]
    own = [each for each in live if each.kind in {"reword", "delete"}]
    base = words_of(text, (provision,), language)
    return composition(base[provision], readings(base, own, language).readings)


@lru_cache(maxsize=1024)
def composition(base: str, readings: tuple[Reading, ...]) -> Composition:
    """``compose``, remembered: a page asks for the same provisions again and again, and few of them have changed."""
    return compose(base, readings)


def sites(parts: Iterable[Part]) -> list[Site]:
    """All sites of a composition in order, inner ones behind the one that holds them."""
    outer = [part for part in parts if isinstance(part, Site)]
    return [found for site in outer for found in (site, *sites(site.content))]


def _reword(base: Words, proposal: Proposal, language: str) -> Words:
    return {**base, proposal.targets[0]: proposal.pieces[0][language]}


def _add(_base: Words, proposal: Proposal, language: str) -> Words:
    return {proposal.id: proposal.pieces[0][language]}


def _delete(base: Words, proposal: Proposal, _language: str) -> Words:
    return {each: words for each, words in base.items() if each not in proposal.targets}


def _merge(base: Words, proposal: Proposal, language: str) -> Words:
    first = {proposal.targets[0]: proposal.pieces[0][language]}
    return {each: first.get(each, words) for each, words in base.items() if each not in proposal.targets[1:]}


def _split(base: Words, proposal: Proposal, language: str) -> Words:
    return {**base, proposal.targets[0]: joined(piece[language] for piece in proposal.pieces)}


_WISHES: dict[str, Callable[[Words, Proposal, str], Words]] = {
    "reword": _reword,
    "add": _add,
    "delete": _delete,
    "merge": _merge,
    "split": _split,
}
