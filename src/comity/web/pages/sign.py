"""Sign an act: the statement comes back with its signature, and stands in the record; or is taken away to be signed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from comity.core.acts import Act, decode
from comity.core.acts.party.admit import Admit
from comity.core.acts.text.enclose_file import EncloseFile
from comity.core.acts.text.issue_revision import IssueRevision
from comity.core.errors import Refused
from comity.web import papers, recorded, signed
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk, takes_forms
from comity.web.receipts import stands
from comity.web.screen import REFUSED, show
from comity.web.submit import reason


@takes_forms("sign-all")
@at_desk
def sign(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Append the signed act and go where it is seen; a refusal hands the page back."""
    if request.POST.get("step") == "statement":
        return _statement(request, desk)
    if request.POST.get("step") == "again":
        return _again(request, desk)
    try:
        act, receipt = signed.append(desk, request.POST.dict())
    except Refused as refused:
        return _again(request, desk_of(desk.account, desk.log), reason(refused))
    if act.log != desk.log:
        return redirect("consultation", act.log)
    stands(request, desk, receipt, signed.done())
    return redirect(_next(desk_of(desk.account, desk.log), act))


def _next(desk: Desk, act: Act) -> str:
    """Where one goes on once ``act`` stands: where its form was, to what waited for it, or to what it is about."""
    if act.kind.startswith("key."):
        return reverse("keys", args=(desk.log,))
    if isinstance(act, Admit):
        return reverse("parties", args=(desk.log,))
    if isinstance(act, IssueRevision):
        return reverse("revision", args=(desk.log, act.text, act.number))
    if isinstance(act, EncloseFile) and papers.papers(desk, act.text).exists():
        return reverse("room", args=(desk.log, act.text))
    return recorded.home(desk, act) or reverse("record", args=(desk.log,))


def _statement(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The bytes to sign on the command line, as a file."""
    given = request.POST.get("statement", "")
    try:
        act = decode(given.encode("utf-8", "surrogatepass"))
    except Refused as refused:
        return _again(request, desk, reason(refused))
    headers = {"Content-Disposition": f'attachment; filename="{act.id}.json"', "Cache-Control": "no-store"}
    return HttpResponse(given.encode(), content_type="application/json", headers=headers)


def _again(request: HttpRequest, desk: Desk, refusal: str = "") -> HttpResponse:
    """The page to sign, if there is anything to sign; else what stands against it."""
    try:
        act = decode(request.POST.get("statement", "").encode("utf-8", "surrogatepass"))
    except Refused as refused:
        return show(request, "sign.html", desk, status=REFUSED, refusal=refusal or reason(refused))
    return signed.ask(request, desk, act, refusal)


urls = [path("c/<slug:log>/sign/", sign, name="sign")]
