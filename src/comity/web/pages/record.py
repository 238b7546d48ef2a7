"""The record of a consultation: every act as a sentence, the newest first."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from comity import registry
from comity.web import recorded
from comity.web.desk import Desk, at_desk
from comity.web.screen import asked, show

_SHOWN = 100


@require_GET
@at_desk
def record(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Acts before number ``before``; without one, the newest."""
    size = desk.state.size
    before = asked(request, "before")
    stop = size if before is None else min(before, size)
    start = max(stop - _SHOWN, 0)
    return show(
        request,
        "record.html",
        desk,
        acts=recorded.lines(desk, registry.entries(desk.log, start=start, stop=stop)),
        older=start,
        newer=min(stop + _SHOWN, size) if stop < size else None,
    )


urls = [path("c/<slug:log>/record/", record, name="record")]
