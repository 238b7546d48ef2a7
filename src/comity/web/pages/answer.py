"""Plain answers to a proposal or a provision: a position, a comment, co-sponsoring, withdrawing, insisting."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from comity.core.errors import Refused
from comity.core.wording.tokens import canonical
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk, takes_forms
from comity.web.pages import proposal as proposal_page
from comity.web.pages import provision as provision_page
from comity.web.receipts import stands
from comity.web.submit import reason, submit

Fields = Callable[[QueryDict], dict[str, Any]]


def _position(form: QueryDict) -> dict[str, Any]:
    return {"value": form.get("stance", ""), "note": canonical(form.get("note", ""))}


def _comment(form: QueryDict) -> dict[str, Any]:
    return {"note": canonical(form.get("comment", ""))}


def _nothing(_form: QueryDict) -> dict[str, Any]:
    return {}


VERBS: dict[str, tuple[str, Fields]] = {
    "position": ("text.take_position", _position),
    "comment": ("text.comment", _comment),
    "co-sponsor": ("text.cosponsor", _nothing),
    "withdraw": ("text.withdraw", _nothing),
    "insist": ("text.insist", _nothing),
}
ON_PROVISIONS = {"position", "comment"}


@takes_forms("proposal", "verb")
@at_desk
def on_proposal(request: HttpRequest, desk: Desk, text: str, proposal: str, verb: str) -> HttpResponse:
    """Answer a proposal; a refusal hands the page back with the reason and what was typed."""
    if verb not in VERBS or proposal not in desk.text(text).proposals:
        raise Http404(verb)
    refusal = _act(request, desk, verb, text=text, proposal=proposal)
    if refusal is None:
        return redirect(_back(request) or "proposal", *(() if _back(request) else (desk.log, text, proposal)))
    return proposal_page.page(request, _again(desk), text, proposal, refusal)


@takes_forms("provision", "verb")
@at_desk
def on_provision(request: HttpRequest, desk: Desk, text: str, provision: str, verb: str) -> HttpResponse:
    """Answer a provision as it stands."""
    if verb not in ON_PROVISIONS or provision not in desk.text(text).provisions:
        raise Http404(verb)
    refusal = _act(request, desk, verb, text=text, provision=provision)
    if refusal is None:
        return redirect("provision", desk.log, text, provision)
    return provision_page.page(request, _again(desk), text, provision, refusal)


def _act(request: HttpRequest, desk: Desk, verb: str, **subject: str) -> str | None:
    """Do it; the reason where it is refused."""
    kind, fields = VERBS[verb]
    told = fields(request.POST)
    if verb == "comment" and not told["note"]:
        return _("The comment is empty. Write what you wish to say.")
    try:
        receipt = submit(desk, request.POST, kind, **subject, **told)
    except Refused as refused:
        return reason(refused)
    stands(request, desk, receipt, _("Done. It stands in the record."))
    return None


def _again(desk: Desk) -> Desk:
    """The desk with everything in it that came meanwhile, so that the form handed back has seen it."""
    return desk_of(desk.account, desk.log)


def _back(request: HttpRequest) -> str:
    """The page of this house from which the answer was given."""
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, None) else ""


urls = [
    path("c/<slug:log>/t/<slug:text>/proposal/<slug:proposal>/answer/<slug:verb>/", on_proposal, name="answer"),
    path("c/<slug:log>/t/<slug:text>/p/<str:provision>/answer/<slug:verb>/", on_provision, name="answer-provision"),
]
