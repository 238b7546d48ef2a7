"""Which tracked changes of an upload are pending proposals that had been sent along, and which the uploader's own."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace
from rapidfuzz.distance import Indel

from comity.core.wording.tokens import canonical
from comity.formats.tracked import views
from comity.formats.tracked.values import Mark, Paragraph, Run, Tracked

_MINUTE = 60_000

Marks = tuple[Mark, ...]
Key = tuple[str, str, int | None]


def key(mark: Mark) -> Key:
    """What a mark is known by: the name of a move is given anew by every editor."""
    return mark.kind, mark.author, mark.at


class Stretch(NamedTuple):
    """Words of a paragraph in a row that one mark is on; ``places`` are the numbers of its runs, that of its end is -1."""

    mark: Mark
    text: str
    places: tuple[int, ...]


def stretches(paragraph: Paragraph) -> Iterator[Stretch]:
    """Each mark of a paragraph with the words in a row that it marks; the end of the paragraph is a line break."""
    open_: dict[Mark, Stretch] = {}
    runs = ((n, run.text, run.marks) for n, run in enumerate(paragraph.runs) if run.text)
    for place, text, marks in (*runs, (-1, "\n", paragraph.end)):
        if open_:
            for mark in [each for each in open_ if each not in marks]:
                yield open_.pop(mark)
        for mark in marks:
            held = open_.get(mark)
            open_[mark] = (
                Stretch(mark, held.text + text, (*held.places, place)) if held else Stretch(mark, text, (place,))
            )
    yield from open_.values()


def recognised(upload: Tracked, sent: Tracked) -> Tracked:
    """The upload with pending marks as they had been sent, and own insertions inside a pending one marked so.

    A mark is pending by its author and second. Editors that keep minutes only, or no date, are met by the words: a mark of
    the same author on exactly the words that had been sent, of several that in the paragraph most like it. Linear but for
    marks of one author on equal words.
    """
    known = _Known(sent)
    if not known.keys:
        return upload
    paragraphs = tuple(_renamed(paragraph, known.in_paragraph(paragraph)) for paragraph in upload.paragraphs)
    return replace(upload, paragraphs=tuple(_struck(_nested(paragraphs, known.keys), known.keys)))


class _Known:
    """The marks that had been sent, by what editors leave of them."""

    def __init__(self, sent: Tracked) -> None:
        self.keys: dict[Key, Mark] = {}
        self._words: dict[tuple[str, str, str], dict[Mark, Paragraph]] = defaultdict(dict)
        self._minutes: dict[tuple[str, str, int], set[Mark]] = defaultdict(set)
        for paragraph in sent.paragraphs:
            for mark, text, _ in stretches(paragraph):
                self.keys[key(mark)] = mark
                self._words[mark.kind, mark.author, canonical(text)].setdefault(mark, paragraph)
                self._minutes[mark.kind, mark.author, (mark.at or 0) // _MINUTE].add(mark)

    def in_paragraph(self, paragraph: Paragraph) -> Mapping[tuple[int, Mark], Mark]:
        """Marks of a paragraph that had been sent under another second, by their places."""
        found: dict[tuple[int, Mark], Mark] = {}
        for mark, text, places in stretches(paragraph):
            if key(mark) not in self.keys or self._is_vague(mark, text):
                meant = self._meant(paragraph, mark, text)
                found.update({(place, mark): meant for place in places} if meant else {})
        return found

    def _is_vague(self, mark: Mark, text: str) -> bool:
        """May it be another mark of the same minute, by an editor that keeps no seconds? Not on the words it was sent on."""
        at = mark.at or 0
        minute = () if at % _MINUTE else self._minutes.get((mark.kind, mark.author, at // _MINUTE), ())
        if all(key(each) == key(mark) for each in minute):
            return False
        here = self._words.get((mark.kind, mark.author, canonical(text)), {})
        return all(key(each) != key(mark) for each in here)

    def _meant(self, paragraph: Paragraph, mark: Mark, text: str) -> Mark | None:
        by_words = self._words.get((mark.kind, mark.author, canonical(text)), {})
        if len(by_words) > 1:
            return max(by_words, key=lambda each: _likeness(by_words[each], paragraph))
        if by_words:
            return next(iter(by_words))
        at_minute = self._minutes.get((mark.kind, mark.author, mark.at // _MINUTE), set()) if mark.at else set()
        return next(iter(at_minute)) if len(at_minute) == 1 else None


def _likeness(sent: Paragraph, came: Paragraph) -> tuple[bool, float]:
    """A paragraph under the same bookmark first, then one with the same words."""
    said = ("".join(run.text for run in each.runs) for each in (sent, came))
    return bool(set(sent.bookmarks) & set(came.bookmarks)), Indel.normalized_similarity(*said)


def _renamed(paragraph: Paragraph, meant: Mapping[tuple[int, Mark], Mark]) -> Paragraph:
    if not meant:
        return paragraph

    def renamed(place: int, marks: Marks) -> Marks:
        return tuple(meant.get((place, mark), mark) for mark in marks)

    runs = tuple(replace(run, marks=renamed(n, run.marks)) for n, run in enumerate(paragraph.runs))
    return replace(paragraph, runs=runs, end=renamed(-1, paragraph.end))


def remarked(paragraph: Paragraph, marks: Callable[[Marks], Marks]) -> Paragraph:
    """A paragraph with other marks."""
    runs = tuple(replace(run, marks=marks(run.marks)) if run.marks else run for run in paragraph.runs)
    return replace(paragraph, runs=runs, end=marks(paragraph.end), around=marks(paragraph.around))


def _nested(paragraphs: tuple[Paragraph, ...], known: Mapping[Key, Mark]) -> tuple[Paragraph, ...]:
    """Own insertions with one pending insertion on both sides stand inside it; editors write the three in a row."""
    if not any(_is_insertion(mark) and key(mark) not in known for mark in views.marks(paragraphs)):
        return paragraphs
    places = [(n, m) for n, each in enumerate(paragraphs) for m in (*range(len(each.runs)), -1)]
    marks = [_marks(paragraphs[n], m) for n, m in places]
    pending = [next((each for each in found if _is_insertion(each) and key(each) in known), None) for found in marks]
    own = [
        mark is None and any(_is_insertion(each) for each in found) for mark, found in zip(pending, marks, strict=True)
    ]
    inside: dict[tuple[int, int], Mark] = {}
    at = 0
    while at < len(places):
        end = at
        while end < len(places) and own[end]:
            end += 1
        if end > at:
            holder = _holder(places, pending, at, end)
            inside.update(dict.fromkeys(places[at:end], holder) if holder else {})
        at = end + 1
    return tuple(_within(each, n, inside) for n, each in enumerate(paragraphs)) if inside else paragraphs


def _holder(places: list[tuple[int, int]], pending: list[Mark | None], start: int, end: int) -> Mark | None:
    """The pending insertion around own ones, ``start:end`` of the places; at the head of a paragraph, that of its end."""
    behind = pending[end] if end < len(places) else None
    if start and places[start - 1][1] != -1:
        return behind if behind is not None and pending[start - 1] == behind else None
    if any(m == -1 for _, m in places[start:end]):
        return None
    last = next((n for n in range(end, len(places)) if places[n][1] == -1), None)
    return behind if last is not None and pending[last] == behind else None


def _within(paragraph: Paragraph, n: int, inside: Mapping[tuple[int, int], Mark]) -> Paragraph:
    runs = [
        replace(run, marks=(inside[n, m], *run.marks)) if (n, m) in inside else run
        for m, run in enumerate(paragraph.runs)
    ]
    end = (inside[n, -1], *paragraph.end) if (n, -1) in inside else paragraph.end
    return replace(paragraph, runs=tuple(runs), end=end)


def _struck(paragraphs: tuple[Paragraph, ...], known: Mapping[Key, Mark]) -> list[Paragraph]:
    """Where an uploader strikes a whole paragraph of a pending insertion, its own end is struck, and no end of the base.

    The end that came with the paragraph is marked before it, and the end behind it is the older one; an editor strikes
    that one with the paragraph. With nothing left between them it is the same which of the two goes.
    """
    found = list(paragraphs)
    for n, (before, after) in enumerate(pairwise(paragraphs)):
        brought = next((mark for mark in before.end if _is_insertion(mark) and key(mark) in known), None)
        struck = next((mark for mark in after.end if not _is_insertion(mark) and key(mark) not in known), None)
        words = [run.marks for run in after.runs if run.text]
        if (
            brought
            and struck
            and words
            and brought not in after.end
            and all({brought, struck} <= {*each} for each in words)
        ):
            found[n] = replace(found[n], end=(*found[n].end, struck))
            found[n + 1] = replace(after, end=tuple(mark for mark in after.end if mark != struck))
    return found


def _marks(paragraph: Paragraph, m: int) -> Marks:
    return paragraph.end if m == -1 else paragraph.runs[m].marks


def _is_insertion(mark: Mark) -> bool:
    return mark.kind == "inserted"


def plain_runs(paragraph: Paragraph) -> Iterator[Run]:
    """The runs of a paragraph, its end as the last of them."""
    yield from (run for run in paragraph.runs if run.text)
    yield Run("\n", paragraph.end)
