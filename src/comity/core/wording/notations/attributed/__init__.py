"""Attributed brackets: ``[shall][KAZ, UZB: should][RUS: undertake to]``, the working notation of a negotiation.

``read(render(c)) == by_sponsors(c)`` for every composition ``c``: brackets, backslashes and odd spaces included. Proposals,
levels and moves cannot stand in a text that people read, so reading back gives the composition in which each party's
wording is its own proposal. The whole value travels as JSON. The grammar: ``docs/reference/notation.md``.
"""

from comity.core.wording.notations.attributed.grammar import parse
from comity.core.wording.notations.attributed.spacing import settled
from comity.core.wording.notations.attributed.strand import laid, strand
from comity.core.wording.notations.attributed.writer import written
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Composition

__all__ = ["by_sponsors", "read", "render"]


def render(composition: Composition) -> str:
    """A composition in attributed brackets. Linear."""
    return written(strand(composition.parts))


def read(text: str) -> Composition:
    """The composition that a text in attributed brackets stands for; the proposals are the parties named in it. Linear.

    Raises ``Unreadable``, where the number of the character: ``bracket_open``, ``bracket_close``, ``no_party``,
    ``nested_alternative``, ``nested_too_deep``, ``alternative_says_nothing``, ``word_cut``, ``base_spacing``.
    """
    return laid(settled(parse(canonical(text))))


def by_sponsors(composition: Composition) -> Composition:
    """What attributed brackets say of a composition: the same texts and sites, each party's wording its own proposal."""
    return laid(strand(composition.parts))
