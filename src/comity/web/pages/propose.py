"""Propose: change the words, read back the redline and the sentence, then submit. Nothing typed is ever lost."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.core import queries
from comity.core.errors import Refused
from comity.web import papers, wishes
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.prepared import require_change
from comity.web.receipts import stands
from comity.web.screen import REFUSED, is_partial, show
from comity.web.submit import build, fresh, reason, submit


@require_http_methods(["GET", "POST"])
@at_desk
def propose(request: HttpRequest, desk: Desk, text: str, provision: str) -> HttpResponse:
    """Propose on one provision; the wish (``kind``) is to reword, add after, delete, move, merge or split."""
    on = desk.text(text)
    found = on.provisions.get(provision)
    if found is None:
        raise Http404(provision)
    kind = request.GET.get("kind", "reword")
    if kind not in wishes.WISHES:
        raise Http404(kind)
    own = wishes.standing(on, found, desk.code, kind)
    if own is not None and request.method == "GET":
        return redirect("revise", desk.log, text, own.id)
    return _answer(request, desk, wishes.WISHES[kind](on, found))


@require_http_methods(["GET", "POST"])
@at_desk
def revise(request: HttpRequest, desk: Desk, text: str, proposal: str) -> HttpResponse:
    """Change the words of the party's own proposal, or restate them on a base that broke it."""
    on = desk.text(text)
    found = on.proposals.get(proposal)
    if found is None or desk.code not in found.sponsors or not found.pieces:
        raise Http404(proposal)
    return _answer(request, desk, wishes.Revision(on, found))


def _answer(request: HttpRequest, desk: Desk, wish: wishes.Wish) -> HttpResponse:
    if request.method == "GET":
        return _page(request, desk, wish)
    wish.read(request.POST)
    if is_partial(request):
        return show(request, "parts/preview.html", desk, preview=wish.preview())
    step = request.POST.get("step")
    if step not in {"submit", "keep"}:
        return _page(request, desk, wish)
    try:
        if step == "keep":
            return _keep(request, desk, wish)
        act, fields = wish.act()
        receipt = submit(desk, request.POST, act, text=wish.text.id, **fields)
    except Refused as refused:
        # The page is made anew with everything that came meanwhile, so that the form sent next has seen it.
        again = desk_of(desk.account, desk.log)
        return _page(request, again, wish, _reasons(again, wish, refused))
    stands(request, desk, receipt, _("Submitted. The proposal stands in the record."))
    home = wish.revising.id if wish.revising else request.POST["act"]
    return redirect("proposal", desk.log, wish.text.id, home)


def _keep(request: HttpRequest, desk: Desk, wish: wishes.Wish) -> HttpResponse:
    wished = wish.prepared()
    require_change(wish.text, wished)
    papers.keep(desk, wish.text.id, {request.POST.get("act", ""): wished})
    return papers.kept(request, desk, wish.text.id)


def _reasons(desk: Desk, wish: wishes.Wish, refused: Refused) -> str:
    """Why it was refused, and what would still stand in its way once the reader has seen everything."""
    try:
        kind, fields = wish.act()
    except Refused:
        return reason(refused)
    found = queries.consequences(desk.state, build(desk, fresh(desk), kind, text=wish.text.id, **fields))
    told = [reason(refused), reason(Refused(found.refusal, **found.facts)) if found.refusal else ""]
    return " ".join(dict.fromkeys(filter(None, told)))


def _page(request: HttpRequest, desk: Desk, wish: wishes.Wish, refusal: str = "") -> HttpResponse:
    return show(
        request,
        "propose.html",
        desk,
        status=REFUSED if refusal else 200,
        text=wish.text,
        form=wish,
        kind=wish.kind,
        kinds=wishes.LABELS.items() if wish.open else (),
        preview=wish.preview() if request.method == "POST" else (),
        refusal=refusal,
    )


urls = [
    path("c/<slug:log>/t/<slug:text>/p/<str:provision>/propose/", propose, name="propose"),
    path("c/<slug:log>/t/<slug:text>/proposal/<slug:proposal>/revise/", revise, name="revise"),
]
