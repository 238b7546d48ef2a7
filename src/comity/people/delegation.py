"""The seats of a party: who holds them, a colleague let in, a link for another device, a seat that ends."""

import secrets
from collections.abc import Container, Iterable
from datetime import datetime
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone
from msgspec import Struct

from comity.core.errors import Refused
from comity.people import links
from comity.people.door import close_sessions
from comity.people.models import Account, Invitation, Place, Token

MOST = 100
"""Seats of one party that somebody holds at the same time."""


class Seated(Struct, frozen=True):
    """A seat that somebody holds.

    ``display`` is what colleagues read. ``came`` tells when they signed in last, none before the first time; ``waiting`` how
    long a link that nobody has used lets them in.
    """

    seat: str
    display: str
    came: datetime | None
    waiting: datetime | None


class Invited(Struct, frozen=True):
    """A seat, and the token of the link that lets its person in once; the token is in this answer and nowhere else."""

    seat: str
    token: str


def seated(log: str, party: str) -> tuple[Seated, ...]:
    """The seats of ``party`` in ``log`` that somebody holds, by number. One query."""
    links_left = Q(
        account__invitations__used=0,
        account__invitations__expires__gt=timezone.now(),
        account__invitations__demonstration=False,
    )
    places = Place.objects.filter(log=log, seat__startswith=f"{party}/", account__isnull=False)
    waiting = Max("account__invitations__expires", filter=links_left)
    found = places.annotate(waiting=waiting).values_list("seat", "account__display", "account__last_login", "waiting")
    return tuple(sorted((Seated(*each) for each in found), key=_number))


def come(log: str) -> frozenset[str]:
    """The parties of which anybody has ever signed in: from then on each lets its own people in. One query.

    A seat that ended tells so too, since only a colleague who had come ends one. Two who end each other's at the same time
    leave their room to nobody else.
    """
    places = Place.objects.filter(Q(account__isnull=True) | Q(account__last_login__isnull=False), log=log)
    return frozenset(seat.partition("/")[0] for seat in places.values_list("seat", flat=True))


def invite(log: str, party: str, display: str, language: str, used: Container[str] = ()) -> Invited:
    """A new seat of ``party`` for somebody whom colleagues know as ``display``.

    Its number is the next one that nobody has held; ``used`` are seats that the record knows without us. Refuses
    (``seats_many``) more than ``MOST``.
    """
    if len(seated(log, party)) >= MOST:
        raise Refused("seats_many", party=party, most=MOST)
    held = {*Place.objects.filter(log=log, seat__startswith=f"{party}/").values_list("seat", flat=True)}
    seats = (f"{party}/{number}" for number in count(1))
    free = (seat for seat in seats if seat not in used and seat not in held)
    seat, account = next((seat, taken) for seat in free if (taken := _take(log, seat, display, language)))
    return Invited(seat, links.issue(account))


def renew(log: str, seat: str, *, stay: bool = False) -> Invited:
    """A new link to a seat that somebody holds; links before it let nobody in, and sessions end unless they ``stay``.

    Refuses (``seat_free``) a seat that nobody holds, or that ends at this moment.
    """
    account = _holder(log, seat)
    try:
        with transaction.atomic():
            if _locked(account) is None:
                raise Refused("seat_free", seat=seat)
            Invitation.objects.filter(account=account, used=0).delete()
            if not stay:
                close_sessions(account)
            return Invited(seat, links.issue(account))
    except IntegrityError:  # SQLite holds no row: there it is found at the end
        raise Refused("seat_free", seat=seat) from None


def end(log: str, seat: str, before: Iterable[str] = ()) -> None:
    """Let the person of a seat in no longer, nor their machines; the seat stays theirs in the record. Refuses ``seat_free``.

    So it is in the logs ``before`` too, which this one continues. Where this was the account's last seat, the account is gone
    and the person forgotten.
    """
    account = _holder(log, seat)
    with transaction.atomic():
        _locked(account)  # a link that is made now waits, and is refused
        places = Place.objects.filter(Q(log=log, seat=seat) | Q(log__in=[*before], account=account))
        Token.objects.filter(place__in=places, revoked=None).update(revoked=timezone.now())
        Place.objects.filter(pk__in=[each.pk for each in places]).update(account=None)
        if not account.places.exists():
            account.delete()


def _take(log: str, seat: str, display: str, language: str) -> Account | None:
    """The account of a seat that is new; none where the seat is or was somebody's."""
    try:
        with transaction.atomic():
            account = Account.objects.create(
                name=secrets.token_hex(16),
                display=display or seat,
                language=language,
                password=make_password(None),
            )
            Place.objects.create(account=account, log=log, seat=seat)
    except IntegrityError:
        return None
    return account


def _holder(log: str, seat: str) -> Account:
    place = Place.objects.filter(log=log, seat=seat).select_related("account").first()
    if place is None or place.account is None:
        raise Refused("seat_free", seat=seat)
    return place.account


def _locked(account: Account) -> Account | None:
    """The account, whose seats nobody else ends or makes links to until the transaction ends; none where it is gone."""
    return Account.objects.select_for_update().filter(pk=account.pk).first()


def _number(seated: Seated) -> int:
    return int(seated.seat.partition("/")[2])
