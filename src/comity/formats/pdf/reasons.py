"""The end of a printed text: why each proposal is made, and who stands where on it."""

from collections.abc import Iterator
from html import escape

from comity.formats.html.page import element, wrapped
from comity.formats.pdf import sheet
from comity.formats.publication.arguing import reasons
from comity.formats.publication.labels import label
from comity.formats.publication.positions import positions
from comity.formats.publication.values import Offer, Publication
from comity.locale import say


def endnotes(publication: Publication, language: str) -> str:
    """A note for each proposal with a reason or a position on it, in the order of the text; empty where there is none."""
    notes = "".join(_notes(publication, language))
    if not notes:
        return ""
    known = sheet.parties(publication)
    key = element("p", known, "key") if known else ""
    return wrapped("section", element("h2", say(language, "print.reasons"), "endnotes") + key + notes, "endnotes")


def _notes(publication: Publication, language: str) -> Iterator[str]:
    places = _places(publication, language)
    for version in publication.composition.versions:
        offer = publication.offers[version.id]
        given = " ".join(
            f"{called}: {words}" if called else words for called, words in reasons(publication, version.id)
        )
        if given or offer.stances:
            yield _note(offer, places.get(version.id, ""), given, language)


def _note(offer: Offer, place: str, reason: str, language: str) -> str:
    named = " · ".join(dict.fromkeys(filter(None, (offer.label, place, ", ".join(offer.sponsors)))))
    stands = positions(offer, language)
    return wrapped(
        "p",
        element("span", named, "label")
        + (" " + escape(reason, quote=False) if reason else "")
        + (element("span", stands, "positions") if stands else ""),
        "note",
    )


def _places(publication: Publication, language: str) -> dict[str, str]:
    """Where each version stands: the numbers of the provisions that each version touches, by version id."""
    composition = publication.composition
    labels = {unit.id: label(publication, unit).rstrip(".") for unit in composition.units}
    touched = [(version, unit.id) for unit in composition.units for version in unit.composition.proposals]
    touched += [(move.version, move.unit) for move in composition.moves]
    found: dict[str, list[str]] = {}
    for version, unit in touched:
        found.setdefault(version, []).append(labels[unit])
    named = {version: ", ".join(dict.fromkeys(filter(None, places))) for version, places in found.items()}
    return {version: say(language, "print.place", label=places) for version, places in named.items() if places}
