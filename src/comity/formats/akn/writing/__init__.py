"""Akoma Ntoso 3.0 out: a publication as a statement, its pending proposals marked in the text and listed behind it."""

from lxml import etree

from comity.formats.akn.writing.amendments import amendments
from comity.formats.akn.writing.elements import child, root
from comity.formats.akn.writing.meta import Names, changes, identification, notes, references, work
from comity.formats.akn.writing.text import Text
from comity.formats.publication.values import Publication
from comity.formats.tracked.making import keys, laid
from comity.formats.tracked.values import Tracked
from comity.formats.tracked.views import marks


def write(publication: Publication) -> bytes:
    """A publication as an Akoma Ntoso document, valid against the schema of the standard, the same bytes each time.

    The form is what the United Nations' profile (AKN4UN, part 3) prescribes for resolutions: a ``statement`` with preface,
    preamble and main body. Each paragraph of ``tracked.making`` is one element, its number in ``num``. A proposal is an
    ``ins`` or ``del`` by its parties (``refersTo``) since an instant (``period``), with the alternative that it belongs to
    inside; an end of a paragraph that is proposed or struck is one with ``eol`` in it. Each version is an ``amendment``
    of the list in ``components``. Linear, but for what ``tracked.making`` needs.
    """
    tracked, heads = laid(publication)
    names = _names(publication, tracked)
    document = root()
    several = bool(publication.composition.versions)
    contains = "multipleVersions" if several else "originalVersion"
    statement = child(document, "statement", name="resolution", contains=contains)
    meta = child(statement, "meta")
    head = publication.letterhead
    identification(meta, head, work(head), "main")
    changes(meta, names.instants)
    labels = {version: offer.label or version for version, offer in publication.offers.items()}
    references(meta, names, publication.names, {**{version: version for version in names.versions}, **labels})
    notes(meta, publication.notices)
    text = Text(names, keys(publication))
    text.write(statement, tracked.paragraphs, heads)
    amendments(statement, publication, names, text.places)
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8")


def _names(publication: Publication, tracked: Tracked) -> Names:
    versions = publication.composition.versions
    parties = sorted({party for version in versions for party in version.sponsors})
    instants = sorted({mark.at for mark in marks(tracked.paragraphs) if mark.at is not None})
    return Names(
        parties={party: f"party_{number}" for number, party in enumerate(parties, start=1)},
        versions={version.id: f"version_{number}" for number, version in enumerate(versions, start=1)},
        instants={at: f"period_{number}" for number, at in enumerate(instants, start=1)},
    )
