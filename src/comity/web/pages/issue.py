"""Issue a revision: what would be carried, met and broken, before the button that issues it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.core import queries
from comity.core.errors import Refused
from comity.core.state import Text
from comity.core.wording.values import ALGORITHM
from comity.web import fates, naming
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.receipts import stands
from comity.web.screen import REFUSED, show
from comity.web.submit import build, fresh, reason, submit

_KIND = "text.issue_revision"


@require_http_methods(["GET", "POST"])
@at_desk
def issue(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """Show what would become of everything pending (GET), or issue the next revision (POST)."""
    if request.method == "GET":
        return _page(request, desk, desk.text(text))
    on = desk.text(text)
    try:
        receipt = submit(desk, request.POST, _KIND, **_fields(on, request.POST.get("sha256", "")))
    except Refused as refused:
        again = desk_of(desk.account, desk.log)
        return _page(request, again, again.text(text), reason(refused))
    stands(request, desk, receipt, _("Issued. Everybody now reads the new revision."))
    return redirect("revision", desk.log, text, on.revisions[-1].number + 1)


def _fields(text: Text, sha256: str) -> dict[str, Any]:
    """``sha256`` is that of the text the chair was shown: if a ruling came meanwhile, the act is refused."""
    number = text.revisions[-1].number + 1
    return {"text": text.id, "number": number, "sha256": sha256, "algorithm": ALGORITHM}


def _page(request: HttpRequest, desk: Desk, text: Text, refusal: str = "") -> HttpResponse:
    sha256 = queries.text_hash(queries.adopted(text))
    act = build(desk, fresh(desk), _KIND, **_fields(text, sha256))
    found = queries.consequences(desk.state, act)
    name = naming.revision(text.revisions[-1].number + 1)
    return show(
        request,
        "issue.html",
        desk,
        status=REFUSED if refusal else 200,
        text=text,
        heading=_("Issue %(revision)s") % {"revision": name},
        confirm=_("Issue %(revision)s") % {"revision": name},
        sha256=sha256,
        prevented=reason(Refused(found.refusal, **found.facts)) if found.refusal else "",
        fates=fates.fates(desk, text, text.accepted, found.met, found.carried, found.broken),
        refusal=refusal,
    )


urls = [path("c/<slug:log>/t/<slug:text>/issue/", issue, name="issue")]
