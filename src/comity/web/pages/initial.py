"""Fix the text with a member's initials: its hash and what still stands in the way, then one button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.core import queries
from comity.core.errors import Refused
from comity.core.state import Text
from comity.web import naming
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.receipts import stands
from comity.web.screen import REFUSED, show
from comity.web.submit import build, fresh, reason, submit

_KIND = "approval.initial"


@require_http_methods(["GET", "POST"])
@at_desk
def initial(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """Show what would be fixed (GET), or fix it (POST)."""
    on = desk.text(text)
    if request.method == "GET":
        return _page(request, desk, on)
    try:
        # The hash is that of the text the member was shown.
        receipt = submit(desk, request.POST, _KIND, text=text, sha256=request.POST.get("sha256", ""))
    except Refused as refused:
        again = desk_of(desk.account, desk.log)
        return _page(request, again, again.text(text), reason(refused))
    stands(request, desk, receipt, _("Initialled. It stands in the record."))
    return redirect("text", desk.log, text)


def _page(request: HttpRequest, desk: Desk, text: Text, refusal: str = "") -> HttpResponse:
    newest = text.revisions[-1]
    act = build(desk, fresh(desk), _KIND, text=text.id, sha256=newest.sha256)
    found = queries.consequences(desk.state, act)
    return show(
        request,
        "initial.html",
        desk,
        status=REFUSED if refusal else 200,
        text=text,
        revision=naming.revision(newest.number),
        sha256=newest.sha256,
        prevented=reason(Refused(found.refusal, **found.facts)) if found.refusal else "",
        refusal=refusal,
    )


urls = [path("c/<slug:log>/t/<slug:text>/initial/", initial, name="initial")]
