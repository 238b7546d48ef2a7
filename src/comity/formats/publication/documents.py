"""A publication of documents that no record stands behind: a base and the parties' files."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from comity.core.wording.document import DocumentComposition, split
from comity.formats.publication.values import Head, Letterhead, Offer, Publication
from comity.formats.text import heading


def of_documents(
    composition: DocumentComposition,
    letterhead: Letterhead,
    numbers: Sequence[str] = (),
    rationales: Mapping[str, str] = {},
    notices: tuple[str, ...] = (),
) -> Publication:
    """The rolling text of ``comity compose``, under a head that the caller knows.

    ``numbers`` are the automatic numbers of the base paragraphs, one each, where its file has them. ``rationales`` are
    by version id.
    """
    base = [paragraph for unit in composition.units for paragraph in split(unit.composition.base)]
    labels = [*numbers, *[""] * (len(base) - len(numbers))]
    offers = {
        version.id: Offer(version.id, "document", version.sponsors, rationales.get(version.id, ""))
        for version in composition.versions
    }
    return Publication(
        letterhead=letterhead,
        composition=composition,
        heads=tuple(
            _as_heading(Head(str(n), number=labels[n - 1]), heading(words), first=n == 1)
            for n, words in enumerate(base, start=1)
        ),
        offers=offers,
        notices=notices,
    )


def with_headings(publication: Publication, levels: Sequence[int]) -> Publication:
    """The same with the headings of its base paragraphs as its file has them: their levels from 1, or 0, one each."""
    heads = (
        _as_heading(head, level, first=n == 0)
        for n, (level, head) in enumerate(zip(levels, publication.heads, strict=True))
    )
    return replace(publication, heads=tuple(heads))


def dated(publication: Publication, instants: Mapping[str, int]) -> Publication:
    """The same with the instants at which its versions were made, in milliseconds, by version id."""
    offers = {name: replace(offer, at=instants.get(name, offer.at)) for name, offer in publication.offers.items()}
    return replace(publication, offers=offers)


def argued(publication: Publication, reasons: Mapping[str, Mapping[str, str]]) -> Publication:
    """The same with the reasons of single units, by version id and unit id."""
    offers = {name: replace(offer, reasons=reasons.get(name, {})) for name, offer in publication.offers.items()}
    return replace(publication, offers=offers)


def _as_heading(head: Head, level: int, *, first: bool) -> Head:
    """A heading of that level, of which the first of all may be the title; at level 0, what it is anyway.

    Under a title headings are of level 2 and more, and the level of their head counts from there.
    """
    if not level:
        return head
    if level == 1 and first:
        return replace(head, kind="title")
    return replace(head, kind="heading", level=max(level - 2, 0))
