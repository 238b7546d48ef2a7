"""The sentence of a change, as a delegation would put it: *replace “shall” with “should”*; in English and Russian.

Every sentence can be found in the base without doubt: what stands there repeatedly is quoted with words around it, or
counted. A language that the house does not know reads English.
"""

from collections.abc import Iterator, Sequence

from comity.core.wording.diff import diff
from comity.core.wording.sentence import english, russian
from comity.core.wording.sentence.change import changes
from comity.core.wording.sentence.segment import Segment
from comity.core.wording.tokens import canonical, tokens
from comity.core.wording.values import Hunk

__all__ = ["Segment", "segments", "sentence", "sentences"]

_TONGUES = {"en": english, "ru": russian}
_KEPT = 3
"""Words kept at each end of a long quotation in a brief sentence."""


def sentence(hunk: Hunk, base: str, language: str, *, brief: bool = False) -> str:
    """What one hunk of ``base`` does. ``brief`` shortens long quotations by an ellipsis."""
    return _joined(segments((hunk,), base, language, brief=brief)[0], language)


def sentences(base: str, wording: str, language: str, *, brief: bool = False) -> tuple[str, ...]:
    """What must be done to ``base`` to read ``wording``: one sentence a change, in the order of the base."""
    base = canonical(base)
    told = segments(diff(base, wording), base, language, brief=brief)
    return tuple(_joined(pieces, language) for pieces in told)


def segments(
    hunks: Sequence[Hunk], base: str, language: str, *, brief: bool = False
) -> tuple[tuple[Segment, ...], ...]:
    """The sentences of some hunks of ``base`` (ordered) in pieces, quoted wording apart. Both halves of a move are one."""
    tongue = _TONGUES.get(language, english)
    return tuple(tuple(_pieces(tongue.told(change), brief=brief)) for change in changes(base, hunks))


def _pieces(told: Sequence[str | Segment], *, brief: bool) -> Iterator[Segment]:
    for piece in told:
        if isinstance(piece, Segment):
            yield Segment(_shortened(piece.text), quoted=True) if brief else piece
        elif piece:
            yield Segment(piece)


def _shortened(text: str) -> str:
    wording = tokens(text)
    if len(wording.words) <= 2 * _KEPT + 2:
        return text
    first = "".join(gap + word for gap, word in zip(wording.gaps[:_KEPT], wording.words, strict=False))
    last = "".join(word + gap for word, gap in zip(wording.words[-_KEPT:], wording.gaps[-_KEPT:], strict=True))
    return f"{first} … {last}"


def _joined(pieces: Sequence[Segment], language: str) -> str:
    """The sentence as plain text; wording that holds quotation marks of the house is put into the inner ones."""
    outer, inner = _TONGUES.get(language, english).QUOTES
    text = ""
    for piece in pieces:
        marks = inner if set(outer) & set(piece.text) else outer
        text += f"{marks[0]}{piece.text}{marks[1]}" if piece.quoted else piece.text
    return text
