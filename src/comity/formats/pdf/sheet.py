"""What stands on every printed sheet: the letterhead, the running head, the record behind it, and the folio."""

from collections.abc import Iterator
from html import escape

from msgspec.structs import replace

from comity.formats.html.page import element, wrapped
from comity.formats.publication.margins import named, record
from comity.formats.publication.values import Publication
from comity.formats.structure import quote
from comity.locale import say


def running(publication: Publication, language: str) -> str:
    """The head of every page but the first, and the foot of every one. It stands before all else in the body."""
    return "".join(_running(publication, language))


def _running(publication: Publication, language: str) -> Iterator[str]:
    head = publication.letterhead
    remark = element("span", quote(head.remark), "remark") if head.remark else ""
    yield wrapped("div", remark + element("span", named(head) or quote(head.title)), "running")
    if head.record:
        yield element("div", record(replace(head, language=language)), "record")
    folio = escape(say(language, "print.page", page="\1", pages="\2"))
    places = folio.replace("\1", '<span class="page"></span>').replace("\2", '<span class="pages"></span>')
    yield wrapped("div", places, "folio")


def letterhead(publication: Publication, kind: str) -> str:
    """What stands at the top of the first page: the organ, symbol and revision, what this is, and its remarks."""
    head = publication.letterhead
    filed = named(head)
    parts = [
        element("p", filed, "symbol") if filed else "",
        element("p", head.organ, "organ") if head.organ else "",
        element("p", kind, "kind"),
        element("p", head.remark, "remark") if head.remark else "",
        *(element("p", notice, "notice") for notice in publication.notices),
    ]
    return wrapped("header", "".join(parts), "letterhead")


def parties(publication: Publication) -> str:
    """The codes that are printed and the names they stand for, empty where no names are known."""
    sponsors = {code for offer in publication.offers.values() for code in offer.sponsors}
    takers = {code for offer in publication.offers.values() for _, codes in offer.stances for code in codes}
    known = [code for code in sorted(sponsors | takers) if publication.names.get(code)]
    return "; ".join(f"{code} — {publication.names[code]}" for code in known)
