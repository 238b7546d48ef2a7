"""How a page is answered: rendered whole or as a part, kept by no cache, 422 where a form is handed back."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comity.web.desk import Desk

_DIGITS = 12
REFUSED = 422
"""Unprocessable content (RFC 9110, section 15.5.21): the request was understood and the rules say no."""
CARRIED = "kept-"
"""What the names of fields begin with that the language switch carries."""


def show(
    request: HttpRequest, template: str, desk: Desk | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """A page for this reader only. One that hands a form back lets the language switch carry its fields."""
    shown = {"desk": desk, "demonstration": settings.COMITY_DEMONSTRATION, **context}
    if status == REFUSED:
        shown.setdefault("carried", carried(request))
    response = render(request, template, shown, status=status)
    response["Cache-Control"] = "private, no-cache"
    return response


def carried(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The fields of a form that has done nothing, as the language switch carries them.

    None of one with a file: no page can put a file into a form, and without it the others are worth nothing.
    """
    return () if request.FILES else tuple((CARRIED + name, value) for name, value in sent(request))


def sent(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """The fields of a form, but for the token that every page makes anew."""
    for name in request.POST:
        if name != "csrfmiddlewaretoken":
            yield from ((name, value) for value in request.POST.getlist(name))


def is_partial(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def asked(request: HttpRequest, name: str) -> int | None:
    """A whole number in the address, or none: left out, not a number, or longer than any number of ours."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _DIGITS else None
