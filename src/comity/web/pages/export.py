"""The whole record as one file, for whoever may see the consultation: to be checked without this server."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from comity import registry
from comity.web.desk import Desk
from comity.web.entrance import at_log


@require_safe
@at_log
def export(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The bundle as of the newest checkpoint."""
    del request
    response = HttpResponse(registry.export(desk.log), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{desk.log}-record.zip"'
    response["Cache-Control"] = "private, no-cache"
    return response


urls = [path("c/<slug:log>/record.zip", export, name="log-export")]
