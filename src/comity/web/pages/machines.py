"""Machines of a seat: tokens by which its programs read the record and its witness cosigns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from comity.core.errors import Refused
from comity.people import tokens
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.screen import REFUSED, show
from comity.web.submit import reason

_LONGEST = 80


@require_http_methods(["GET", "POST"])
@at_desk
def machines(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The tokens that let in (GET); issue one, which is shown this once, or revoke one (POST)."""
    if request.method == "GET":
        return _page(request, desk)
    if request.POST.get("step") == "revoke":
        tokens.revoke(desk.account, desk.log, _number(request.POST.get("token", "")))
        return redirect("machines", desk.log)
    label = " ".join(request.POST.get("label", "").split())[:_LONGEST]
    try:
        return _page(request, desk, issued=tokens.issue(desk.account, desk.log, label))
    except Refused as refused:
        return _page(request, desk, refusal=reason(refused))


def _page(request: HttpRequest, desk: Desk, issued: str = "", refusal: str = "") -> HttpResponse:
    response = show(
        request,
        "machines.html",
        desk,
        status=REFUSED if refusal else 200,
        tokens=tokens.of(desk.account, desk.log),
        issued=issued,
        refusal=refusal,
        longest=_LONGEST,
        address=request.build_absolute_uri(reverse("log-checkpoint", args=(desk.log,))).removesuffix("/checkpoint"),
    )
    if issued:
        response["Cache-Control"] = "no-store"
    return response


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0  # noqa: PLR2004 - fits a key


urls = [path("c/<slug:log>/record/machines/", machines, name="machines")]
