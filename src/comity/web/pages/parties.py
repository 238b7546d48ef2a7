"""Parties and seats: the secretariat admits parties and lets the first of each in; a delegation lets in its own people."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity import registry
from comity.core.acts.act import PARTY_CODE
from comity.core.errors import Refused
from comity.core.state import Party
from comity.locale import LANGUAGES
from comity.people import delegation
from comity.people.delegation import Invited
from comity.web import naming
from comity.web.desk import Desk
from comity.web.desk import desk as desk_of
from comity.web.entrance import at_desk
from comity.web.pages.consultation import parties as by_kind
from comity.web.receipts import stands
from comity.web.screen import REFUSED, show
from comity.web.submit import by_language, one_line, reason, submit
from comity.web.words import PARTY_KINDS

_LONGEST = 80


@dataclass(frozen=True)
class Row:
    """A party as the secretariat sees it: ``came`` once any of its people has signed in; its people are nobody else's business."""

    party: Party
    came: bool


@require_http_methods(["GET", "POST"])
@at_desk
def parties(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who is in (GET); one step (POST). A link is shown this once."""
    if request.method == "GET":
        return _page(request, desk)
    step = request.POST.get("step", "")
    try:
        _require_going_on(desk)
        if step == "admit":
            return _admit(request, desk)
        invited = _STEPS[step](desk, request.POST) if step in _STEPS else None
    except Refused as refused:
        return _page(request, desk_of(desk.account, desk.log), refusal=reason(refused))
    if invited is None:
        return redirect("parties", desk.log)
    return _page(request, desk, invited)


def _require_going_on(desk: Desk) -> None:
    """Refuse every step in a record that ended: a link to an account opens its seat in the record that continues it too."""
    if desk.successor:
        raise Refused("record_succeeded", log=desk.log, successor=desk.successor)


def _admit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Admit a party, which is an act."""
    form = request.POST
    names = by_language(form, desk.state.languages, "names")
    code = form.get("code", "").strip().upper()
    if not names:
        raise Refused("party_unnamed")
    if not re.match(PARTY_CODE, code):
        raise Refused("admitted_code")
    receipt = submit(desk, form, "party.admit", admitted=code, party_kind=form.get("party_kind", ""), names=names)
    stands(request, desk, receipt, _("The party is admitted. It stands in the record."))
    return redirect("parties", desk.log)


def _colleague(desk: Desk, form: QueryDict) -> Invited:
    """A new seat of the reader's own party."""
    display = one_line(form.get("display", ""))[:_LONGEST]
    return delegation.invite(desk.log, desk.code, display, _language(form), registry.seats(desk.log, desk.code))


def _first(desk: Desk, form: QueryDict) -> Invited:
    """The first seat of a party of which nobody has come yet; the secretariat's part. Afterwards the party lets in its own."""
    code = form.get("party", "")
    if not desk.is_secretariat or code not in desk.state.parties:
        raise Refused("only_secretariat", party=desk.code, secretariat=desk.state.secretariat)
    if code in delegation.come(desk.log):
        raise Refused("seats_own", party=code)
    waiting = delegation.seated(desk.log, code)
    if waiting:
        return delegation.renew(desk.log, waiting[0].seat)
    return delegation.invite(desk.log, code, "", _language(form), registry.seats(desk.log, code))


def _renew(desk: Desk, form: QueryDict) -> Invited:
    """A link for another device of the reader, or for a colleague who lost theirs."""
    seat = _own(desk, form)
    return delegation.renew(desk.log, seat, stay=seat == desk.seat)


def _end(desk: Desk, form: QueryDict) -> None:
    """A colleague leaves the delegation, here and in the records that this one continues."""
    seat = _own(desk, form)
    if seat == desk.seat:
        raise Refused("seat_own")
    delegation.end(desk.log, seat, [each.log for each in desk.state.predecessors])


_STEPS = {"colleague": _colleague, "first": _first, "renew": _renew, "end": _end}


def _own(desk: Desk, form: QueryDict) -> str:
    seat = form.get("seat", "")
    if seat.partition("/")[0] != desk.code:
        raise Refused("seat_another", seat=seat, own=desk.seat)
    return seat


def _language(form: QueryDict) -> str:
    """In which the first page of a new seat speaks: as asked, or as the page on which the link is made."""
    asked = form.get("language", "")
    return asked if asked in LANGUAGES else get_language() or "en"


def _others(desk: Desk) -> list[Row]:
    """The other parties, as the secretariat sees them."""
    come = delegation.come(desk.log)
    return [Row(each, each.code in come) for each in by_kind(desk.state) if each.code != desk.code]


def _page(request: HttpRequest, desk: Desk, invited: Invited | None = None, refusal: str = "") -> HttpResponse:
    given = request.POST if refusal else QueryDict()
    response = show(
        request,
        "parties.html",
        desk,
        status=REFUSED if refusal else 200,
        rows=_others(desk) if desk.is_secretariat else (),
        seated=delegation.seated(desk.log, desk.code),
        kinds=PARTY_KINDS,
        tongues=[(each, naming.tongue(each)) for each in LANGUAGES],
        names=[(each, naming.tongue(each), given.get(f"names-{each}", "")) for each in desk.state.languages],
        invited=invited,
        link=request.build_absolute_uri(reverse("sign-in-link", args=(invited.token,))) if invited else "",
        longest=_LONGEST,
        given=given,
        refusal=refusal,
    )
    if invited:
        response["Cache-Control"] = "no-store"
    return response


urls = [path("c/<slug:log>/parties/", parties, name="parties")]
