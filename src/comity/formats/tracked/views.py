"""A tracked document as it reads when some of its changes are taken: its original, its accepted text, a party's wording."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from comity.core.wording.tokens import canonical
from comity.formats.tracked.values import Mark, Paragraph, Tracked

Takes = Callable[[Mark], bool]


class Line(Struct, frozen=True, gc=False):
    r"""One paragraph of a view; never without words.

    ``text`` is canonical, ``raw`` as the file has it. ``sources`` are the indices of the file's own paragraphs whose
    characters stand in it, in order: two and more where paragraphs run together. ``level`` and ``heading`` are those of
    the last source, as an editor that joins paragraphs leaves them; ``number`` is the first number among the sources if
    the last has one, since the joined paragraph takes that place in the list. ``bookmarks`` and ``comments`` are those of
    all sources. ``cell`` is the table cell it stands in, none in the body.
    """

    text: str
    raw: str
    number: str = ""
    level: int = 0
    heading: int = 0
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    cell: int | None = None


def view(tracked: Tracked, takes: Takes) -> tuple[Line, ...]:
    """The document with the changes that ``takes`` names, and no other. Linear.

    A paragraph whose end is out of the view runs on into the next of its cell; a table between them that is out of the
    view does not part them, one that stays does. The last paragraph of a cell, and of the body, always ends.
    """
    return lines(tracked.paragraphs, takes)


def original(tracked: Tracked) -> tuple[Line, ...]:
    """The document with every change rejected."""
    return view(tracked, lambda _: False)


def accepted(tracked: Tracked) -> tuple[Line, ...]:
    """The document with every change accepted."""
    return view(tracked, lambda _: True)


def wording_of(tracked: Tracked, party: str) -> tuple[Line, ...]:
    """The document with the changes of one party: those whose author lists it, ``KAZ`` in ``KAZ, RUS``."""
    return view(tracked, lambda mark: party in parties(mark.author))


def parties(author: str) -> tuple[str, ...]:
    """The names that an author's field lists."""
    return tuple(name for part in author.split(",") if (name := part.strip()))


def authors(tracked: Tracked) -> tuple[str, ...]:
    """The authors of changes as the file names them, in the order in which they first appear."""
    return tuple(dict.fromkeys(mark.author for mark in marks(tracked.paragraphs)))


def marks(paragraphs: Iterable[Paragraph]) -> Iterator[Mark]:
    """Every mark in the order of the text; one that marks several runs comes several times."""
    for paragraph in paragraphs:
        yield from paragraph.around
        for run in paragraph.runs:
            yield from run.marks
        yield from paragraph.end


def lines(paragraphs: Sequence[Paragraph], takes: Takes) -> tuple[Line, ...]:
    """``view`` of paragraphs that are not, or not yet, a whole document."""
    held = _Held(takes)
    groups = (
        _line(group[0], paragraphs[group[0]], held) if len(group) == 1 else _joint(group, paragraphs, held)
        for group in _joined(paragraphs, held)
    )
    return tuple([line for line in groups if line])


class _Held:
    """Whether what carries some marks is in the view; each tuple of marks is judged once."""

    def __init__(self, takes: Takes) -> None:
        self._takes = takes
        self._known: dict[tuple[Mark, ...], bool] = {(): True}

    def __call__(self, marks: tuple[Mark, ...]) -> bool:
        known = self._known.get(marks)
        if known is None:
            known = all(self._takes(mark) == (mark.kind == "inserted") for mark in marks)
            self._known[marks] = known
        return known


def _joined(paragraphs: Sequence[Paragraph], held: _Held) -> Iterator[list[int]]:
    """The indices of the paragraphs that are one in the view."""
    group: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.around and not held(paragraph.around):
            continue
        if group and paragraphs[group[-1]].cell != paragraph.cell:
            yield group
            group = []
        group.append(index)
        if not paragraph.end or held(paragraph.end):
            yield group
            group = []
    if group:
        yield group


def _line(index: int, paragraph: Paragraph, held: _Held) -> Line | None:
    """The line of a paragraph that stands alone, as nearly all do."""
    said = [run for run in paragraph.runs if not run.marks or held(run.marks)]
    raw = "".join([run.text for run in said])
    text = canonical(raw)
    if not text:
        return None
    comments = [name for run in said if run.comments for name in run.comments]
    return Line(
        text,
        raw,
        paragraph.number,
        paragraph.level,
        paragraph.heading,
        _once(paragraph.bookmarks),
        _once(comments),
        (index,),
        paragraph.cell,
    )


def _joint(group: list[int], paragraphs: Sequence[Paragraph], held: _Held) -> Line | None:
    """The line of paragraphs that run together."""
    texts = ["".join(run.text for run in paragraphs[index].runs if held(run.marks)) for index in group]
    raw = "".join(texts)
    text = canonical(raw)
    if not text:
        return None
    sources = tuple(index for index, words in zip(group, texts, strict=True) if words.strip())
    given = [paragraphs[index] for index in sources]
    last = given[-1]
    return Line(
        text,
        raw,
        number=next(paragraph.number for paragraph in given if paragraph.number) if last.number else "",
        level=last.level,
        heading=last.heading,
        bookmarks=_once(name for paragraph in given for name in paragraph.bookmarks),
        comments=_once(
            name for paragraph in given for run in paragraph.runs if held(run.marks) for name in run.comments
        ),
        sources=sources,
        cell=last.cell,
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names)) if names else ()
