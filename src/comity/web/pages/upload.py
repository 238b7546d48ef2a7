"""A file that the capital sent: read, held against what was sent out, and its reader told what it proposes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods

from comity.core.errors import Refused, Unreadable
from comity.core.state import Text
from comity.registry.parts import MOST
from comity.web import enclosed, naming, sealing
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.pages.consultation import parties
from comity.web.pages.text import sheet_of
from comity.web.screen import REFUSED, show
from comity.web.submit import reason
from comity.web.uploaded import limit, uploaded
from comity.web.work import About, Read, Work, begin


@require_http_methods(["GET", "POST"])
@at_desk
def upload(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """Choose a file (GET); have it read (POST). The file itself is kept nowhere, unless it is to be enclosed (``web.sealing``)."""
    on = desk.text(text)
    if request.method == "GET":
        return _page(request, desk, on)
    try:
        found = _read(request, desk, on)
    except (Refused, Unreadable) as refused:
        return _page(request, desk, on, reason(refused))
    failure = found.failure()
    if failure is None:
        return redirect("understood" if found.done else "work", desk.log, text, found.id)
    enclosed.dropped(desk.account.pk, found.about.facts)
    found.cancel()
    return _page(request, desk, on, reason(failure))


def _read(request: HttpRequest, desk: Desk, text: Text) -> Work:
    file, name = uploaded(request)
    sponsor = request.POST.get("sponsor", "")
    facts = {
        "what": "read",
        "words": name,
        "tongue": sheet_of(request, desk, text).tongue,
        "sponsor": sponsor if desk.is_secretariat and sponsor in desk.state.parties else "",
    }
    tongue = request.POST.get("in", "")
    if tongue in text.languages:
        facts["tongue"] = tongue
    data = file.read()
    sealing.sweep(desk.account.pk)
    if request.POST.get("enclose"):
        facts |= enclosed.wished(desk.account.pk, data, name)
    return begin(About(desk.account.pk, desk.log, text.id, facts), Read(data, name))


def _page(request: HttpRequest, desk: Desk, text: Text, refusal: str = "") -> HttpResponse:
    return show(
        request,
        "upload.html",
        desk,
        status=REFUSED if refusal else 200,
        text=text,
        limit=limit(),
        enclosable=MOST // 1024**2,
        enclose=request.POST.get("enclose"),
        tongue=request.POST.get("in", "") or sheet_of(request, desk, text).tongue,
        tongues=naming.tongues(text),
        sponsors=parties(desk.state) if desk.is_secretariat else (),
        refusal=refusal,
    )


urls = [path("c/<slug:log>/t/<slug:text>/upload/", upload, name="upload")]
