"""The comparative table as a page, for the screen and for A4."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from comity.core.wording.document import DocumentComposition
from comity.formats.html.inline import redline
from comity.formats.html.page import element, page, wrapped
from comity.formats.script import tongue
from comity.formats.summary import summed
from comity.formats.table.entries import Entry, Row, Run
from comity.formats.table.plain import said, untouched
from comity.locale import say

COLUMNS = ("provision", "base", "sponsors", "wording")


def write(groups: Sequence[Entry | Run], composition: DocumentComposition, language: str, title: str) -> str:
    """A self-contained page; on a narrow screen each row is a small stack with the names of its columns."""
    lang = tongue(" ".join(unit.composition.base for unit in composition.units))
    header = (
        element("p", say(language, "table.title"), "kind")
        + element("h1", title)
        + element("p", summed(composition, language), "summary")
    )
    head = wrapped("tr", "".join(element("th", say(language, f"table.{name}"), scope="col") for name in COLUMNS))
    rows = "\n".join(_rows(groups, language, lang))
    table = wrapped("table", f"{wrapped('thead', head)}\n<tbody>\n{rows}\n</tbody>", "comparative")
    return page(title, language, f"<header>{header}</header>\n<main>\n{table}\n</main>")


def _rows(groups: Iterable[Entry | Run], language: str, lang: str) -> Iterator[str]:
    for group in groups:
        if isinstance(group, Run):
            yield wrapped("tr", element("td", untouched(group, language), "run", colspan=str(len(COLUMNS))))
            continue
        span = {"rowspan": str(len(group.rows))} if len(group.rows) > 1 else {}
        base = element("span", group.base) if group.base else element("em", say(language, "table.new"), lang=language)
        first = _number(group, span) + wrapped(
            "td", base, "wording", lang=lang, **{"data-label": say(language, "table.base")}, **span
        )
        for row in group.rows:
            yield wrapped("tr", first + _asked(group, row, language, lang))
            first = ""


def _number(entry: Entry, span: Mapping[str, str]) -> str:
    """The head of the rows of a provision; an empty cell is the head of nothing."""
    if not entry.provision:
        return wrapped("td", "", **span)
    return element("th", entry.provision, scope="rowgroup" if span else "row", **span)


def _asked(entry: Entry, row: Row, language: str, lang: str) -> str:
    """The cells of one wording: who asks, and for what."""
    sponsors = element("span", ", ".join(row.sponsors), "sponsors")
    if row.wording:
        words = wrapped("td", redline(entry.base, row.wording), "wording", lang=lang)
    else:
        words = wrapped("td", wrapped("em", escape(said(row, language), quote=False)))
    return wrapped("td", sponsors) + words
