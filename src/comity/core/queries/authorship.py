"""Whose each word of the base is."""

from msgspec import Struct

from comity.core.state import Span, Text


class Authored(Struct, frozen=True):
    """A provision's wording as spans that concatenate to it, each with the act and the proposals it came from."""

    provision: str
    spans: tuple[Span, ...]


def authorship(text: Text, language: str) -> tuple[Authored, ...]:
    """The authorship of every provision in order; no spans where it has no wording in the language."""
    return tuple(Authored(each, text.provisions[each].origins.get(language, ())) for each in text.order)
