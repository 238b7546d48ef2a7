"""Wordings as HTML within a line: the rolling text of a provision and a redline, exact to the space.

Both give phrasing content for one block element and no block of their own, so pages and exported files set them in
whatever surroundings they like. A space is law: the visible text of ``rolling`` is the attributed rendering of the
same composition; that of ``redline`` without its deletions is the new wording, without its insertions the base.

Class names, for style sheets: ``site`` (all readings of one place), ``base`` and ``alternative`` (one bracketed
reading each), ``bracket`` (the bracket itself), ``sponsors`` (the party codes), ``verb`` (the notation's *delete*).
Insertions are native ``<ins>``, deletions native ``<del>``, both of class ``moved`` where a phrase moved.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape

from msgspec.structs import replace

from comity.core.wording.values import Alternative, Composition, Part, Same, Site
from comity.formats.redline import spans

_OPENING = "([{«„“‘\"'"
"""Signs after which an inserted bracket needs no space before it."""


_MARKS = {"deleted": "del", "inserted": "ins"}


def rolling(composition: Composition) -> str:
    """The composition as inline HTML: every site with its bracketed readings and their sponsors; linear in its size."""
    line = _Line()
    _parts(line, composition.parts)
    return "".join(line.pieces)


def redline(base: str, wording: str) -> str:
    """What turns ``base`` into ``wording`` as inline HTML: kept words as they are, the rest in ``<del>`` and ``<ins>``."""
    line = _Line()
    for span in spans(base, wording):
        if span.kind == "kept":
            line.text(span.text)
        else:
            with line.element(_MARKS[span.kind], "moved" if span.moved else ""):
                line.text(span.text)
    return "".join(line.pieces)


class _Line:
    """HTML as it grows, and the last character that a reader sees of it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.last = ""

    def text(self, text: str) -> None:
        """Text as it is."""
        if text:
            self.pieces.append(escape(text, quote=False))
            self.last = text[-1]

    def wording(self, text: str) -> None:
        """Words of a provision, whose own brackets and backslashes are told apart from the notation's."""
        self.text(text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]"))

    @contextmanager
    def element(self, name: str, kind: str = "") -> Iterator[None]:
        """What is written inside stands in this element."""
        self.pieces.append(f'<{name} class="{kind}">' if kind else f"<{name}>")
        yield
        self.pieces.append(f"</{name}>")

    @contextmanager
    def reading(self, kind: str) -> Iterator[None]:
        """What is written inside is one bracketed reading."""
        with self.element("span", kind):
            with self.element("span", "bracket"):
                self.text("[")
            yield
            with self.element("span", "bracket"):
                self.text("]")


def _parts(line: _Line, parts: Iterable[Part]) -> None:
    for part in parts:
        if isinstance(part, Same):
            line.wording(part.text)
        elif part.base.strip():
            _site(line, part)
        else:
            _insertion(line, part)


def _site(line: _Line, site: Site) -> None:
    """A place with base words; the spaces around them stay outside the brackets."""
    line.wording(site.base[: len(site.base) - len(site.base.lstrip())])
    with line.element("span", "site"):
        if any(alternative.text.strip() for alternative in site.alternatives):
            with line.reading("base"):
                _base(line, site)
            for alternative in site.alternatives:
                _alternative(line, alternative)
        else:
            _deletion(line, site)
    line.wording(site.base[len(site.base.rstrip()) :])


def _base(line: _Line, site: Site) -> None:
    _parts(line, _trimmed(site.content) or (Same(site.start, site.end, site.base.strip()),))


def _alternative(line: _Line, alternative: Alternative) -> None:
    words = alternative.text.strip()
    with line.reading("alternative"):
        _sponsors(line, alternative.sponsors)
        if words:
            with line.element("ins"):
                line.wording(words)
        else:
            with line.element("span", "verb"):
                line.text("delete")


def _deletion(line: _Line, site: Site) -> None:
    """Nobody wants other words here, so the base words stand inside the one bracket that deletes them."""
    with line.reading("alternative"):
        for alternative in site.alternatives:
            _sponsors(line, alternative.sponsors)
        with line.element("span", "verb"):
            line.text("delete: ")
        with line.element("del"):
            _base(line, site)


def _insertion(line: _Line, site: Site) -> None:
    """A place without base words: one space stands before the brackets, and behind them where the words bring one."""
    if line.last and not line.last.isspace() and line.last not in _OPENING:
        line.text(" ")
    with line.element("span", "site"):
        for alternative in site.alternatives:
            _alternative(line, alternative)
    if any(alternative.text.endswith(" ") for alternative in site.alternatives):
        line.text(" ")


def _sponsors(line: _Line, sponsors: tuple[str, ...]) -> None:
    with line.element("span", "sponsors"):
        line.text(", ".join(sponsors) + ": ")


def _trimmed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of a base reading without the space at its two ends, which stands outside the brackets."""
    if not parts:
        return ()
    inner = [_edge(parts[0], str.lstrip), *parts[1:]]
    inner[-1] = _edge(inner[-1], str.rstrip)
    return tuple(inner)


def _edge(part: Part, strip: Callable[[str], str]) -> Part:
    return replace(part, text=strip(part.text)) if isinstance(part, Same) else replace(part, base=strip(part.base))
