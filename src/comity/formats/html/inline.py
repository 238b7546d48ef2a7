"""Wordings as HTML within a line: the rolling text of a provision and a redline, exact to the space.

Both give phrasing content for one block element and no block of their own, so pages and exported files set them in
whatever surroundings they like. A space is law: the visible text of ``rolling`` is the attributed rendering of the
same composition, to the letter in English and up to the notation's one word in other languages; that of ``redline``
without its deletions is the new wording, without its insertions the base.

Class names, for style sheets: ``site`` (all readings of one place), ``base`` and ``alternative`` (one bracketed
reading each), ``deletion`` (an alternative that deletes), ``bracket`` (the bracket itself), ``sponsors`` (the party
codes), ``verb`` (the notation's *delete*). Insertions are native ``<ins>``, deletions native ``<del>``, both of class
``moved`` where a phrase moved. Base words inside a deletion are deleted words, also where others would reword them.
"""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from html import escape

from comity.core.wording.notations import attributed
from comity.core.wording.notations.attributed.grammar import DELETE, HEAD
from comity.core.wording.values import Composition
from comity.formats.redline import spans
from comity.locale import say

_DELETE = "delete"
_BRACKET = '<span class="bracket">'
_MARKS = {"deleted": "del", "inserted": "ins"}
_TOKEN = re.compile(r"(?:\\.|[^\\\[\]])+|\[|\]", re.DOTALL)


def rolling(composition: Composition, language: str = "en", *, grouped: bool = True) -> str:
    """The composition as inline HTML: every site with its bracketed readings and their sponsors; linear in its size.

    ``language`` is that of the notation's word *delete*: on a page it reads as the text around it does. Not ``grouped``,
    sites and readings have no elements of their own: a printer takes as long for each element as for a line.
    """
    line = _Notation(attributed.render(composition), say(language, "table.delete"), grouped=grouped)
    line.words()
    return "".join(line.pieces)


def redline(base: str, wording: str) -> str:
    """What turns ``base`` into ``wording`` as inline HTML: kept words as they are, the rest in ``<del>`` and ``<ins>``."""
    pieces = []
    for span in spans(base, wording):
        words = escape(span.text, quote=False)
        mark = _MARKS.get(span.kind)
        kind = ' class="moved"' if span.moved else ""
        pieces.append(f"<{mark}{kind}>{words}</{mark}>" if mark else words)
    return "".join(pieces)


class _Notation:
    """Text in attributed brackets, read once from left to right; every character of it becomes visible text."""

    def __init__(self, text: str, verb: str, *, grouped: bool) -> None:
        self.text = text
        self.verb = verb
        self.grouped = grouped
        self.at = 0
        self.base = ""
        self.pieces: list[str] = []

    def words(self, mark: str = "") -> None:
        """Words, each run of them in an element ``mark``, and sites, up to the bracket that closes here or to the end.

        A space between two sites is no words: marked, it would look like a dash.
        """
        while (token := _TOKEN.match(self.text, self.at)) and token[0] != "]":
            if token[0] == "[":
                self._site()
            else:
                with self._element(mark if token[0].strip() else ""):
                    self._take(token.end())

    def _site(self) -> None:
        """One reading, and the alternatives attached to it."""
        with self._group("site"):
            alone = self._reading()
            while not alone and self._head() and not self._deletes_words():
                self._reading()

    def _reading(self) -> bool:
        """One pair of brackets; whether it is a deletion that holds the base words itself."""
        head, alone = self._head(), self._deletes_words()
        verb = DELETE.match(self.text, head.end()) if head else None
        with self._group("base" if not head else "alternative deletion" if verb else "alternative"):
            self._bracket()
            if head:
                with self._element("span", "sponsors"):
                    self._take(head.end())
            if verb:
                self._verb(verb.end() + (2 if alone else 0))
            self._inside(alone, "ins" if head and not verb else "")
            self._bracket()
        return alone

    def _inside(self, alone: bool, mark: str) -> None:
        """The words of a reading; those of the base are struck as far as the deletion around them reaches."""
        around = self.base
        self.base = "del" if alone else around
        self.words(mark or self.base)
        self.base = around

    def _verb(self, end: int) -> None:
        """The word that deletes, up to ``end``, in the language of the page."""
        with self._element("span", "verb"):
            self.pieces.append(self.verb)
            self.at += len(_DELETE)
            self._take(end)

    def _head(self) -> re.Match[str] | None:
        """The party codes, if an alternative opens here."""
        return HEAD.match(self.text, self.at + 1) if self.text.startswith("[", self.at) else None

    def _deletes_words(self) -> bool:
        head = self._head()
        verb = head and DELETE.match(self.text, head.end())
        return bool(verb and self.text.startswith(":", verb.end()))

    def _bracket(self) -> None:
        if not self.grouped and self.pieces[-3:-1] == [_BRACKET, "]"]:  # the next reading opens: one element for both
            self.pieces.pop()
        else:
            self.pieces.append(_BRACKET)
        self._take(self.at + 1)
        self.pieces.append("</span>")

    def _take(self, end: int) -> None:
        self.pieces.append(escape(self.text[self.at : end], quote=False))
        self.at = end

    def _group(self, kind: str) -> AbstractContextManager[None]:
        return self._element("span" if self.grouped else "", kind)

    @contextmanager
    def _element(self, name: str, kind: str = "") -> Iterator[None]:
        """What is taken inside stands in this element; without a name, in none."""
        if not name:
            yield
            return
        self.pieces.append(f'<{name} class="{kind}">' if kind else f"<{name}>")
        yield
        self.pieces.append(f"</{name}>")
