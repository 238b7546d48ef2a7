"""What became of every span of pending words: still marked, kept without its mark, or gone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from comity.formats.tracked.values import Mark, Paragraph, Tracked
from comity.formats.upload.pending import Key, Marks, key, plain_runs
from comity.formats.upload.strays import Window, strays
from comity.formats.upload.typography import plain

_ATOM = re.compile(r"\n|[^\S\n]+|\w+|.")
_SPACE = re.compile(r"[^\S\n]+")

State = Literal["left", "kept", "gone", "struck", "changed"]
"""``struck``: the uploader deletes it with tracking; ``changed``: still marked, with other words."""


Own = Literal["", "struck", "written"]


class Span(NamedTuple):
    """Words of one paragraph in a row with one mark: runs ``first:last`` of ``plain_runs`` of what was sent."""

    paragraph: int
    first: int
    last: int
    mark: Mark


class Atom(NamedTuple):
    """A word, a space, a sign or the end of a paragraph, with the pending mark on it. ``own``: the uploader changes it."""

    text: str
    mark: Key | None
    own: Own = ""


class _Piece(NamedTuple):
    """Atoms in a row that share a fate; ``span`` is their number, none for words that are not pending.

    ``whole``: the last of a paragraph that comes or goes as a whole. Editors leave out the mark of its end, which makes no
    difference.
    """

    atoms: tuple[str, ...]
    mark: Key | None
    span: int | None
    whole: bool = False


def spans(sent: Tracked) -> list[Span]:
    """All spans of pending words, in order."""
    found: list[Span] = []
    for n, paragraph in enumerate(sent.paragraphs):
        runs = list(plain_runs(paragraph))
        if not any(run.marks for run in runs):
            continue
        at = 0
        for marks, same in groupby(runs, key=lambda run: run.marks):
            size = len(list(same))
            if marks:
                found.append(Span(n, at, at + size, marks[0]))
            at += size
    return found


def states(sent: Tracked, upload: Tracked, given: Sequence[Span]) -> list[State]:
    """The state of each span in an upload whose marks are recognised.

    Paragraphs that came back as they went are passed over; between them, the only way is sought in which every span is
    marked, kept or gone. Where other words were changed as well, each span is judged by most of its words. Linear but for
    the paragraphs that were touched.
    """
    if not given:
        return []
    known = {key(span.mark) for span in given}
    found: list[State] = ["left"] * len(given)
    telling = [n for n, each in enumerate(sent.paragraphs) if _tells(each)]
    went = [sent.paragraphs[n] for n in telling]
    came = [each for each in upload.paragraphs if _tells(each)]
    pieces_of = _Pieces(sent, given)
    borne = _Borne(known)
    ids: dict[object, int] = {}
    old = [ids.setdefault(_signature(each, borne), len(ids)) for each in went]
    new = [ids.setdefault(_signature(each, borne), len(ids)) for each in came]
    windows = list(_windows(old, new))
    away = strays(went, came, windows)
    gone = set(away.values())
    places = [({*range(a, b)} - away.keys(), {*range(c, d)} - gone) for a, b, c, d in windows]
    for olds, news in (*places, *(({i}, {j}) for i, j in away.items())):
        pieces = [piece for i in sorted(olds) for piece in pieces_of(telling[i])]
        if any(piece.span is not None for piece in pieces):
            atoms = [atom for j in sorted(news) for atom in _atoms(came[j], borne)]
            for n, state in _judged(pieces, atoms).items():
                found[n] = state
    return found


def _tells(paragraph: Paragraph) -> bool:
    """Does it hold words or marks? Editors leave an empty paragraph where they lost the mark of an end."""
    return bool(paragraph.end) or any(run.text.strip() or run.marks for run in paragraph.runs)


_Said = tuple[Key | None, Own]


class _Borne(dict[Marks, _Said]):
    """By the marks on words: which pending one is among them, and what the uploader does. Each tuple is judged once."""

    def __init__(self, known: AbstractSet[Key]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, marks: Marks) -> _Said:
        pending = next((found for found in map(key, marks) if found in self._known), None)
        own = {mark.kind for mark in marks if key(mark) not in self._known}
        said = self[marks] = pending, "written" if "inserted" in own else "struck" if own else ""
        return said


def _signature(paragraph: Paragraph, borne: _Borne) -> object:
    """Equal for a paragraph as sent and as it came back only if the uploader left it alone."""
    return tuple([(_evened(words), said) for words, said in _said(paragraph, borne)])


def _evened(words: str) -> str:
    """Words with single spaces, as nearly all are."""
    line = words.removesuffix("\n")
    return words if line.isprintable() and "  " not in line else _SPACE.sub(" ", words)


def _said(paragraph: Paragraph, borne: _Borne) -> Iterator[tuple[str, _Said]]:
    """Words in a row with the same pending mark on them, and the same of the uploader's."""
    for said, same in groupby(plain_runs(paragraph), key=lambda run: borne[run.marks]):
        yield "".join([run.text for run in same]), said


def _windows(old: Sequence[int], new: Sequence[int]) -> Iterator[Window]:
    """The stretches of paragraphs between those that came back as they went."""
    for equal, codes in groupby(Indel.opcodes(old, new), key=lambda code: code.tag == "equal"):
        if not equal:
            held = list(codes)
            yield held[0].src_start, held[-1].src_end, held[0].dest_start, held[-1].dest_end


class _Pieces:
    """The paragraphs that were sent cut into pieces: only those that did not come back as they went are asked for."""

    def __init__(self, sent: Tracked, given: Sequence[Span]) -> None:
        self._paragraphs = sent.paragraphs
        self._numbers = {(span.paragraph, m): n for n, span in enumerate(given) for m in range(span.first, span.last)}
        self._alone: list[bool] = []
        for n, each in enumerate(sent.paragraphs):
            begins = not n or self._alone[-1] or not sent.paragraphs[n - 1].end
            self._alone.append(begins and _comes_or_goes(each))

    def __call__(self, n: int) -> list[_Piece]:
        """Those of paragraph ``n``."""
        runs = [(self._numbers.get((n, m)), run) for m, run in enumerate(plain_runs(self._paragraphs[n]))]
        pieces = []
        for number, same in groupby(runs, key=lambda each: each[0]):
            held = [run for _, run in same]
            atoms = tuple(_atom(each) for each in _ATOM.findall("".join(run.text for run in held)))
            pieces.append(_Piece(atoms, key(held[0].marks[0]) if number is not None else None, number, self._alone[n]))
        return pieces


def _comes_or_goes(paragraph: Paragraph) -> bool:
    """Are all its words and its end inserted, or all deleted?"""
    if not paragraph.end:
        return False
    return len({run.marks[0].kind if run.marks else None for run in plain_runs(paragraph)}) == 1


def _atoms(paragraph: Paragraph, borne: _Borne) -> Iterator[Atom]:
    for words, said in _said(paragraph, borne):
        for each in _ATOM.findall(words):
            yield Atom(_atom(each), *said)


def _atom(text: str) -> str:
    return "\n" if text == "\n" else " " if text.isspace() else plain(text)


def _judged(pieces: Sequence[_Piece], atoms: Sequence[Atom]) -> Mapping[int, State]:
    letters = [atom._replace(text=letter) for atom in atoms for letter in atom.text]
    given = [letter for letter in letters if letter.own != "written"]
    ways = _way([piece._replace(atoms=tuple("".join(piece.atoms))) for piece in pieces], given)
    if ways is None:
        return _by_words(pieces, [atom for atom in atoms if atom.own != "written"])
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


def _way(pieces: Sequence[_Piece], atoms: Sequence[Atom]) -> list[_Way] | None:
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


def _steps(piece: _Piece, texts: list[str], marks: list[Key | None], at: int) -> Iterator[tuple[int, State]]:
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


def _as_sent(piece: _Piece, marks: Sequence[Key | None]) -> bool:
    if piece.whole and len(marks) > 1 and piece.atoms[-1] == "\n" and marks[-1] is None:
        marks = marks[:-1]
    return all(mark == piece.mark for mark in marks)


def _by_words(pieces: Sequence[_Piece], atoms: Sequence[Atom]) -> Mapping[int, State]:
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


def _most(piece: _Piece, held: Sequence[Atom], atoms: Sequence[Atom]) -> State:
    marked = [atom for atom in held if atom.mark == piece.mark]
    if marked or any(atom.mark == piece.mark for atom in atoms):
        if len(marked) == len(piece.atoms):
            return _touched(marked, 0, 0, frozenset())
        if marked:
            return "changed"
    weighed = [text for text in piece.atoms if not text.isspace()]
    found = [atom for atom in held if not weighed or not atom.text.isspace()]
    return "kept" if 2 * len(found) > len(weighed or piece.atoms) else "gone"
