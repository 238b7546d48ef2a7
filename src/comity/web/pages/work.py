"""Work that takes more than a moment: how far it is, what came of it, and the way to call it off."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from comity.core.errors import Refused, Unreadable
from comity.web import enclosed, printing
from comity.web.desk import Desk
from comity.web.entrance import at_desk, takes_forms
from comity.web.screen import REFUSED, is_partial, show
from comity.web.submit import reason
from comity.web.words import Words
from comity.web.work import About, Work, find

_STAGES: Words = {
    "waiting": _("Waiting for others to finish"),
    "reading": _("Reading the file"),
    "understanding": _("Comparing it with the text, provision by provision"),
    "writing": _("Writing the document"),
}
_WAYS = {"print": ("waiting", "writing"), "read": ("waiting", "reading", "understanding")}
"""What each kind of work goes through."""


@require_GET
@at_desk
def work(request: HttpRequest, desk: Desk, text: str, work: str) -> HttpResponse:
    """How far it is; from a finished reading on to what was understood."""
    found = of(desk, text, work)
    failure = found.failure()
    if failure:
        enclosed.dropped(desk.account.pk, found.about.facts)
    if found.done and found.about.facts["what"] != "print":
        return _onward(request, reverse("understood", args=(desk.log, text, work)))
    if is_partial(request) and (found.done or failure):
        return _onward(request, reverse("work", args=(desk.log, text, work)))
    return page(request, desk, found, failure)


def page(request: HttpRequest, desk: Desk, work: Work, failure: Refused | Unreadable | None = None) -> HttpResponse:
    """The page of a piece of work, or why it came to nothing."""
    return show(
        request,
        "parts/work.html" if is_partial(request) else "work.html",
        desk,
        status=REFUSED if failure else 200,
        text=desk.text(work.about.text),
        work=work,
        heading=_heading(work, failed=failure is not None),
        steps=_steps(work),
        again=_again(desk, work),
        refusal=reason(failure) if failure else "",
    )


@require_GET
@at_desk
def file(request: HttpRequest, desk: Desk, text: str, work: str) -> HttpResponse:  # noqa: ARG001 - every page has one
    """The file that was written."""
    found = of(desk, text, work)
    if not found.done or found.about.facts["what"] != "print":
        raise Http404(work)
    return given(found)


@takes_forms("work")
@at_desk
def cancel(request: HttpRequest, desk: Desk, text: str, work: str) -> HttpResponse:  # noqa: ARG001 - every page has one
    """Call it off, and forget it."""
    found = of(desk, text, work)
    enclosed.dropped(desk.account.pk, found.about.facts)
    found.cancel()
    return redirect(_again(desk, found))


def of(desk: Desk, text: str, work: str) -> Work:
    """The reader's own work of this id; for anybody else there is no such page."""
    found = find(About(desk.account.pk, desk.log, desk.text(text).id), work)
    if found is None:
        raise Http404(work)
    return found


def given(work: Work) -> HttpResponse:
    """The file, to be kept."""
    facts = work.about.facts
    return printing.attached(work.result(), facts["type"], facts["plain"], facts["words"])


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    """To a page, also from a part of one that asks for itself again."""
    if is_partial(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _heading(work: Work, *, failed: bool) -> str:
    if failed:
        return str(_("It came to nothing"))
    if work.done:
        return str(_("The document is ready"))
    return str(
        _("The document is being written") if work.about.facts["what"] == "print" else _("The file is being read")
    )


def _steps(work: Work) -> list[tuple[str, str]]:
    """Each step with its place: ``done``, ``now`` or empty for what is to come."""
    way = _WAYS["print" if work.about.facts["what"] == "print" else "read"]
    at = len(way) if work.done else way.index(work.stage) if work.stage in way else 0
    return [(str(_STAGES[each]), "done" if n < at else "now" if n == at else "") for n, each in enumerate(way)]


def _again(desk: Desk, work: Work) -> str:
    """Where whoever ordered it came from, with what was asked for."""
    page = "download" if work.about.facts["what"] == "print" else "upload"
    query = work.about.facts.get("query", "")
    return reverse(page, args=(desk.log, work.about.text)) + (f"?{query}" if query else "")


urls = [
    path("c/<slug:log>/t/<slug:text>/task/<slug:work>/", work, name="work"),
    path("c/<slug:log>/t/<slug:text>/task/<slug:work>/file/", file, name="work-file"),
    path("c/<slug:log>/t/<slug:text>/task/<slug:work>/cancel/", cancel, name="work-cancel"),
]
