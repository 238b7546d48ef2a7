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
