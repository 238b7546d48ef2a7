"""The pieces of a sentence, so that a page can set off the words that it quotes."""

from msgspec import Struct


class Segment(Struct, frozen=True, gc=False):
    """A piece of a sentence; ``quoted`` where it is wording (without its quotation marks)."""

    text: str
    quoted: bool = False


Pieces = list[str | Segment]
"""A sentence in the making: plain words, and segments for what is quoted."""


def quoted(text: str) -> Segment:
    """A piece of wording."""
    return Segment(text, quoted=True)
