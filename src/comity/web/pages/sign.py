"""Sign an act: the statement comes back with its signature, and stands in the record; or is taken away to be signed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from comity.core.acts import decode
from comity.core.errors import Refused
from comity.web import recorded, signed
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.receipts import stands
from comity.web.screen import REFUSED, show
from comity.web.submit import reason


@require_POST
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
    home = recorded.home(desk_of(desk.account, desk.log), act)
    if act.kind.startswith("key."):
        home = reverse("keys", args=(desk.log,))
    return redirect(home or reverse("record", args=(desk.log,)))


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
