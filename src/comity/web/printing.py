"""What may be printed of a text and in which formats: what a reader asked for, as a publication and the name of a file."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import NamedTuple
from urllib.parse import quote

from django.http import HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity import registry
from comity.core.errors import Refused
from comity.core.state import Text
from comity.formats.publication import Identifier, of_comparison, of_text
from comity.formats.publication.letterhead import revision
from comity.formats.publication.values import Publication
from comity.locale import say
from comity.web.desk import Desk
from comity.web.words import Words


class Format(NamedTuple):
    """A format by its name, its media type, the ending of its files, and the library that it needs (none: nothing)."""

    name: str | Promise
    type: str
    suffix: str
    library: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    "docx": Format("Word (DOCX)", f"{_OFFICE}.wordprocessingml.document", "docx", "docx"),
    "odt": Format("OpenDocument (ODT)", "application/vnd.oasis.opendocument.text", "odt", "odfdo"),
    "pdf": Format("PDF", "application/pdf", "pdf", "weasyprint"),
    "xlsx": Format("Excel (XLSX)", f"{_OFFICE}.spreadsheetml.sheet", "xlsx", "openpyxl"),
    "html": Format("HTML", "text/html; charset=utf-8", "html"),
    "txt": Format(_("Plain text"), "text/plain; charset=utf-8", "txt"),
    "md": Format("Markdown", "text/markdown; charset=utf-8", "md"),
    "akn": Format("Akoma Ntoso (XML)", "application/akn+xml", "xml", "lxml"),
}
_TABLE = ("docx", "xlsx", "pdf")
_MARKED = ("docx", "odt", "pdf", "html", "txt", "md")
_TEXT = (*_MARKED, "akn")

PRINTED: Mapping[str, tuple[str, ...]] = {
    "rolling": _TEXT,
    "clean": _TEXT,
    "adopted": _TEXT,
    "original": _TEXT,
    "delegation": _MARKED,
    "comparison": _MARKED,
    "table": _TABLE,
}
"""The formats in which each view may be had."""

VIEWS: Words = {
    "rolling": _("With all proposals"),
    "clean": _("Clean"),
    "adopted": _("If adopted"),
    "original": _("As tabled"),
    "delegation": _("The proposals of one delegation"),
    "comparison": _("Two revisions compared"),
    "table": _("Comparative table"),
}


class Asked(NamedTuple):
    """What a reader asked for; everything in it exists, except that the format may not fit the view."""

    view: str
    format: str
    tongue: str
    party: str
    old: int
    new: int

    @property
    def fits(self) -> bool:
        """Whether the view may be had in the format."""
        return self.format in PRINTED[self.view]


def asked(desk: Desk, text: Text, query: QueryDict, tongue: str) -> Asked:
    """What ``query`` asks for; what it leaves out or what does not exist is chosen for the reader."""
    last = len(text.revisions) - 1
    parties = authors(text)
    own = desk.code if desk.code in parties else next(iter(parties), "")
    return Asked(
        view=_one_of(query.get("view", ""), VIEWS, "rolling"),
        format=_one_of(query.get("format", ""), FORMATS, next(iter(formats()))),
        tongue=_one_of(query.get("in", ""), text.languages, tongue),
        party=_one_of(query.get("party", ""), parties, own),
        old=_number(query.get("old", ""), last, 0),
        new=_number(query.get("new", ""), last, last),
    )


def authors(text: Text) -> tuple[str, ...]:
    """The parties that sponsor proposals which stand in the rolling text, by code."""
    standing = (each for each in text.proposals.values() if each.state == "open" or each.id in text.accepted)
    return tuple(sorted({party for each in standing for party in each.sponsors}))


def formats() -> dict[str, Format]:
    """The formats that this installation can write."""
    return {key: each for key, each in FORMATS.items() if not each.library or find_spec(each.library)}


def publication(desk: Desk, text: Text, wanted: Asked) -> Publication:
    """What was asked for, from the state at this desk."""
    if wanted.view == "comparison":
        return of_comparison(desk.state, text, wanted.old, wanted.new, wanted.tongue)
    view = "rolling" if wanted.view == "table" else wanted.view
    party = wanted.party if view == "delegation" else ""
    if view == "delegation" and not party:
        raise Refused("no_delegation")
    head = registry.head(desk.log, desk.state.size)
    name = Identifier(desk.log, text.id, desk.state.size, wanted.tongue, view, party)  # type: ignore[arg-type] # one of the views
    return of_text(desk.state, head.root, name)


def names(text: Text, wanted: Asked) -> tuple[str, str]:
    """The name of the file, in ASCII for whoever reads no other, and in words."""
    suffix = FORMATS[wanted.format].suffix
    number = text.revisions[-1].number
    said = say(wanted.tongue, f"publication.view.{wanted.view}")
    of = revision(wanted.tongue, 0 if wanted.view == "original" else number)
    if wanted.view == "comparison":
        of = f"{revision(wanted.tongue, wanted.old)} – {revision(wanted.tongue, wanted.new)}"
    which = f" {wanted.party}" if wanted.view == "delegation" else ""
    plain = f"{text.id}-rev{number}-{wanted.view}{which.lower()}-{wanted.tongue}".replace(" ", "-")
    words = f"{text.symbol or text.id} {of}, {said}{which} ({wanted.tongue})"
    return f"{plain}.{suffix}", "".join("-" if sign in '/\\:*?"<>|' else sign for sign in words) + f".{suffix}"


def attached(data: bytes, kind: str, plain: str, words: str) -> HttpResponse:
    """A file to be kept, never shown in place (RFC 6266, section 4.3: the second name is for whoever can read it)."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(words, safe='')}"
    response["Cache-Control"] = "private, no-cache"
    return response


def _one_of(given: str, among: Mapping[str, object] | tuple[str, ...], otherwise: str) -> str:
    return given if given in among else otherwise


def _number(given: str, last: int, otherwise: int) -> int:
    return min(int(given), last) if given.isascii() and given.isdigit() and len(given) < 7 else otherwise  # noqa: PLR2004 - no text has a million revisions
