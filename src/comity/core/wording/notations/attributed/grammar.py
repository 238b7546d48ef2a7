"""The grammar of attributed brackets (``docs/reference/notation.md``): from text to a tree of brackets, and escapes."""

import re
from typing import Literal

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.core.wording.notations.attributed.strand import Spoken

DEEPEST = 50
"""Brackets nested deeper are refused. A composition nests three levels."""

SPACE = r"\_"
"""A mark: a space at the edge of a bracket that belongs to the wording inside."""

EDGE = r"\|"
"""A mark: the edges of the brackets are exact. Between two brackets: they belong to different sites."""

_CODE = r"(?:[\w-]|\\.)+"
_HEAD = rf"[ ]*(?:{_CODE}(?:[ ]*,[ ]*{_CODE})*)?[ ]*:[ ]*(?![ \]])"
HEAD = re.compile(_HEAD, re.DOTALL)
"""The parties at the head of a bracket, colon included. A colon that ends a bracket is wording."""

DELETE = re.compile(r"delete[ ]*(?=:|\]|\Z)")
"""The word that says: these words are deleted."""

_ALTERNATIVE = re.compile(rf"\[{_HEAD}(?![ ]*delete[ ]*:)", re.DOTALL)
_TOKEN = re.compile(r"\\.|[^\\\[\]]+|[\[\]\\]", re.DOTALL)


class Raw(Struct, frozen=True, gc=False):
    """Text with brackets in it, edges as written: ``texts[0] + groups[0] + texts[1] + … + texts[n]``."""

    texts: tuple[str, ...]
    groups: tuple["Group", ...] = ()


class Group(Struct, frozen=True, gc=False):
    """The brackets of one site. ``exact``: a mark says that their edges are to be read as they stand."""

    kind: Literal["replace", "insert", "delete"]
    base: Raw
    alternatives: tuple[Spoken, ...]
    exact: bool


class _Bracket(Struct, frozen=True, gc=False):
    """One pair of brackets. ``sponsors`` is None for a base reading; ``deletes`` where it says ``delete``."""

    sponsors: tuple[str, ...] | None
    deletes: bool
    content: Raw
    exact: bool


def escaped(text: str) -> str:
    r"""``text`` with a backslash before each ``[``, ``]`` and ``\``."""
    return re.sub(r"([\[\]\\])", r"\\\1", text)


def escaped_code(code: str) -> str:
    """A party code with a backslash before whatever is no letter, digit, hyphen or low line."""
    return re.sub(r"([^\w-])", r"\\\1", code)


def parse(text: str) -> Raw:
    """The tree of brackets in a text; ``Unreadable`` (where: the number of the character) for what is none. Linear."""
    return _Parser(text).sequence(None)[0]


class _Parser:
    """A place in the text, moving forward."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth = text, 0, 0

    def sequence(self, opened: int | None) -> tuple[Raw, bool]:
        """Text and groups up to the end, or up to the bracket that closes the one ``opened``; whether an edge is marked."""
        texts, groups, piece, first = [""], list[Group](), "", None
        while (found := self._next(opened)) is not None:
            piece = found
            first = first or piece
            if piece == "[":
                groups.append(self._group())
                texts.append("")
            else:
                texts[-1] += _literal(piece)
        if opened is not None and not piece.startswith("\\"):
            texts[-1] = texts[-1].rstrip(" ")
        return Raw(tuple(texts), tuple(groups)), not {first, piece}.isdisjoint((SPACE, EDGE))

    def _next(self, opened: int | None) -> str | None:
        """The next piece; None at the end of the sequence, which is passed. An opening bracket is not passed."""
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            if opened is not None:
                raise Unreadable(str(opened + 1), "bracket_open")
            return None
        piece = match[0]
        if piece == "]" and opened is None:
            raise Unreadable(str(self.at + 1), "bracket_close")
        self.at += len(piece) if piece != "[" else 0
        return None if piece == "]" else piece

    def _group(self) -> Group:
        """The brackets of one site, from the one that opens here."""
        at, first = self.at, self._bracket()
        if first.deletes:
            if not first.content.texts[0] and not first.content.groups:
                raise Unreadable(str(at + 1), "alternative_says_nothing")
            return Group("delete", first.content, (("", first.sponsors or ()),), first.exact)
        rest = []
        while _ALTERNATIVE.match(self.text, self.at):
            rest.append(self._bracket())
        if first.sponsors is None and not rest:
            raise Unreadable(str(at + 1), "no_party")
        spoken = rest if first.sponsors is None else [first, *rest]
        return Group(
            "replace" if first.sponsors is None else "insert",
            first.content if first.sponsors is None else Raw(("",)),
            tuple((one.content.texts[0], one.sponsors or ()) for one in spoken),
            any(one.exact for one in (first, *rest)),
        )

    def _bracket(self) -> _Bracket:
        """One pair of brackets; passes it."""
        opened = self.at
        if self.depth == DEEPEST:
            raise Unreadable(str(opened + 1), "nested_too_deep", limit=DEEPEST)
        head = HEAD.match(self.text, opened + 1)
        self.at = head.end() if head else opened + 1
        deletes = self._passed_delete() if head else False
        self._pass_spaces()
        self.depth += 1
        content, exact = self.sequence(opened)
        self.depth -= 1
        if head and not deletes and content.groups:
            raise Unreadable(str(opened + 1), "nested_alternative")
        return _Bracket(_codes(head[0]) if head else None, deletes, content, exact)

    def _passed_delete(self) -> bool:
        """Whether ``delete:`` stands here, passed. A bare ``delete`` is passed too: it leaves an empty alternative."""
        found = DELETE.match(self.text, self.at)
        if found is None:
            return False
        self.at = found.end()
        if self.text[self.at : self.at + 1] != ":":
            return False
        self.at += 1
        return True

    def _pass_spaces(self) -> None:
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1


def _literal(piece: str) -> str:
    """What a piece that is no bracket says."""
    if piece == SPACE:
        return " "
    return "" if piece == EDGE else piece[1:] if piece.startswith("\\") and len(piece) > 1 else piece


def _codes(head: str) -> tuple[str, ...]:
    """The party codes at the head of a bracket."""
    return tuple(re.sub(r"\\(.)", r"\1", code, flags=re.DOTALL) for code in re.findall(_CODE, head, re.DOTALL))
