"""One provision: its wording with every proposal, what each party says to them, whose words they are, its history."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from comity.core.positions import position
from comity.core.state import Provision, Text
from comity.web import chair, closing, marked, naming, words
from comity.web.authorship import authorship
from comity.web.desk import Desk
from comity.web.entrance import at_desk
from comity.web.pages.text import sheet_of
from comity.web.screen import REFUSED, show
from comity.web.sheet import Card, Row, Sheet, grouped, standing_row, unit_of


@dataclass(frozen=True)
class Past:
    """A revision in which the provision's words changed; ``at`` in milliseconds."""

    title: str
    at: int
    change: SafeString | None


@require_GET
@at_desk
def provision(request: HttpRequest, desk: Desk, text: str, provision: str) -> HttpResponse:
    """The provision as it stands."""
    return page(request, desk, text, provision)


def page(request: HttpRequest, desk: Desk, text: str, provision: str, refusal: str = "") -> HttpResponse:
    """The page, or with a refusal the page handed back with what was typed."""
    on = desk.text(text)
    found = on.provisions.get(provision)
    if found is None:
        raise Http404(provision)
    sheet = sheet_of(request, desk, on)
    row = unit_of(sheet, provision) or standing_row(sheet, found)
    return show(
        request,
        "provision.html",
        desk,
        status=REFUSED if refusal else 200,
        text=on,
        row=row,
        heading=naming.full(found, row.label),
        cards=row.cards + settled_cards(sheet, found, row),
        remark=on.remark or desk.state.remark,
        tongue=sheet.tongue,
        tongues=naming.tongues(on),
        closing=closing.ways(desk, sheet, found) if found.gone is None else (),
        stances=grouped(found.stances.values()),
        taken=position(on, found, desk.code),
        stance_words=words.STANCES.items(),
        rulings=chair.on_provision(desk, on, found),
        authorship=authorship(desk, on, found, sheet.tongue),
        history=_history(on, found, sheet.tongue),
        refusal=refusal,
        note=request.POST.get("note", ""),
        comment=request.POST.get("comment", ""),
        **_neighbours(on, provision),
    )


def settled_cards(sheet: Sheet, provision: Provision, row: Row) -> tuple[Card, ...]:
    """Cards of proposals that left the rolling text: accepted, met, withdrawn, not taken up."""
    shown = {card.proposal.id for card in row.cards}
    labels = sheet.labels
    return tuple(sheet.card(each, labels) for each in provision.proposals if each not in shown)


def _history(text: Text, provision: Provision, tongue: str) -> list[Past]:
    found: list[Past] = []
    before: str | None = None
    for revision in text.revisions:
        held = revision.provisions.get(provision.id)
        wording = held.wordings.get(tongue, "") if held and provision.id in revision.order else ""
        if wording and wording != before:
            change = marked.redline(before, wording, provision.kind, tongue) if before else None
            found.append(Past(naming.revision(revision.number), revision.at, change))
        before = wording or before
    return found


def _neighbours(text: Text, provision: str) -> dict[str, object]:
    order = text.order
    if provision not in order:
        return {"place": 0, "total": len(order), "before": "", "after": ""}
    at = order.index(provision)
    return {
        "place": at + 1,
        "total": len(order),
        "before": order[at - 1] if at else "",
        "after": order[at + 1] if at + 1 < len(order) else "",
    }


urls = [path("c/<slug:log>/t/<slug:text>/p/<str:provision>/", provision, name="provision")]
