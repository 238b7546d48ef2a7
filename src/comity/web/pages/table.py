"""The comparative table: provision by provision the base, what each party proposes and why, and the outcome."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from comity.web import marked, naming, words
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.pages.consultation import parties
from comity.web.pages.text import sheet_of
from comity.web.screen import show
from comity.web.sheet import Row, Sheet, rows


@require_GET
@at_desk
def table(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """The table, of every provision or of those where ``party`` proposes and those in ``state``."""
    on = desk.text(text)
    sheet = sheet_of(request, desk, on)
    party, state = request.GET.get("party", ""), request.GET.get("state", "")
    found = (_of(sheet, row, party) for row in rows(sheet, "rolling"))
    return show(
        request,
        "table.html",
        desk,
        text=on,
        revision=naming.revision(on.revisions[-1].number),
        remark=on.remark or desk.state.remark,
        rows=[row for row in found if (not party or row.cards) and state in ("", row.state)],
        parties=parties(desk.state),
        chosen_party=party,
        states=words.PROVISION_STATES.items(),
        chosen_state=state,
        tongue=sheet.tongue,
        tongues=naming.tongues(on),
    )


def _of(sheet: Sheet, row: Row, party: str) -> Row:
    """The row with its base, and with the cards of one party only where one is chosen."""
    cards = tuple(card for card in row.cards if not party or party in card.proposal.sponsors)
    if row.provision is None:
        return replace(row, cards=cards)
    base = marked.plain(row.provision.wordings.get(sheet.tongue, ""), row.kind, sheet.tongue)
    return replace(row, cards=cards, wording=base)


urls = [path("c/<slug:log>/t/<slug:text>/table/", table, name="table")]
