"""The text page: outline, rolling text, and the proposals level with their provisions; as of now or of any act."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from comity import registry
from comity.core.errors import Refused
from comity.core.state import Text
from comity.web import naming, recorded, words
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.fragments import fragment, joined
from comity.web.screen import asked, show
from comity.web.sheet import Sheet, rows


@require_GET
@at_desk
def text(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """One text in one view (``view``), one language (``in``) or two (``with``), as of one act (``at``)."""
    desk, past = as_of(desk, request)
    shown = desk.text(text)
    view = request.GET.get("view", "")
    view = view if view in words.VIEWS else "rolling"
    sheet = sheet_of(request, desk, shown)
    found = rows(sheet, view)
    return show(
        request,
        "text.html",
        desk,
        text=shown,
        revision=naming.revision(0 if view == "original" else shown.revisions[-1].number),
        remark=shown.remark or desk.state.remark,
        past=past,
        moment=recorded.moment(desk, shown) if past else None,
        fragments=joined(fragment(desk, shown, row, past=past) for row in found),
        view=view,
        views=list(words.VIEWS.items()),
        tongue=sheet.tongue,
        second=sheet.second,
        tongues=naming.tongues(shown),
        other=next((each for each in shown.languages if each != sheet.tongue), ""),
        tally=_tally(row.state for row in found if row.provision),
        first=shown.order[0] if shown.order else "",
    )


def sheet_of(request: HttpRequest, desk: Desk, text: Text) -> Sheet:
    """The sheet of a request: the language asked for, else the reader's, else the one negotiated in."""
    tongue = next(
        (each for each in (request.GET.get("in"), get_language()) if each in text.languages), text.languages[0]
    )
    second = request.GET.get("with", "")
    return Sheet(
        state=desk.state,
        text=text,
        party=desk.code,
        speaks=desk.speaks,
        tongue=tongue,
        second=second if second in text.languages and second != tongue else "",
    )


def as_of(desk: Desk, request: HttpRequest) -> tuple[Desk, bool]:
    """The desk as of the first ``at`` acts of the record, and whether that is the past."""
    if "at" not in request.GET:
        return desk, False
    size = asked(request, "at")
    try:
        state = registry.state(desk.log, size=size or 0)
    except Refused as refused:
        raise Http404(size) from refused
    return replace(desk, state=state), state.size < desk.state.size


def _tally(states: Iterable[str]) -> list[tuple[str, int]]:
    counted = Counter(states)
    return [(state, counted[state]) for state in words.PROVISION_STATES if counted[state]]


urls = [path("c/<slug:log>/t/<slug:text>/", text, name="text")]
