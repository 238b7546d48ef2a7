"""A revision as it was issued: its hash, and what became of each proposal that was pending."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from comity.web import fates, naming
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.screen import show


@require_GET
@at_desk
def revision(request: HttpRequest, desk: Desk, text: str, number: int) -> HttpResponse:
    """Revision ``number``; 0 is the draft as tabled."""
    on = desk.text(text)
    if number >= len(on.revisions):
        raise Http404(number)
    found = on.revisions[number]
    return show(
        request,
        "revision.html",
        desk,
        text=on,
        revision=found,
        heading=naming.revision(number),
        before=number - 1,
        fates=fates.fates(desk, on, found.accepted, found.met, found.carried, found.broken) if number else (),
    )


urls = [path("c/<slug:log>/t/<slug:text>/revision/<int:number>/", revision, name="revision")]
