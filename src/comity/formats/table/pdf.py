"""The comparative table for print: PDF/A-3u, across the sheet."""

from collections.abc import Iterator, Sequence
from html import escape

from comity.formats.html.page import element, wrapped
from comity.formats.pdf import sheet
from comity.formats.pdf.press import printed
from comity.formats.publication.values import Publication
from comity.formats.redline import Span
from comity.formats.table.filed import Column, Filed, columns, filed, heading
from comity.locale import say

_MARKS = {"deleted": "del", "inserted": "ins"}


def write(publication: Publication, language: str = "") -> bytes:
    """The table of a publication as a PDF/A-3u file, in ``language`` or that of the text.

    See ``pdf.press.printed`` for what is refused.
    """
    language = language or publication.letterhead.language
    return printed(publication.letterhead, language, markup(publication, language), "wide.css")


def markup(publication: Publication, language: str) -> str:
    """The body of the document as HTML."""
    return "".join(_body(publication, language))


def _body(publication: Publication, language: str) -> Iterator[str]:
    yield sheet.running(publication, language)
    yield sheet.letterhead(publication, say(language, "table.heading"))
    yield element("h1", publication.letterhead.title or say(language, "table.heading"))
    rows = filed(publication, language)
    shown = columns(rows)
    head = "".join(element("th", heading(name, language), f"c-{name}", scope="col") for name in shown)
    yield f"<main><table><thead>{wrapped('tr', head)}</thead><tbody>"
    for row in rows:
        yield wrapped("tr", "".join(_cells(row, shown, publication.letterhead.language, language)), _kind(row))
    yield "</tbody></table></main>"


def _kind(row: Filed) -> str:
    return "first" if row.first else "more"


def _cells(row: Filed, shown: Sequence[Column], tongue: str, language: str) -> Iterator[str]:
    """The cells of a row, with the number of its provision; what is said of the whole provision stands in its first row."""
    base = escape(row.base, quote=False) or wrapped("em", escape(say(language, "table.new")))
    cells = {
        "provision": element("th", row.provision, scope="row"),
        "base": wrapped("td", base if row.first else "", "words", lang=tongue),
        "sponsors": wrapped("td", _lines(row.sponsors), "asked"),
        "wording": wrapped("td", redlined(row.wording) + _told(row.told, language), "words asked", lang=tongue),
        "reason": wrapped("td", _lines(row.reason), "asked"),
        "outcome": wrapped("td", _lines(row.outcome) if row.first else ""),
    }
    yield from (cells[name] for name in shown)


def redlined(wording: Sequence[Span]) -> str:
    """A redline as inline HTML, exact to the space."""
    return "".join(
        element(_MARKS[span.kind], span.text) if span.kind in _MARKS else escape(span.text, quote=False)
        for span in wording
    )


def _told(sentence: str, language: str) -> str:
    return wrapped("p", escape(sentence, quote=False), "told", lang=language) if sentence else ""


def _lines(words: str) -> str:
    return "".join(element("p", line) for line in words.split("\n")) if words else ""
