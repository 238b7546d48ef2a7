"""Sign several acts at once: they come back with one signature for all, or in a file in which each is signed."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comity.core.acts import Act, encode
from comity.core.errors import Refused, Unreadable
from comity.record import sheaf
from comity.record.sheaf import Sheet
from comity.registry.append import Receipt
from comity.web import together
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.submit import reason


@require_http_methods(["GET", "POST"])
@at_desk
def sign_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where a file of signed acts is handed in (GET); do what is signed, or take away what is to be (POST)."""
    if request.method == "GET":
        return together.ask(request, desk, ())
    acts: Sequence[Act] = ()
    try:
        given = _given(request)
        acts = together.read(desk, given)
        sheets = given if request.FILES else _signed(request, given)
    except (Refused, Unreadable) as refused:
        return together.ask(request, desk, acts, refusal=reason(refused))
    if request.POST.get("step") == "again":
        return together.ask(request, desk, acts)
    return _file(acts) if request.POST.get("step") == "statements" else _append(request, desk, acts, sheets)


def _given(request: HttpRequest) -> tuple[Sheet, ...]:
    """The statements of the form, or of the file that was signed elsewhere with their signatures."""
    file = request.FILES.get("sheaf")
    if isinstance(file, UploadedFile):
        return sheaf.read(file.read())
    return tuple(Sheet(each.encode("utf-8", "surrogatepass")) for each in request.POST.getlist("statement"))


def _signed(request: HttpRequest, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The statements with the signature of the form, which was made for all of them."""
    if request.POST.get("step") in {"statements", "again"}:
        return sheets
    return together.signed_with([each.statement for each in sheets], request.POST.get("signature", ""))


def _append(request: HttpRequest, desk: Desk, acts: Sequence[Act], sheets: Sequence[Sheet]) -> HttpResponse:
    """Do the acts and go to where they stand; what was refused is handed back, with how many were not."""
    became = together.append(desk, sheets)
    if became.refusals or not became.done:
        left = [act for act in acts if act.id not in became.done]
        again = desk_of(desk.account, desk.log)
        refusal = "" if became.done else next(iter(became.refusals.values()), "")
        return together.ask(request, again, left, became, refusal)
    said = ngettext("%(n)s statement stands in the record.", "%(n)s statements stand in the record.", len(became.done))
    messages.success(request, said % {"n": len(became.done)})
    return redirect(f"{reverse('record', args=(desk.log,))}?since={_first(became.done.values())}")


def _first(receipts: Iterable[Receipt]) -> int:
    return min(receipt.seq for receipt in receipts)


def _file(acts: Sequence[Act]) -> HttpResponse:
    """The statements to sign on the command line, in one file."""
    written = sheaf.write(Sheet(encode(each)) for each in acts)
    headers = {"Content-Disposition": 'attachment; filename="statements.txt"', "Cache-Control": "no-store"}
    return HttpResponse(written, content_type="text/plain; charset=utf-8", headers=headers)


urls = [path("c/<slug:log>/sign/all/", sign_all, name="sign-all")]
