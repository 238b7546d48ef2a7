"""Why a version wants what it wants: for all of it, or unit by unit."""

from collections.abc import Iterator

from msgspec.structs import replace

from comity.core.wording.compose import compose
from comity.core.wording.document import DocumentComposition, Unit, joined, project_document, split
from comity.core.wording.project import project
from comity.formats.publication.labels import labels
from comity.formats.publication.values import Publication
from comity.formats.structure import quoted


def reason(publication: Publication, version: str, unit: str) -> str:
    """Why a version wants what it wants of a unit: the reason it gives there, else that of the whole version."""
    offer = publication.offers[version]
    return offer.reasons.get(unit, offer.rationale)


def reasons(publication: Publication, version: str) -> Iterator[tuple[str, str]]:
    """All that a version gives as reasons: that of the whole under ``""``, then each by what its unit is called.

    A unit is called by its number, one without a number is quoted. In the order of the text; linear.
    """
    offer = publication.offers[version]
    if offer.rationale:
        yield "", offer.rationale
    if offer.reasons:
        numbers = labels(publication)
        for unit in publication.composition.units:
            if unit.id in offer.reasons:
                called = numbers[unit.id].rstrip(".") or quoted(unit.composition.base or _reading(unit, version))
                yield called, offer.reasons[unit.id]


def units_read(composition: DocumentComposition, version: str) -> tuple[str, ...]:
    """The id of the unit in which each paragraph of ``project_document`` of a version stands. Linear."""
    named = (replace(unit, composition=compose(_named(unit, version), ())) for unit in composition.units)
    return project_document(replace(composition, units=tuple(named)), version)


def _named(unit: Unit, version: str) -> str:
    """As many paragraphs as the version has there, each of which is the unit's id."""
    return joined([unit.id] * len(split(_reading(unit, version))))


def _reading(unit: Unit, version: str) -> str:
    return project(unit.composition, version if version in unit.composition.proposals else None)
