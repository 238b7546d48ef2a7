"""A form that comes from somebody who is signed out, or whose page is older than the sign-in: its words are handed back.

Forms carry a token that ends with the session. Whoever writes for an hour and is signed out meanwhile gets the words
back with one button: sign in in another window, send again. A form sent by another site is never handed back as one to
be sent: its ``Origin`` (which browsers give with every form) is not that of this house.

Whoever changes the language on a page that handed a form back finds its words here too: that page cannot be asked for
again without doing what the form says.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comity.web.screen import CARRIED, is_partial, sent, show

_FORBIDDEN = 403
_BUTTONS = frozenset({"step", "stance"})
"""Fields that the buttons carry."""


def unsent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Where the token of a form is missing or old: the form handed back, if a page of this house sent it.

    Django asks for this page (``CSRF_FAILURE_VIEW``) and gives its ``reason``, which is for developers.
    """
    del reason
    return handed_back(request) if _from_here(request) else show(request, "403.html", status=_FORBIDDEN)


def handed_back(request: HttpRequest) -> HttpResponse:
    """The page that hands a form back to whoever is signed out, with what was written in it; for htmx a sentence."""
    if is_partial(request):
        return HttpResponse(
            _("You are signed out. Your words are still in the field: submit them, and they are kept."),
            status=_FORBIDDEN,
        )
    return _page(request, list(sent(request)), request.get_full_path(), _FORBIDDEN)


def spoken(request: HttpRequest, action: str) -> HttpResponse | None:
    """The page that hands the form to ``action`` back in another language; none where the switch carries nothing."""
    fields = [(name.removeprefix(CARRIED), value) for name, value in sent(request) if name.startswith(CARRIED)]
    return _page(request, fields, action, switched=True) if fields else None


def _page(
    request: HttpRequest, fields: Sequence[tuple[str, str]], action: str, status: int = 200, *, switched: bool = False
) -> HttpResponse:
    """A form to ``action`` with what was written in it, to be sent once more."""
    return show(
        request,
        "kept.html",
        status=status,
        written=[(name, value) for name, value in fields if _is_written(name) and value],
        others=[(name, value) for name, value in fields if name not in _BUTTONS and not _is_written(name)],
        buttons=[(name, value) for name, value in fields if name in _BUTTONS],
        action=action,
        carried=[(CARRIED + name, value) for name, value in fields],
        switched=switched,
    )


def _is_written(name: str) -> bool:
    """Whether a person typed it: wordings, reasons, notes and comments."""
    return name.partition("-")[0] in {"note", "comment", "rationale", "reason", "wording"} or name.startswith("piece")


def _from_here(request: HttpRequest) -> bool:
    """Whether a page of this house sent the form."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()
