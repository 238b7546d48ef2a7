"""Pending proposals as a list of amendments: who proposes what, in which provision, and why."""

from collections.abc import Mapping

from lxml.etree import _Element

from comity.core.wording.document import Move, Unit, Version, split
from comity.core.wording.project import project
from comity.core.wording.values import Part, Site
from comity.formats.akn.writing.elements import child, put
from comity.formats.akn.writing.meta import Names, identification, work
from comity.formats.publication.arguing import reasons
from comity.formats.publication.values import Offer, Publication
from comity.locale import say

_QUOTES = {"startQuote": "“", "endQuote": "”"}


def amendments(statement: _Element, publication: Publication, names: Names, places: Mapping[str, str]) -> None:
    """One ``amendment`` for each version; ``places`` are the ``eId`` of provisions in the statement."""
    if not publication.composition.versions:
        return
    outer = child(child(statement, "components", eId="cmpnts"), "component", eId="cmp_amendments")
    listed = child(outer, "amendmentList", name="proposals")
    _meta(listed, publication, "amendments")
    body = child(listed, "collectionBody")
    for version in publication.composition.versions:
        known = names.versions[version.id]
        amendment = child(child(body, "component", eId=f"cmp_{known}"), "amendment", name="proposal")
        _meta(amendment, publication, f"amendments/{known}")
        _Amendment(publication, names, places, version).write(child(amendment, "amendmentBody"))


def _meta(element: _Element, publication: Publication, component: str) -> None:
    """Which document a part is; whom it names, the references of the whole document say."""
    identification(child(element, "meta"), publication.letterhead, work(publication.letterhead), component)


def _label(offer: Offer | None, version: Version) -> str:
    return (offer.label if offer else "") or version.id


class _Amendment:
    """One version as an amendment of the base."""

    def __init__(self, publication: Publication, names: Names, places: Mapping[str, str], version: Version) -> None:
        self._publication = publication
        self._names = names
        self._places = places
        self._version = version
        self._known = names.versions[version.id]
        self._count = 0

    def write(self, body: _Element) -> None:
        offer = self._publication.offers.get(self._version.id)
        heading = child(child(body, "amendmentHeading"), "p")
        put(heading, f"{_label(offer, self._version)}: ")
        for party in self._version.sponsors:
            if party != self._version.sponsors[0]:
                put(heading, ", ")
            name = self._publication.names.get(party) or party
            child(heading, "docProponent", name, refersTo=f"#{self._names.parties[party]}")
        content = child(body, "amendmentContent")
        for unit in self._publication.composition.units:
            if self._version.id in unit.composition.proposals:
                self._unit(content, unit)
        for move in self._publication.composition.moves:
            if move.version == self._version.id:
                self._move(content, move)
        if offer and (offer.rationale or offer.reasons):
            justification = child(body, "amendmentJustification")
            for called, words in reasons(self._publication, self._version.id):
                for line in (f"{called}: {words}" if called else words).split("\n"):
                    child(justification, "p", line)

    def _unit(self, content: _Element, unit: Unit) -> None:
        """What becomes of one unit: words for words where it stays one paragraph, else paragraphs for paragraphs."""
        old, new = split(unit.composition.base), split(project(unit.composition, self._version.id))
        mod = self._mod(content)
        for place in range(unit.start, unit.end):
            self._ref(mod, place)
            put(mod, ", " if place + 1 < unit.end else ": ")
        if unit.start == unit.end:
            self._ref(mod, unit.start - 1)
            put(mod, " + ")
        if len(old) == 1 and len(new) <= 1:
            child(mod, "quotedText", old[0], **_QUOTES)
            put(mod, " \u2192 ")
            child(mod, "quotedText", "".join(new), **_QUOTES)
            return
        for number, paragraphs in enumerate(filter(None, (old, new))):
            put(mod, " \u2192 " if number else "")
            structure = child(
                mod, "quotedStructure", eId=f"{self._known}__quoted_{self._count}_{number + 1}", **_QUOTES
            )
            for paragraph in paragraphs:
                child(structure, "p", paragraph)

    def _move(self, content: _Element, move: Move) -> None:
        units = {unit.id: unit for unit in self._publication.composition.units}
        language = self._publication.letterhead.language
        mod = self._mod(content)
        self._named(mod, units[move.unit])
        put(mod, f" {say(language, 'akn.after' if move.after else 'akn.first')} ")
        if move.after:
            self._named(mod, units[move.after])

    def _named(self, mod: _Element, unit: Unit) -> None:
        """A unit by its first paragraph, or by the words that are added."""
        if unit.start < unit.end:
            self._ref(mod, unit.start)
        else:
            words = next((split(each) for part in unit.composition.parts for each in _proposed(part)), ())
            child(mod, "quotedText", " ".join(words), **_QUOTES)

    def _mod(self, content: _Element) -> _Element:
        self._count += 1
        return child(child(content, "p"), "mod", eId=f"{self._known}__mod_{self._count}")

    def _ref(self, mod: _Element, place: int) -> None:
        """A reference to a base paragraph; before the first there is nothing to refer to."""
        if place >= 0:
            head = self._publication.heads[place]
            where = self._places.get(head.provision, "mainBody")
            child(mod, "ref", head.number or str(place + 1), href=f"#{where}")


def _proposed(part: Part) -> tuple[str, ...]:
    return tuple(each.text for each in part.alternatives) if isinstance(part, Site) else ()
