"""Pieces of what was sent against the words that came: the one way in which they give them, or what most of them became."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from comity.formats.upload.pending import Key

State = Literal["left", "kept", "gone", "struck", "changed"]
"""``struck``: the uploader deletes it with tracking; ``changed``: still marked, with other words."""


Own = Literal["", "struck", "written"]


class Atom(NamedTuple):
    """A word, a space, a sign or the end of a paragraph, with the pending mark on it. ``own``: the uploader changes it."""

    text: str
    mark: Key | None
    own: Own = ""


class Piece(NamedTuple):
    """Atoms in a row that share a fate; ``span`` is their number, none for words that are not pending.

    ``whole``: the last of a paragraph that comes or goes as a whole. Editors leave out the mark of its end, which makes no
    difference.
    """

    atoms: tuple[str, ...]
    mark: Key | None
    span: int | None
    whole: bool = False


def nearly(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> Mapping[int, State]:
    """The state of each span: in the way that gives exactly the atoms, else by what most of its words are there."""
    said = exactly(pieces, atoms)
    return _by_words(pieces, [atom for atom in atoms if atom.own != "written"]) if said is None else said


def exactly(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> Mapping[int, State] | None:
    """Each span in the way that gives exactly the atoms, if there is one."""
    letters = [atom._replace(text=letter) for atom in atoms for letter in atom.text]
    given = [letter for letter in letters if letter.own != "written"]
    ways = _way([piece._replace(atoms=tuple("".join(piece.atoms))) for piece in pieces], given)
    if ways is None:
        return None
    written = _written_inside(letters)
    found: dict[int, State] = {}
    for piece, (state, start, end) in zip(pieces, ways, strict=True):
        if piece.span is not None:
            found[piece.span] = _touched(given[start:end], start, end, written) if state == "left" else state
    return found


def _written_inside(atoms: Sequence[Atom]) -> frozenset[int]:
    """Places among the other atoms at which the uploader writes into pending words."""
    found = set()
    at = 0
    for atom in atoms:
        if atom.own != "written":
            at += 1
        elif atom.mark is not None:
            found.add(at)
    return frozenset(found)


def _touched(held: Sequence[Atom], start: int, end: int, written: frozenset[int]) -> State:
    words = [atom for atom in held if not atom.text.isspace()] or held
    if words and all(atom.own == "struck" for atom in words):
        return "struck"
    inside = any(start <= at <= end for at in written)
    return "changed" if inside or any(atom.own == "struck" for atom in held) else "left"


_Way = tuple[State, int, int]


def _way(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> list[_Way] | None:
    """One way in which the pieces give exactly the atoms; deletions are taken rather than rejected where both would do."""
    texts = [atom.text for atom in atoms]
    marks = [atom.mark for atom in atoms]
    ends: list[dict[int, tuple[int, State]]] = [{0: (0, "left")}]
    for piece in pieces:
        reached: dict[int, tuple[int, State]] = {}
        for at in ends[-1]:
            for end, state in _steps(piece, texts, marks, at):
                reached.setdefault(end, (at, state))
        ends.append(reached)
    if len(atoms) not in ends[-1]:
        return None
    way: list[_Way] = []
    at = len(atoms)
    for reached in reversed(ends[1:]):
        start, state = reached[at]
        way.append((state, start, at))
        at = start
    return way[::-1]


def _steps(piece: Piece, texts: list[str], marks: list[Key | None], at: int) -> Iterator[tuple[int, State]]:
    end = at + len(piece.atoms)
    same = tuple(texts[at:end]) == piece.atoms
    if same and _as_sent(piece, marks[at:end]):
        yield end, "left"
    if piece.mark is not None:
        states: tuple[State, State] = ("gone", "kept")
        for state in states if piece.mark[0] == "deleted" else states[::-1]:
            if state == "gone":
                yield at, "gone"
            elif same and not any(marks[at:end]):
                yield end, "kept"


def _as_sent(piece: Piece, marks: Sequence[Key | None]) -> bool:
    if piece.whole and len(marks) > 1 and piece.atoms[-1] == "\n" and marks[-1] is None:
        marks = marks[:-1]
    return all(mark == piece.mark for mark in marks)


def _by_words(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> Mapping[int, State]:
    """Each span by what most of its words are in the upload."""
    before = [(text, piece) for piece in pieces for text in piece.atoms]
    held: dict[int, list[Atom]] = {piece.span: [] for piece in pieces if piece.span is not None}
    for code in Indel.opcodes([text for text, _ in before], [atom.text for atom in atoms]):
        if code.tag == "equal":
            for (_, piece), atom in zip(
                before[code.src_start : code.src_end], atoms[code.dest_start : code.dest_end], strict=True
            ):
                if piece.span is not None:
                    held[piece.span].append(atom)
    return {piece.span: _most(piece, held[piece.span], atoms) for piece in pieces if piece.span is not None}


def _most(piece: Piece, held: Sequence[Atom], atoms: Sequence[Atom]) -> State:
    marked = [atom for atom in held if atom.mark == piece.mark]
    if marked or any(atom.mark == piece.mark for atom in atoms):
        if len(marked) == len(piece.atoms):
            return _touched(marked, 0, 0, frozenset())
        if marked:
            return "changed"
    weighed = [text for text in piece.atoms if not text.isspace()]
    found = [atom for atom in held if not weighed or not atom.text.isspace()]
    return "kept" if 2 * len(found) > len(weighed or piece.atoms) else "gone"
