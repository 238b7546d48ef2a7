"""The rolling text of a document in the notations of other houses: trade, the ITU, the footnotes of the EU."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import escape

from comity.core.wording.document import Unit
from comity.core.wording.notations import footnotes, itu, trade
from comity.formats import text
from comity.formats.html.page import element, prose
from comity.formats.html.page import page as document
from comity.formats.publication.arguing import reason
from comity.formats.publication.labels import numbered
from comity.formats.publication.values import Offer, Publication
from comity.formats.rolling import remark
from comity.formats.structure import Remark, lines


def write(publication: Publication, notation: str, language: str, markdown: bool = False) -> str:
    """The text in ``trade``, ``itu`` or ``footnotes``, a paragraph for each provision, proposal and note.

    Notes of footnotes are in ``language`` and stand at the end; in Markdown they are footnotes of its own.
    """
    return text.write(tuple(_NOTATIONS[notation](publication, language, markdown)))


def page(publication: Publication, notation: str, language: str) -> str:
    """The same as one self-contained page for a reader of ``language``."""
    tongue = publication.letterhead.language
    found = _NOTATIONS[notation](publication, language, False)
    body = "\n".join(prose(escape(words, quote=False), words, tongue) for words in found)
    title = element("h1", publication.letterhead.title)
    return document(publication.letterhead.title, language, f"<header>{title}</header>\n<main>\n{body}\n</main>")


def _trade(publication: Publication, _language: str, _markdown: bool) -> Iterator[str]:
    stances = _stances(publication.offers)
    for line in lines(publication.composition):
        if isinstance(line, Remark):
            yield f"[{'/'.join(line.sponsors)} propose: {remark(line)}]"
        else:
            yield numbered(publication, line, trade.render(line.composition, stances))


def _itu(publication: Publication, _language: str, _markdown: bool) -> Iterator[str]:
    sponsors = {version: offer.sponsors for version, offer in publication.offers.items()}
    counted: Counter[str] = Counter()
    for line in lines(publication.composition):
        if isinstance(line, Unit):
            number, reasons = numbered(publication, line, ""), _reasons(publication, line)
            yield from itu.render(line.composition, sponsors, reasons, counted, number).split("\n")
        elif line.kind != "moved_here":
            code = "/".join(line.sponsors)
            counted[code] += 1
            yield f"MOD {code}/{counted[code]} [{remark(line)}]"
            if why := _why_moved(publication, line):
                yield f"Reasons: {why}"


def _footnotes(publication: Publication, language: str, markdown: bool) -> Iterator[str]:
    stances = _stances(publication.offers)
    reservations = {version: offer.reservations for version, offer in publication.offers.items()}
    mark: Callable[[int], str] = "[^{}]".format if markdown else footnotes.raised
    body, notes = list[str](), list[str]()
    for line in lines(publication.composition):
        before = len(notes)
        if isinstance(line, Remark):
            why = _why_moved(publication, line)
            notes.append(f"{', '.join(line.sponsors)}: {remark(line)}" + f". Reason: {why}" * bool(why))
            words = mark(len(notes))
        else:
            beside = footnotes.Beside(stances, _reasons(publication, line), reservations)
            found = footnotes.annotated(line.composition, language, beside, len(notes) + 1, mark)
            notes += found.notes
            words = numbered(publication, line, found.text) if line.start < line.end else found.text
        _put(body, line, words, mark(before) if before else "")
    yield from body
    yield from (f"[^{n}]: {note}" if markdown else f"{n} {note}" for n, note in enumerate(notes, start=1))


def _put(body: list[str], line: Unit | Remark, words: str, before: str) -> None:
    """A paragraph of the base; what has no base words is a mark at the end of what stands before it.

    A comma parts it from ``before``, the last mark, where that stands there: ``⁹`` and ``¹⁰`` are not ``⁹¹⁰``.
    """
    if (isinstance(line, Unit) and line.start < line.end) or not body:
        body.append(words)
    else:
        body[-1] += "," * (before != "" and body[-1].endswith(before)) + words


_NOTATIONS: Mapping[str, Callable[[Publication, str, bool], Iterator[str]]] = {
    "trade": _trade,
    "itu": _itu,
    "footnotes": _footnotes,
}
NOTATED = tuple(_NOTATIONS)
"""The notations that this module writes."""


def _reasons(publication: Publication, unit: Unit) -> dict[str, str]:
    return {version: reason(publication, version, unit.id) for version in unit.composition.proposals}


def _why_moved(publication: Publication, line: Remark) -> str:
    """The reasons of those who move a unit away and leave its words; others give theirs with the words."""
    if line.kind != "moved_away":
        return ""
    unit = next(unit for unit in publication.composition.units if unit.id == line.unit)
    versions = (move.version for move in publication.composition.moves if move.unit == line.unit)
    silent = (version for version in versions if version not in unit.composition.proposals)
    asking = (version for version in silent if {*publication.offers[version].sponsors} <= {*line.sponsors})
    return " ".join(" ".join(dict.fromkeys(reason(publication, each, unit.id) for each in asking)).split())


def _stances(offers: Mapping[str, Offer]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {version: dict(offer.stances) for version, offer in offers.items()}
