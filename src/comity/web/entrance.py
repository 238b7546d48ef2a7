"""Who comes in: whoever is signed in, and to a consultation whoever has a seat in it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from comity.core.errors import Refused
from comity.people import tokens
from comity.people.door import address_of
from comity.web.desk import Desk, desk
from comity.web.kept import handed_back
from comity.web.screen import is_partial, show
from comity.web.signed import ask
from comity.web.submit import reason
from comity.web.wanted import SignatureWanted

_WHO, _TOO_MANY, _NOT_NOW = 401, 429, 503

P = ParamSpec("P")

Page = Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]


def at_desk(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """A page of one consultation: signed out asks to sign in (a form keeps its words), without a seat there is no such page.

    A form whose act must be signed is answered with the page on which that is done; where the record cannot be read, 503 says why.
    """

    @wraps(page)
    def entered(request: HttpRequest, log: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return handed_back(request) if request.method == "POST" else redirect_to_login(request.get_full_path())
        try:
            place = desk(request.user, log)
            return _answered(page, request, place, *args, **kwargs)
        except Refused as refused:
            return _unread(request, refused)

    return entered


def takes_forms(home: str, *aside: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """An address that takes forms only. Whoever opens it without one is led to the page ``home``, which is named without ``aside``.

    One comes so from what the form was answered with: by another language, by signing in again, by going back.
    """

    def made(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(page)
        def entered(request: HttpRequest, **where: str) -> HttpResponseBase:
            if request.method == "POST":
                return page(request, **where)
            if request.method in {"GET", "HEAD"}:
                kept = {name: value for name, value in where.items() if name not in aside}
                return HttpResponseRedirect(reverse(home, kwargs=kept))
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

        return entered

    return made


def _answered(page: Page[P], request: HttpRequest, place: Desk, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
    try:
        return page(request, place, *args, **kwargs)
    except SignatureWanted as wanted:
        return ask(request, place, wanted.act)


def _unread(request: HttpRequest, refused: Refused) -> HttpResponse:
    """What pages do not answer themselves: the record cannot be read, and why."""
    if is_partial(request):
        return HttpResponse(reason(refused), status=_NOT_NOW)
    return show(request, "503.html", status=_NOT_NOW, why=reason(refused))


def at_log(answer: Page[P], *, machines_only: bool = False) -> Callable[..., HttpResponseBase]:
    """An address of the record that programs read, with a token (RFC 6750) or in a person's session.

    Without either it answers 401, without a seat 404, an address whose tokens failed too often 429, and 503 with a sentence
    where the record cannot be read; what changes something takes ``machines_only``, since a browser would send its session along to whoever asks.
    """

    @wraps(answer)
    def entered(request: HttpRequest, log: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        given = request.headers.get("Authorization", "")
        try:
            machine = tokens.bearer(given, address_of(request), log) if given else None
        except Refused:
            return HttpResponse(status=_TOO_MANY, headers={"Retry-After": "900"})
        person = request.user if request.user.is_authenticated and not given and not machines_only else None
        account = machine or person
        if account is None:
            return HttpResponse(status=_WHO, headers={"WWW-Authenticate": 'Bearer realm="comity"'})
        try:
            return answer(request, desk(account, log), *args, **kwargs)
        except Refused as refused:
            return HttpResponse(f"{reason(refused)}\n", content_type="text/plain; charset=utf-8", status=_NOT_NOW)

    return entered


def signed_in(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for whoever is signed in."""

    @wraps(page)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return page(request, *args, **kwargs)

    return entered
