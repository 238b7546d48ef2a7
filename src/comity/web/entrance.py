"""Who comes in: whoever is signed in, and to a consultation whoever has a seat in it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from comity.web.desk import Desk, desk
from comity.web.kept import handed_back

P = ParamSpec("P")

Page = Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]


def at_desk(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """A page of one consultation: signed out asks to sign in (a form keeps its words), without a seat there is no such page."""

    @wraps(page)
    def entered(request: HttpRequest, log: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return handed_back(request) if request.method == "POST" else redirect_to_login(request.get_full_path())
        return page(request, desk(request.user, log), *args, **kwargs)

    return entered


def signed_in(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for whoever is signed in."""

    @wraps(page)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return page(request, *args, **kwargs)

    return entered
