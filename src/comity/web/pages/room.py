"""The delegation's room: what a party has prepared on a text and not submitted; its own seats see it, and nobody else."""

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comity.core.errors import Refused
from comity.core.state import Text
from comity.registry.append import Receipt
from comity.web import naming, papers, wishes
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.models import Paper
from comity.web.prepared import Ready, hand_in, ready
from comity.web.prepared import stands as stands_now
from comity.web.receipts import stands
from comity.web.screen import REFUSED, asked, is_partial, show
from comity.web.submit import fresh, reason
from comity.web.together import ask, gather

SHOWN = 50
"""Papers on a page."""


@dataclass(frozen=True)
class Prepared:
    """A paper with what it would do as the text stands now."""

    paper: Paper
    ready: Ready


@require_http_methods(["GET", "POST"])
@at_desk
def room(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """What is prepared (GET); submit or discard one paper of it, or submit all (POST)."""
    if request.method == "GET":
        return _room(request, desk, desk.text(text))
    if request.POST.get("step") == "all":
        return _all(request, desk, desk.text(text))
    paper = papers.papers(desk, desk.text(text).id).filter(act=request.POST.get("paper", "")).first()
    if paper is None:
        messages.success(request, _("It is no longer in the room: a colleague submitted or discarded it."))
    elif request.POST.get("step") == "submit":
        refusal = _submit(request, desk, paper)
        if refusal:
            again = desk_of(desk.account, desk.log)
            return _room(request, again, again.text(text), refusal)
    elif request.POST.get("step") == "discard":
        paper.delete()
        messages.success(request, _("Discarded. Nobody else ever saw it."))
    return redirect(_address(request, desk, text))


@require_http_methods(["GET", "POST"])
@at_desk
def paper(request: HttpRequest, desk: Desk, text: str, paper: str) -> HttpResponse:
    """Change the words of a paper and its reasons; keep it, or submit it."""
    on = desk.text(text)
    found = papers.papers(desk, on.id).filter(act=paper).first()
    if found is None:
        raise Http404(paper)
    wish = wishes.Kept(on, papers.read(found))
    if request.method == "GET":
        return _paper(request, desk, wish)
    wish.read(request.POST)
    if is_partial(request):
        return show(request, "parts/preview.html", desk, preview=wish.preview())
    step = request.POST.get("step")
    if step not in {"keep", "submit"}:
        return _paper(request, desk, wish)
    try:
        papers.keep(desk, on.id, {found.act: wish.prepared()})
    except Refused as refused:
        return _paper(request, desk, wish, reason(refused))
    if step == "keep":
        return papers.kept(request, desk, text)
    found.refresh_from_db()
    refusal = _submit(request, desk, found)
    return (
        _paper(request, desk_of(desk.account, desk.log), wish, refusal) if refusal else redirect("room", desk.log, text)
    )


def _all(request: HttpRequest, desk: Desk, text: Text) -> HttpResponse:
    """Submit every paper that may be; what must be signed is signed together. What is refused stays, and says why."""
    kept = {each.act: each for each in papers.papers(desk, text.id)}
    became = gather((act, partial(_hand_in, request, desk, text, paper)) for act, paper in kept.items())
    if became.waiting:
        return ask(request, desk, [*became.waiting.values()], became)
    if became.done:
        said = ngettext(
            "%(n)s statement stands in the record.", "%(n)s statements stand in the record.", len(became.done)
        )
        messages.success(request, said % {"n": len(became.done)})
    return redirect("room", desk.log, text.id)


def _hand_in(request: HttpRequest, desk: Desk, text: Text, paper: Paper) -> Receipt:
    receipt = hand_in(desk, text, papers.read(paper), {**request.POST.dict(), "act": paper.act})
    paper.delete()
    return receipt


def _submit(request: HttpRequest, desk: Desk, paper: Paper) -> str:
    """Submit a paper, which leaves the room then; the reason where it is refused."""
    try:
        receipt = _hand_in(request, desk, desk.text(paper.text), paper)
    except Refused as refused:
        return reason(refused)
    stands(request, desk, receipt, _("Submitted. The proposal stands in the record."))
    return ""


def _room(request: HttpRequest, desk: Desk, text: Text, refusal: str = "") -> HttpResponse:
    """One page of the papers. How many may be submitted is known where all are on it; else all are offered for it."""
    form = fresh(desk)
    named = naming.labels(text)
    shown = Paginator(papers.papers(desk, text.id), SHOWN).get_page(request.GET.get("page"))
    kept = [
        Prepared(each, ready(text, stands_now(desk, text, papers.read(each), {**form, "act": each.act}), named))
        for each in shown
    ]
    able = shown.paginator.count if shown.has_other_pages() else sum(each.ready.open for each in kept)
    return show(
        request,
        "room.html",
        desk,
        status=REFUSED if refusal else 200,
        text=text,
        papers=kept,
        shown=shown,
        address=_address(request, desk, text.id),
        several=able if able > 1 else 0,
        refusal=refusal,
    )


def _address(request: HttpRequest, desk: Desk, text: str) -> str:
    """The page of the room that was asked for, to come back to."""
    room = reverse("room", args=(desk.log, text))
    number = asked(request, "page")
    return f"{room}?page={number}" if number else room


def _paper(request: HttpRequest, desk: Desk, wish: wishes.Wish, refusal: str = "") -> HttpResponse:
    return show(
        request,
        "propose.html",
        desk,
        status=REFUSED if refusal else 200,
        text=wish.text,
        form=wish,
        kind=wish.kind,
        preview=wish.preview(),
        kept=True,
        refusal=refusal,
    )


urls = [
    path("c/<slug:log>/t/<slug:text>/room/", room, name="room"),
    path("c/<slug:log>/t/<slug:text>/room/<slug:paper>/", paper, name="paper"),
]
