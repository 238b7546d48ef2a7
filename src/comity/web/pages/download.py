"""A text to take away: any view of it, in any language of it, in any format; the usual ones by one link."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from comity.core.errors import Refused
from comity.core.state import Text
from comity.web import naming, printing
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.pages import work as work_page
from comity.web.pages.text import as_of, sheet_of
from comity.web.printing import Asked
from comity.web.screen import REFUSED, show
from comity.web.submit import reason
from comity.web.work import About, Print, begin


@dataclass(frozen=True)
class Usual:
    """What most people come for, by one link."""

    label: str | Promise
    hint: str | Promise
    address: str


_USUAL = (
    (
        "rolling",
        "docx",
        _("Word, with all proposals"),
        _("Tracked changes, one author a delegation, reasons as comments."),
    ),
    ("clean", "docx", _("Word, clean"), _("The text as it stands, to be worked on with tracked changes.")),
    ("clean", "pdf", _("PDF, clean"), _("To read, to print and to archive.")),
    ("table", "xlsx", _("Comparative table, Excel"), _("Base, every wording with its reason, outcome.")),
)


@require_GET
@at_desk
def download(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """What there is to take away, as of now or as of one act (``at``)."""
    desk, _past = as_of(desk, request)
    return _page(request, desk, desk.text(text))


@require_GET
@at_desk
def file(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """The file asked for; where it takes more than a moment, the page that shows how far it is."""
    then, _past = as_of(desk, request)
    on = then.text(text)
    wanted = printing.asked(then, on, request.GET, sheet_of(request, then, on).tongue)
    if not wanted.fits or wanted.format not in printing.formats():
        return _page(request, then, on, _unfit(wanted))
    try:
        publication = printing.publication(then, on, wanted)
        found = begin(_about(then, on, wanted, request.GET), Print(publication, _task(wanted)))
    except Refused as refused:
        return _page(request, then, on, reason(refused))
    if found.done:
        return work_page.given(found)
    return redirect("work", desk.log, text, found.id)


def _task(wanted: Asked) -> str:
    return f"table-{wanted.format}" if wanted.view == "table" else wanted.format


def _unfit(wanted: Asked) -> str:
    named = (str(each.name) for key, each in printing.formats().items() if key in printing.PRINTED[wanted.view])
    return reason(Refused("format_unfit", view=str(printing.VIEWS[wanted.view]), formats=", ".join(named)))


def _about(desk: Desk, text: Text, wanted: Asked, query: QueryDict) -> About:
    plain, words = printing.names(text, wanted)
    facts = {"what": "print", "plain": plain, "words": words, "type": printing.FORMATS[wanted.format].type}
    return About(desk.account.pk, desk.log, text.id, {**facts, "query": query.urlencode()})


def _page(request: HttpRequest, desk: Desk, text: Text, refusal: str = "") -> HttpResponse:
    wanted = printing.asked(desk, text, request.GET, sheet_of(request, desk, text).tongue)
    at = request.GET.get("at", "")
    return show(
        request,
        "download.html",
        desk,
        status=REFUSED if refusal else 200,
        text=text,
        revision=naming.revision(text.revisions[-1].number),
        at=at,
        wanted=wanted,
        usual=_usual(desk, text, wanted.tongue, at),
        views=printing.VIEWS.items(),
        formats=printing.formats().items(),
        parties=printing.authors(text),
        revisions=[(each.number, naming.revision(each.number)) for each in text.revisions],
        tongues=naming.tongues(text),
        refusal=refusal,
    )


def _usual(desk: Desk, text: Text, tongue: str, at: str) -> list[Usual]:
    known = printing.formats()
    address = reverse("download-file", args=(desk.log, text.id))
    found = []
    for view, form, label, hint in _USUAL:
        query = QueryDict(mutable=True)
        query.update({"view": view, "format": form, "in": tongue, **({"at": at} if at else {})})
        if form in known:
            found.append(Usual(label, hint, f"{address}?{query.urlencode()}"))
    return found


urls = [
    path("c/<slug:log>/t/<slug:text>/download/", download, name="download"),
    path("c/<slug:log>/t/<slug:text>/download/file/", file, name="download-file"),
]
