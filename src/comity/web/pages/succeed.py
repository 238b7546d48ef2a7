"""The act by which the record goes on as another, where it waits for the signature of this seat of the secretariat."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from comity.web import signed
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.offered import offered


@require_GET
@at_desk
def succeed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page to sign it; the new record once that is done."""
    if new := desk.successor:
        return redirect("consultation", new)
    act = offered(desk)
    if act is None:
        raise Http404
    return signed.ask(request, desk, act)


urls = [path("c/<slug:log>/succeed/", succeed, name="succeed")]
