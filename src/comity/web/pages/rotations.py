"""How the host's key of a log was passed on: the notes that old and new keys signed, for programs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from comity.registry.hostkeys import rotations as notes
from comity.web.desk import Desk
from comity.web.entrance import at_log


@require_safe
@at_log
def rotations(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All of them, the oldest first; nothing where the first key still signs."""
    del request
    headers = {"Cache-Control": "private, no-cache"}
    return HttpResponse(notes(desk.log), content_type="text/plain; charset=utf-8", headers=headers)


urls = [path("c/<slug:log>/log/rotations", rotations, name="log-rotations")]
