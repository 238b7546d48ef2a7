"""How a page is answered: rendered whole or as a part, kept by no cache, 422 where a form is handed back."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comity.web.desk import Desk

_DIGITS = 12
REFUSED = 422
"""Unprocessable content (RFC 9110, section 15.5.21): the request was understood and the rules say no."""


def show(
    request: HttpRequest, template: str, desk: Desk | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """A page for this reader only."""
    response = render(
        request, template, {"desk": desk, "demonstration": settings.COMITY_DEMONSTRATION, **context}, status=status
    )
    response["Cache-Control"] = "private, no-cache"
    return response


def is_partial(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def asked(request: HttpRequest, name: str) -> int | None:
    """A whole number in the address, or none: left out, not a number, or longer than any number of ours."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _DIGITS else None
