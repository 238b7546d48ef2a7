"""The notation of trade negotiations: ``[shall] [KAZ/UZB propose; RUS oppose: should]``.

Every bracket says who proposes its words, who supports and who opposes them; words that somebody deletes are words that
they oppose. Codes are joined by a slash. Brackets that the wording holds itself are kept as they are, so this notation is
for reading only.
"""

from collections.abc import Mapping, Sequence

from comity.core.wording.notations.unattributed import flowing
from comity.core.wording.values import Alternative, Composition, Site

Stances = Mapping[str, Mapping[str, Sequence[str]]]
"""Proposal -> stance (``support``, ``object``, ``reserve`` …) -> the parties that took it."""


def render(composition: Composition, stances: Stances | None = None) -> str:
    """A composition in brackets of trade negotiators, with the ``stances`` taken on its proposals. Linear."""
    return flowing(composition.parts, lambda site: _brackets(site, stances or {}))


def _brackets(site: Site, stances: Stances) -> list[str]:
    """The brackets of a site: its base, with those who delete it opposing, then each alternative."""
    base = flowing(site.content, lambda inner: _brackets(inner, stances)) if site.content else site.base
    gone = next((one for one in site.alternatives if not one.text.strip(" ")), None)
    found = [f"[{_against(gone, stances)}{base.strip(' ')}]"] if base.strip(" ") else []
    return found + [f"[{_for(one, stances)}{one.text.strip(' ')}]" for one in site.alternatives if one.text.strip(" ")]


def _for(alternative: Alternative, stances: Stances) -> str:
    """Who wants an alternative, and who does not."""
    support = _took(alternative, stances, "support", "can_accept") - set(alternative.sponsors)
    return _head(
        propose=alternative.sponsors,
        support=support,
        oppose=_took(alternative, stances, "object"),
        consider=_took(alternative, stances, "reserve"),
    )


def _against(gone: Alternative | None, stances: Stances) -> str:
    """Who does not want the base words, and who stands by them."""
    if gone is None:
        return ""
    return _head(
        support=_took(gone, stances, "object"),
        oppose={*gone.sponsors, *_took(gone, stances, "support", "can_accept")},
        consider=_took(gone, stances, "reserve"),
    )


def _took(alternative: Alternative, stances: Stances, *values: str) -> set[str]:
    """The parties that took one of some stances on a proposal that reads so."""
    taken = (stances.get(proposal, {}) for proposal in alternative.proposals)
    return {party for each in taken for value in values for party in each.get(value, ())}


def _head(**said: Sequence[str] | set[str]) -> str:
    """``KAZ/UZB propose; RUS oppose: ``."""
    spoken = (f"{'/'.join(sorted(parties))} {verb}" for verb, parties in said.items() if parties)
    return "; ".join(spoken) + ": "
