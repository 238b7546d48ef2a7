"""The delegation's room: proposals that a party keeps before it submits them. No answer to anybody else depends on them."""

import re
from dataclasses import dataclass

import msgspec
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.core.errors import Refused
from comity.core.state import Text
from comity.web.desk import Desk
from comity.web.models import Paper
from comity.web.prepared import Prepared

_ID = re.compile("[a-z0-9][a-z0-9-]{0,63}")
MOST = 1000
"""Papers of one party on one text."""


@dataclass(frozen=True)
class Room:
    """What waits in the room of a delegation: how many papers, on which text."""

    text: Text
    papers: int


def papers(desk: Desk, text: str) -> QuerySet[Paper]:
    """The papers of the reader's own party on a text, in the order kept."""
    return Paper.objects.filter(log=desk.log, text=text, party=desk.code).select_related("account").order_by("pk")


def rooms(desk: Desk) -> list[Room]:
    """The texts on which papers of the reader's own party wait. Asks the database once."""
    found = Paper.objects.filter(log=desk.log, party=desk.code).values_list("text").annotate(papers=Count("pk"))
    counted = dict(found)
    return [Room(text, counted[text.id]) for text in desk.state.texts.values() if text.id in counted]


def kept(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """To the room, once something is kept there."""
    messages.success(request, _("Kept in the room of %(party)s. No other party sees it.") % {"party": desk.code})
    return redirect("room", desk.log, text)


def keep(desk: Desk, text: str, kept: dict[str, Prepared]) -> None:
    """Keep proposals, each under the id of the act it will be; one that is kept already is changed.

    Refuses ``room_full``, ``party_unknown`` for whoever acts for no party of the consultation, and ``field_malformed`` for an
    id that no act can have. All are kept, or none.
    """
    if desk.party is None:
        raise Refused("party_unknown", party=desk.code)
    if not all(map(_ID.fullmatch, kept)):
        raise Refused("field_malformed", field="act")
    with transaction.atomic():
        if papers(desk, text).exclude(act__in=kept).count() + len(kept) > MOST:
            raise Refused("room_full", limit=MOST)
        for act, prepared in kept.items():
            said = msgspec.json.encode(prepared).decode()
            told = {"prepared": said, "account": desk.account, "at": timezone.now()}
            Paper.objects.update_or_create(log=desk.log, text=text, party=desk.code, act=act, defaults=told)


def read(paper: Paper) -> Prepared:
    """What a paper says."""
    return msgspec.json.decode(paper.prepared, type=Prepared)
