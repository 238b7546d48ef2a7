"""The comparative table as it is filed: for every provision a row for each thing that is asked, ready for any writer.

Words are those of the publication, to the letter. What goes and what comes in a wording is told three times: by the
spans of a redline, by a sentence under it, and, for a whole provision, by a word.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from comity.core.wording.sentence import sentences
from comity.formats.publication.arguing import reason
from comity.formats.publication.labels import labels
from comity.formats.publication.positions import positions
from comity.formats.publication.values import Offer, Publication
from comity.formats.redline import Span, spans
from comity.formats.table.entries import Entry, Row, table
from comity.formats.table.plain import said
from comity.locale import say

Column = Literal["provision", "base", "sponsors", "wording", "reason", "outcome"]
COLUMNS: tuple[Column, ...] = ("provision", "base", "sponsors", "wording", "reason", "outcome")
_TITLES = {"reason": "table.reason", "outcome": "table.outcome"}


class Filed(Struct, frozen=True):
    """One row. ``first`` says that its provision begins here; the cells of the provision are given in every row.

    ``base`` is empty for a provision that is added. ``wording`` is a redline of the base, without spans where no wording is
    proposed; ``told`` then says what is. ``sponsors`` names the proposal, too, where it has a name of its own.
    """

    provision: str
    base: str
    first: bool = True
    sponsors: str = ""
    wording: tuple[Span, ...] = ()
    told: str = ""
    reason: str = ""
    outcome: str = ""


def filed(publication: Publication, language: str) -> tuple[Filed, ...]:
    """The rows of the whole table, words around the wordings in ``language``; linear but for the redlines."""
    numbers = labels(publication)
    entries = table(publication.composition)
    return tuple(row for entry in entries for row in _rows(publication, numbers[entry.provision], entry, language))


def columns(rows: Sequence[Filed]) -> tuple[Column, ...]:
    """The columns in which something stands, those of the words always."""
    optional = {"reason": any(row.reason for row in rows), "outcome": any(row.outcome for row in rows)}
    return tuple(name for name in COLUMNS if optional.get(name, True))


def heading(column: Column, language: str) -> str:
    """What stands at the head of a column."""
    return say(language, _TITLES.get(column, f"table.{column}"))


def _rows(publication: Publication, number: str, entry: Entry, language: str) -> Iterator[Filed]:
    outcome = _outcome(publication, entry, language)
    if not entry.rows:
        yield Filed(number, entry.base, outcome=outcome)
    for at, row in enumerate(entry.rows):
        offers = [publication.offers[version] for version in row.versions]
        yield Filed(
            provision=number,
            base=entry.base,
            first=not at,
            sponsors=_sponsors(row, offers, language),
            wording=tuple(spans(entry.base, row.wording)) if row.wording else (),
            told=_told(entry, row, language),
            reason="\n".join(
                filter(
                    None, (part for version in row.versions for part in _argued(publication, version, entry, language))
                )
            ),
            outcome=outcome,
        )


def _sponsors(row: Row, offers: Sequence[Offer], language: str) -> str:
    """The codes, and each proposal by the name that people call it, with what became of it."""
    codes = ", ".join(row.sponsors)
    named = (
        offer.label if offer.state == "open" else f"{offer.label}: {say(language, f'table.state.{offer.state}')}"
        for offer in offers
        if offer.kind != "document"
    )
    return "\n".join((codes, *named))


def _argued(publication: Publication, version: str, entry: Entry, language: str) -> tuple[str, str]:
    return reason(publication, version, entry.provision), positions(publication.offers[version], language)


def _told(entry: Entry, row: Row, language: str) -> str:
    if not row.wording:
        return said(row, language)
    if not entry.base:
        return say(language, "table.new")
    return "; ".join(sentences(entry.base, row.wording, language, brief=True))


def _outcome(publication: Publication, entry: Entry, language: str) -> str:
    outcome = publication.outcomes.get(entry.provision)
    return "\n".join((say(language, f"table.outcome.{outcome.state}"), *outcome.notes)) if outcome else ""
