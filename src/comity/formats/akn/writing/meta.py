"""What a document says of itself: which work, expression and file it is (FRBR), when it was changed, who is named in it."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from lxml.etree import _Element
from msgspec import Struct

from comity.formats.akn.names import LANGUAGES
from comity.formats.akn.writing.elements import child
from comity.formats.publication import read_identifier
from comity.formats.publication.values import Letterhead
from comity.formats.tracked.values import Mark

SOURCE = "#comity"
_NOBODY = "xx"
"""Where there is no organ: a code that ISO 3166-1 leaves to users and gives to no country."""


class Names(Struct, frozen=True):
    """How the document names what it refers to: parties, versions, and instants of changes, each by its ``eId``."""

    parties: Mapping[str, str]
    versions: Mapping[str, str]
    instants: Mapping[int, str]

    def of(self, author: str) -> str:
        """References to all parties of an author's field."""
        return " ".join(f"#{self.parties[party]}" for party in author.split(", ") if party in self.parties)

    def at(self, mark: Mark) -> str:
        """A reference to the interval that begins with a change."""
        known = self.instants.get(mark.at) if mark.at is not None else None
        return f"#{known}" if known else ""


def identification(meta: _Element, head: Letterhead, path: str, component: str) -> None:
    """FRBR (AKN-NC 4): ``path`` is that of the work, ``component`` of this document in it."""
    language = LANGUAGES.get(head.language.partition("-")[0], head.language)
    levels = (
        ("FRBRWork", path),
        ("FRBRExpression", f"{path}/{language}@"),
        ("FRBRManifestation", f"{path}/{language}@"),
    )
    holder = child(meta, "identification", source=SOURCE)
    for level, uri in levels:
        ending = ".akn" if level == "FRBRManifestation" else ""
        element = child(holder, level)
        child(element, "FRBRthis", value=f"{uri}/!{component}{ending}")
        child(element, "FRBRuri", value=f"{uri}{ending}")
        if level == "FRBRExpression" and head.identifier:
            child(element, "FRBRalias", name="comity", value=head.identifier)
        child(element, "FRBRdate", date=date(head), name="generation")
        child(element, "FRBRauthor", href=SOURCE, as_="#editor")
        if level == "FRBRWork":
            _work(element, head)
        elif level == "FRBRExpression":
            child(element, "FRBRlanguage", language=language)


def _work(element: _Element, head: Letterhead) -> None:
    child(element, "FRBRcountry", value=authority(head))
    child(element, "FRBRsubtype", value="resolutionDraft")
    for tag, value in (("FRBRnumber", head.symbol), ("FRBRname", head.title)):
        if value:
            child(element, tag, value=value)


def work(head: Letterhead) -> str:
    """The path of the work: authority, kind, date, number (AKN-NC 4.4)."""
    number = _slug(head.symbol) or _slug(head.identifier.partition("@")[0]) or "draft"
    return f"/akn/{authority(head)}/statement/resolutionDraft/{date(head)}/{number}"


def authority(head: Letterhead) -> str:
    """Who the document is of: the consultation's log, else the organ or the symbol's first part, else nobody known."""
    known = read_identifier(head.identifier)
    return known.log if known else _slug(head.organ) or _slug(head.symbol.partition("/")[0]) or _NOBODY


def date(head: Letterhead) -> str:
    """The day of the record's last act; the beginning of 1970 where there is no record."""
    return datetime.fromtimestamp(head.at // 1000, UTC).date().isoformat()


def _slug(words: str) -> str:
    return quote(re.sub(r"[\W_]+", "-", words.lower()).strip("-"))


def changes(meta: _Element, instants: Mapping[int, str]) -> None:
    """The events that changes begin with, and the intervals that text refers to."""
    if not instants:
        return
    events = child(meta, "lifecycle", source=SOURCE)
    groups = child(meta, "temporalData", source=SOURCE)
    for at, group in instants.items():
        event = group.replace("period", "event")
        when = datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        child(events, "eventRef", eId=event, date=when, source=SOURCE, type="amendment")
        interval = child(groups, "temporalGroup", eId=group)
        child(interval, "timeInterval", start=f"#{event}", refersTo="#proposed")


def references(meta: _Element, names: Names, full: Mapping[str, str], labels: Mapping[str, str]) -> None:
    """Everybody and everything that the text refers to."""
    holder = child(meta, "references", source=SOURCE)
    ontology = "/akn/ontology"
    child(holder, "TLCOrganization", eId=SOURCE[1:], href=f"{ontology}/organization/comity", showAs="Comity")
    child(holder, "TLCRole", eId="editor", href=f"{ontology}/role/editor", showAs="Editor")
    child(holder, "TLCConcept", eId="proposed", href=f"{ontology}/concept/proposed", showAs="Proposed")
    for party, known in names.parties.items():
        href = f"{ontology}/organization/{quote(party, safe='')}"
        child(holder, "TLCOrganization", eId=known, href=href, showAs=full.get(party) or party, shortForm=party)
    for version, known in names.versions.items():
        href = f"{ontology}/concept/proposal/{quote(version, safe='')}"
        child(holder, "TLCConcept", eId=known, href=href, showAs=labels[version])


def notes(meta: _Element, notices: Iterable[str]) -> None:
    """What the file leaves out."""
    given = list(notices)
    if given:
        holder = child(meta, "notes", source=SOURCE)
        for number, notice in enumerate(given, start=1):
            child(child(holder, "note", eId=f"note_{number}"), "p", notice)
