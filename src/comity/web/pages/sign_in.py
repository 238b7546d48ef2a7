"""Sign in by the link of an invitation, and out again."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comity import registry
from comity.core.errors import Refused
from comity.core.state import Party, State
from comity.locale import say
from comity.people.demonstration import Role, roles
from comity.people.door import sign_in as open_door
from comity.web.desk import duty
from comity.web.screen import REFUSED, show


@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Says that an invitation is needed; a demonstration lists its roles instead."""
    return show(request, "sign_in.html", consultations=_consultations(), next=_next(request))


@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """One button. Looking at a link does not use it up: mail programs look at every link they carry."""
    if request.method == "GET":
        return show(request, "sign_in_link.html", token=token, next=_next(request))
    try:
        account = open_door(request, token)
    except Refused as refused:
        sentence = say(get_language() or "en", f"refused.{refused.code}", **refused.facts)
        return show(request, "sign_in_refused.html", status=429, sentence=sentence)
    if account is None:
        return show(request, "sign_in_refused.html", status=REFUSED, sentence="")
    response = redirect(_next(request))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, httponly=True, samesite="Lax")
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


@dataclass(frozen=True)
class Seat:
    """A place one may take in the demonstration."""

    token: str
    party: Party | None
    seat: str
    duty: str


def _consultations() -> list[tuple[State, list[Seat]]]:
    """The demonstration's consultations, each with the places one may take there."""
    found = sorted(roles(), key=lambda role: role.log)
    return [_seats(registry.state(log), list(group)) for log, group in groupby(found, key=lambda role: role.log)]


def _seats(state: State, roles: list[Role]) -> tuple[State, list[Seat]]:
    seats = [
        Seat(each.token, state.parties.get(each.seat.partition("/")[0]), each.seat, duty(state, each.seat))
        for each in roles
    ]
    return state, seats


def _next(request: HttpRequest) -> str:
    """Where the reader was going, if that is a page of this house."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


urls = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/<str:token>/", by_link, name="sign-in-link"),
    path("sign-out/", sign_out, name="sign-out"),
]
