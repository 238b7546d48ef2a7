"""A text for print: clean, with every proposal in brackets, or as one delegation's redline; the reasons at its end."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from comity.core.wording.document import Unit, split
from comity.formats.html.inline import redline, rolling
from comity.formats.html.page import element, wrapped
from comity.formats.pdf import sheet
from comity.formats.pdf.press import printed
from comity.formats.pdf.reasons import endnotes
from comity.formats.publication.labels import head_of
from comity.formats.publication.margins import kind
from comity.formats.publication.values import Head, Publication
from comity.formats.rolling import additions, escaped
from comity.formats.structure import Remark, lines, reading, told
from comity.formats.text import heading
from comity.locale import say

_REDLINED = {"delegation", "comparison"}
_HEADINGS = {"title": "h1", "annex": "h2", "heading": "h2"}
_DEEPEST = 3
_TAGS = re.compile("<[^>]*>")
_ENDLESS = re.compile(r"\S{36}")
_MARKS = re.compile("^((?:<(?:del|ins)>)?)#{1,6} ")


def write(publication: Publication) -> bytes:
    """The publication as a PDF/A-3u file, in the language of its text; see ``press.printed`` for what is refused."""
    language = publication.letterhead.language
    return printed(publication.letterhead, language, markup(publication), "document.css")


def markup(publication: Publication) -> str:
    """The body of the document as HTML; the visible text of a provision is its number and its wording, to the letter."""
    return "".join(_body(publication, publication.letterhead.language))


def _body(publication: Publication, language: str) -> Iterator[str]:
    head = publication.letterhead
    yield sheet.running(publication, language)
    yield sheet.letterhead(publication, kind(head, publication.names))
    if head.title and not any(each.kind == "title" for each in publication.heads):
        yield element("h1", head.title)
    yield "<main>"
    for line in lines(publication.composition):
        if isinstance(line, Remark):
            yield _remark(publication, line, language)
        else:
            yield from _provision(publication, line, language)
    yield "</main>"
    yield endnotes(publication, language)


def _provision(publication: Publication, unit: Unit, language: str) -> Iterator[str]:
    """A unit as one paragraph, or, where nobody touches it, as the paragraphs that it is."""
    if not unit.composition.proposals:
        heads = publication.heads[unit.start : unit.end]
        for head, words in zip(heads, split(unit.composition.base), strict=True):
            yield _paragraph(head, words, escape(words, quote=False))
    elif publication.letterhead.variant in _REDLINED and (wording := _single(unit)) is not None:
        base = unit.composition.base
        yield _paragraph(head_of(publication, unit), base or wording, redline(base, wording))
    else:
        words = rolling(unit.composition, language, grouped=False) if unit.start < unit.end else _added(unit, language)
        yield _paragraph(head_of(publication, unit), unit.composition.base, words)


def _single(unit: Unit) -> str | None:
    """What every version reads here, where all read the same."""
    wordings = {reading(unit, version) for version in unit.composition.proposals}
    return wordings.pop() if len(wordings) == 1 else None


def _added(unit: Unit, language: str) -> str:
    """Paragraphs that the base does not have, one pair of brackets for each wording."""
    new = element("span", say(language, "table.new") + ": ", "verb")
    return " ".join(_bracketed(each.sponsors, new + element("ins", escaped(each.text))) for each in additions(unit))


def _bracketed(sponsors: Iterable[str], words: str) -> str:
    opening, closing = element("span", "[", "bracket"), element("span", "]", "bracket")
    return opening + element("span", ", ".join(sponsors) + ": ", "sponsors") + words + closing


def _remark(publication: Publication, remark: Remark, language: str) -> str:
    """What is asked for a whole paragraph, in brackets before it; in a redline, where one party speaks, without them."""
    words = element("span", told(remark, language), "verb")
    if publication.letterhead.variant not in _REDLINED:
        words = _bracketed(remark.sponsors, words)
    return wrapped("p", words, "wording remark" + _endless(words))


def _paragraph(head: Head | None, base: str, words: str) -> str:
    """A paragraph or heading with its number hanging before it."""
    head = head or Head("")
    words = _MARKS.sub(r"\1", words) if heading(base) else words
    name = _HEADINGS.get(head.kind) or (("h1" if heading(base) == 1 else "h2") if heading(base) else "")
    if name:
        return wrapped(name, (escape(head.number) + " " if head.number else "") + words, head.kind)
    number = element("span", head.number, "number") + " " if head.number else ""
    hanging = "" if number else " unnumbered"
    return wrapped("p", number + words, f"wording level-{min(head.level, _DEEPEST)}{hanging}{_endless(words)}")


def _endless(words: str) -> str:
    """The class of a paragraph with a word that may not fit into a line."""
    return " endless" if _ENDLESS.search(_TAGS.sub("", words)) else ""
