"""Words of several paragraphs cut into them: where each version ends a paragraph, and which spaces it sees.

A unit's paragraphs are joined by ``" ¶ "``, a pilcrow of their own is doubled (``core.wording.document``). Sites may begin
or end amid a joint, so which pilcrow is one, and which space beside it, is a question to each version.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from comity.formats.tracked.making.pieces import Piece, Stroke, Versions, merged, reads, struck

_ATOM = re.compile("[ ¶]|[^ ¶]+")
_PILCROW = "¶"
_END = "\n"

_Role = Literal["shown", "joint", "hidden"]


class Cut(NamedTuple):
    """A paragraph and the stroke of its end; the last one's end is the unit's, and is left to the caller."""

    pieces: list[Piece]
    end: Stroke | None = None


def cut(pieces: Sequence[Piece], versions: Versions) -> list[Cut]:
    """The paragraphs of a unit's words; ``versions`` are all that do not read its base.

    Linear in the words; where there is a pilcrow among them, in the words of each version.
    """
    if not any(_PILCROW in piece.text for piece in pieces):
        return [Cut(list(pieces))]
    atoms = [Piece(atom, piece.stroke) for piece in pieces for atom in _ATOM.findall(piece.text)]
    shown: list[set[str | None]] = [set() for _ in atoms]
    joint: list[set[str | None]] = [set() for _ in atoms]
    for version in (None, *sorted(versions)):
        own = [n for n, atom in enumerate(atoms) if reads(atom.stroke, version)]
        for n, role in zip(own, _roles([atoms[n].text for n in own]), strict=True):
            if role != "hidden":
                (shown if role == "shown" else joint)[n].add(version)
    return _paragraphs([atom.text for atom in atoms], shown, joint, versions)


def _roles(atoms: Sequence[str]) -> list[_Role]:
    """What each atom of one version's wording is: a single pilcrow between spaces is a joint, a doubled one is shown once."""
    roles: list[_Role] = ["shown"] * len(atoms)
    at = 0
    while at < len(atoms):
        end = at
        while end < len(atoms) and atoms[end] == _PILCROW:
            end += 1
        if end == at + 1 and atoms[at - 1 : at] == [" "] == atoms[end : end + 1] and roles[at - 1] == "shown":
            roles[at - 1 : end + 1] = ["hidden", "joint", "hidden"]
        else:
            roles[at + 1 : end : 2] = ["hidden"] * len(range(at + 1, end, 2))
        at = max(end, at + 1)
    return roles


def _paragraphs(
    texts: Sequence[str], shown: Sequence[set[str | None]], joint: Sequence[set[str | None]], versions: Versions
) -> list[Cut]:
    signs: list[Piece] = []
    for text, readers, cutters in zip(texts, shown, joint, strict=True):
        signs += [Piece(text, _stroke(readers, versions))] if readers else []
        signs += [Piece(_END, _stroke(cutters, versions))] if cutters else []
    for n in range(1, len(signs)):
        if _instead(signs[n], signs[n - 1]):
            signs[n - 1 : n + 1] = signs[n], signs[n - 1]
    found: list[Cut] = []
    begun = 0
    for n, sign in enumerate(signs):
        if sign.text == _END:
            found.append(Cut(merged(signs[begun:n]), sign.stroke))
            begun = n + 1
    return [*found, Cut(merged(signs[begun:]))]


def _instead(words: Piece, end: Piece) -> bool:
    """Do words come in place of the end of a paragraph, which is struck before them? Then they are put before it.

    Their readers do not read the end, so it is all one to them; on paper the words stand where their sentence does.
    """
    if end.text != _END or words.text == _END or words.stroke is None or end.stroke is None:
        return False
    kinds = words.stroke.kind, end.stroke.kind
    return kinds == ("inserted", "deleted") and words.stroke.versions <= end.stroke.versions


def _stroke(readers: set[str | None], versions: Versions) -> Stroke | None:
    """The stroke of what ``readers`` read, the base being None among them, and the rest of ``versions`` do not."""
    if None in readers:
        return struck(versions - readers)
    return Stroke("inserted", frozenset(reader for reader in readers if reader is not None))
