"""What became of every span of pending words: still marked, kept without its mark, or gone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import NamedTuple

from comity.formats.tracked.values import Mark, Paragraph, Tracked
from comity.formats.upload.pending import Key, Marks, key, plain_runs
from comity.formats.upload.typography import plain
from comity.formats.upload.ways import Atom, Own, Piece, State, exactly, nearly
from comity.formats.upload.whereabouts import Part, Whereabouts, windows

_ATOM = re.compile(r"\n|[^\S\n]+|\w+|.")
_SPACE = re.compile(r"[^\S\n]+")


class Span(NamedTuple):
    """Words of one paragraph in a row with one mark: runs ``first:last`` of ``plain_runs`` of what was sent."""

    paragraph: int
    first: int
    last: int
    mark: Mark


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
    marked, kept or gone. Where other words were changed as well, it is sought paragraph by paragraph, and a span of one that
    has none is judged by most of its words. Linear but for the paragraphs that were touched.
    """
    return _Judging(sent, upload, given).states() if given else []


class _Judging:
    """What was sent beside what came, judged part by part."""

    def __init__(self, sent: Tracked, upload: Tracked, given: Sequence[Span]) -> None:
        self._given = given
        self._pieces_of = _Pieces(sent, given)
        self._borne = _Borne({key(span.mark) for span in given})
        self._pending = {span.paragraph for span in given}
        self._telling = [n for n, each in enumerate(sent.paragraphs) if _tells(each)]
        self._came = [each for each in upload.paragraphs if _tells(each)]
        went = [sent.paragraphs[n] for n in self._telling]
        ids: dict[object, int] = {}
        old, new = (
            [ids.setdefault(_signature(each, self._borne), len(ids)) for each in side] for side in (went, self._came)
        )
        self._where = Whereabouts(went, self._came, list(windows(old, new)))

    def states(self) -> list[State]:
        found: list[State] = ["left"] * len(self._given)
        for part in self._where.regions():
            for n, state in self._in_region(part).items():
                found[n] = state
        return found

    def _in_region(self, region: Part) -> Mapping[int, State]:
        if not self._is_pending(region):
            return {}
        found = exactly(*self._laid(region))
        if found is not None:
            return found
        parts = (self._laid(part) for part in self._where.parts(region) if self._is_pending(part))
        return {n: state for part in parts for n, state in nearly(*part).items()}

    def _is_pending(self, part: Part) -> bool:
        return any(self._telling[i] in self._pending for i in part[0])

    def _laid(self, part: Part) -> tuple[list[Piece], list[Atom]]:
        pieces = [piece for i in part[0] for piece in self._pieces_of(self._telling[i])]
        return pieces, [atom for j in part[1] for atom in _atoms(self._came[j], self._borne)]


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


class _Pieces:
    """The paragraphs that were sent cut into pieces: only those that did not come back as they went are asked for."""

    def __init__(self, sent: Tracked, given: Sequence[Span]) -> None:
        self._paragraphs = sent.paragraphs
        self._numbers = {(span.paragraph, m): n for n, span in enumerate(given) for m in range(span.first, span.last)}
        self._alone: list[bool] = []
        for n, each in enumerate(sent.paragraphs):
            begins = not n or self._alone[-1] or not sent.paragraphs[n - 1].end
            self._alone.append(begins and _comes_or_goes(each))

    def __call__(self, n: int) -> list[Piece]:
        """Those of paragraph ``n``."""
        runs = [(self._numbers.get((n, m)), run) for m, run in enumerate(plain_runs(self._paragraphs[n]))]
        pieces = []
        for number, same in groupby(runs, key=lambda each: each[0]):
            held = [run for _, run in same]
            atoms = tuple(_atom(each) for each in _ATOM.findall("".join(run.text for run in held)))
            pieces.append(Piece(atoms, key(held[0].marks[0]) if number is not None else None, number, self._alone[n]))
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
