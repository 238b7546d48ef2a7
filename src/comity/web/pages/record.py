"""The record of a consultation: every act as a sentence with its proof, who watches over it, and how to check it oneself."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from comity import registry
from comity.web import naming, recorded, sought
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.lineage import lineage
from comity.web.screen import asked, show
from comity.web.watching import watching
from comity.web.words import ACT_KINDS, SIGNED

_SHOWN = 100
_MOST = 1000
"""Acts told at most, page by page and grouped by subject."""


@require_GET
@at_desk
def record(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The acts sought, before number ``before``, without one the newest; or what the acts from number ``since`` on did."""
    size = desk.state.size
    since = asked(request, "since")
    if since is not None:
        return _since(request, desk, min(max(since, size - _MOST), size))
    before = asked(request, "before")
    stop = size if before is None else min(before, size)
    wanted = sought.read(desk, request.GET)
    found = sought.find(desk.log, wanted, stop, _SHOWN)
    query = request.GET.copy()
    query.pop("before", None)
    return show(
        request,
        "record.html",
        desk,
        acts=recorded.proven(desk, found.acts),
        proven=True,
        lineage=lineage(desk),
        older=found.older,
        newest=stop < size,
        paged=size > _SHOWN,
        stop=stop,
        query=query,
        sought=wanted,
        kinds=ACT_KINDS.items(),
        hows=SIGNED.items(),
        parties=sorted({*desk.state.parties, desk.state.secretariat}),
        texts=[(text.id, naming.title(text)) for text in desk.state.texts.values() if text.revisions],
        witnesses=watching(desk),
        stamp=registry.stamp(desk.log),
        key=str(registry.key(desk.log)),
        address=request.build_absolute_uri(reverse("log-checkpoint", args=(desk.log,))).removesuffix("/checkpoint"),
    )


def _since(request: HttpRequest, desk: Desk, since: int) -> HttpResponse:
    subjects = recorded.grouped(desk, since)
    acts = max(desk.state.size - since, 0)
    return show(request, "since.html", desk, subjects=subjects, since=since, acts=acts)


urls = [path("c/<slug:log>/record/", record, name="record")]
