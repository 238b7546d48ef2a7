"""The record of a consultation: every act as a sentence, the newest first."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from comity import registry
from comity.web import recorded
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.screen import asked, show

_SHOWN = 100
_MOST = 1000
"""Acts told at most, page by page and grouped by subject."""


@require_GET
@at_desk
def record(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Acts before number ``before``, without one the newest; or what the acts from number ``since`` on did."""
    size = desk.state.size
    since = asked(request, "since")
    if since is not None:
        return _since(request, desk, min(max(since, size - _MOST), size))
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


def _since(request: HttpRequest, desk: Desk, since: int) -> HttpResponse:
    subjects = recorded.grouped(desk, since)
    acts = max(desk.state.size - since, 0)
    return show(request, "since.html", desk, subjects=subjects, since=since, acts=acts)


urls = [path("c/<slug:log>/record/", record, name="record")]
