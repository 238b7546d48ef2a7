"""Edits: changes of one list of words into another, before they are laid out in cells."""

from collections.abc import Sequence
from typing import NamedTuple

from comity.core.wording.grid import Grid


class Edit(NamedTuple):
    """Base words ``a:b`` become new words ``c:d``; one of the two may be empty, not both.

    ``rewrites`` is declared where so little of a sentence or provision survives that its words are not compared.
    """

    a: int
    b: int
    c: int
    d: int
    rewrites: bool = False

    @property
    def inserts(self) -> bool:
        """It only puts words in."""
        return self.a == self.b

    @property
    def deletes(self) -> bool:
        """It only takes words out."""
        return self.c == self.d

    @property
    def replaces(self) -> bool:
        """It has words on both sides."""
        return self.a < self.b and self.c < self.d

    def up_to(self, later: "Edit") -> "Edit":
        """One edit from the beginning of this one to the end of a later one, with all that stands between."""
        return Edit(self.a, later.b, self.c, later.d)


class Pair(NamedTuple):
    """A base and one wording of it, being compared."""

    base: Grid
    new: Grid

    def old_words(self, edit: Edit) -> Sequence[str]:
        """The base words of an edit."""
        return self.base.words[edit.a : edit.b]

    def new_words(self, edit: Edit) -> Sequence[str]:
        """The words that an edit puts in their place."""
        return self.new.words[edit.c : edit.d]

    def trimmed(self, edit: Edit) -> Edit:
        """The edit without words that both its sides begin or end with; a declared rewrite as it is."""
        if edit.rewrites or not edit.replaces:
            return edit
        a, b, c, d = edit[:4]
        while a < b and c < d and self.base.words[a] == self.new.words[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and self.base.words[b - 1] == self.new.words[d - 1]:
            b, d = b - 1, d - 1
        return Edit(a, b, c, d)
