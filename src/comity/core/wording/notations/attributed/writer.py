"""Write a composition in attributed brackets, with marks where, and only where, the usual rule of spaces would err."""

from collections.abc import Iterator, Sequence

from comity.core.wording.notations.attributed.grammar import DELETE, EDGE, HEAD, SPACE, escaped, escaped_code, parse
from comity.core.wording.notations.attributed.spacing import LOOK, closes, opens, settled
from comity.core.wording.notations.attributed.strand import Place, Spoken, Strand, reading

ATTEMPTS = 4
"""Marking one site may unsettle its neighbours; after so many turns every site is marked."""


def written(truth: Strand) -> str:
    """The text that reads back as ``truth``. Linear: the text is written, read back, and marked where that differs."""
    exact: frozenset[int] = frozenset()
    for _ in range(ATTEMPTS):
        text = _Writer(exact).strand(truth, "")
        wrong = frozenset(_wrong(truth, settled(parse(text)), iter(range(len(text)))))
        if not wrong:
            return text
        exact |= wrong
    return _Writer(None).strand(truth, "")


def _wrong(truth: Strand, found: Strand, numbers: Iterator[int], outer: int | None = None) -> Iterator[int]:
    """The numbers of the places (in the order in which they open) that do not read back, or whose neighbour text does not."""
    last = outer
    for i, (place, other) in enumerate(zip(truth.places, found.places, strict=True)):
        number = next(numbers)
        if truth.texts[i] != found.texts[i]:
            yield from (wrong for wrong in _at_fault(truth.texts[i], found.texts[i], last, number) if wrong is not None)
        if place.alternatives != other.alternatives or (len(place.base.texts) == 1 and place.base != other.base):
            yield number
        yield from _wrong(place.base, other.base, numbers, number)
        last = number
    if truth.texts[-1] != found.texts[-1]:
        yield from (wrong for wrong in (last, outer) if wrong is not None)


def _at_fault(truth: str, found: str, before: int | None, after: int) -> tuple[int | None, ...]:
    """Which of the places around a text spoilt its spaces."""
    if truth.rstrip(" ") == found.rstrip(" ") != "":
        return (after,)
    return (before,) if truth.lstrip(" ") == found.lstrip(" ") != "" else (before, after)


class _Writer:
    """Writes places in the order in which they open; ``exact`` numbers those to be marked (None: all)."""

    def __init__(self, exact: frozenset[int] | None) -> None:
        self.exact, self.number = exact, 0

    def strand(self, strand: Strand, last: str) -> str:
        """The text of a strand, after output that ends in ``last``."""
        out = [escaped(strand.texts[0])]
        for i, place in enumerate(strand.places):
            last = (last + "".join(out[-2:]))[-LOOK:]
            out += self._place(place, last, beside=i > 0 and not strand.texts[i]), escaped(strand.texts[i + 1])
        return "".join(out)

    def _place(self, place: Place, last: str, *, beside: bool) -> str:
        """The brackets of a place; ``beside`` where they follow those of another place at once."""
        exact = self.exact is None or self.number in self.exact
        self.number += 1
        base = reading(place.base)
        if exact or (base and not base.strip(" ")):
            return self._exact(place, beside=beside)
        spoken = tuple((escaped(text.strip(" ")), parties) for text, parties in place.alternatives)
        apart = "" if not last or last.endswith(" ") or opens(last) else " "
        if not base:
            return apart + _insertion(spoken) + " " * any(text.endswith(" ") for text, _ in place.alternatives)
        body = self.strand(place.base, "[")
        left = apart if _only_deletes(spoken) and closes(base) else " " * body.startswith(" ")
        return left + _change(body.strip(" "), place, spoken) + " " * body.endswith(" ")

    def _exact(self, place: Place, *, beside: bool) -> str:
        """A place with the edges of its brackets marked, and nothing beside them that is not base text."""
        body = _edged(self.strand(place.base, "["), place.base.texts)
        spoken = [(_edged(escaped(text), (text,)), parties) for text, parties in place.alternatives]
        edges = (place.base.texts, *((text,) for text, _ in place.alternatives))
        mark = "" if any(texts[0].startswith(" ") or texts[-1].endswith(" ") for texts in edges) else EDGE
        if reading(place.base):
            return _change(mark + body, place, spoken)
        (text, parties), *rest = spoken
        return EDGE * beside + _insertion(((mark + text, parties), *rest))


def _change(body: str, place: Place, spoken: Sequence[Spoken]) -> str:
    """The brackets of a place whose base reading is written as ``body``, and its alternatives as ``spoken``."""
    if _only_deletes(spoken):
        return f"[{_head(spoken[0][1])}delete: {body}]"
    if HEAD.match(f"{body}]"):
        # It would read as a party: hide the colons of its first words, which stand before any inner bracket.
        body = body.replace(":", r"\:", place.base.texts[0].count(":"))
    return f"[{body}]{_insertion(spoken)}"


def _only_deletes(spoken: Sequence[Spoken]) -> bool:
    return len(spoken) == 1 and not spoken[0][0]


def _insertion(spoken: Sequence[Spoken]) -> str:
    """The brackets of alternatives whose texts are written already."""
    return "".join(f"[{_head(parties)}{_said(text)}]" for text, parties in spoken)


def _head(parties: Sequence[str]) -> str:
    return ", ".join(map(escaped_code, parties)) + ": "


def _said(text: str) -> str:
    """What stands in the bracket of an alternative; one that reads like the word ``delete`` gets a backslash."""
    if not text:
        return "delete"
    return f"\\{text}" if DELETE.match(text) else text


def _edged(body: str, texts: Sequence[str]) -> str:
    """A written text with marks for the spaces at its edges; ``texts`` are what it says outside inner places."""
    if texts[0].startswith(" "):
        body = SPACE + body[1:]
    return body[:-1] + SPACE if texts[-1].endswith(" ") and body.endswith(" ") else body
