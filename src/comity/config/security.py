"""The headers that every answer carries: what a page may load, who may frame it, what it may ask of the browser."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

CONTENT = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class Headers:
    """Sets the two headers that Django's own security middleware does not know."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the policies added."""
        response = self.get_response(request)
        response["Content-Security-Policy"] = CONTENT
        response["Permissions-Policy"] = PERMISSIONS
        return response
