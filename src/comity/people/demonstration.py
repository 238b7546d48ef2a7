"""Accounts for looking around: one per seat of a worked consultation, each with a link that anyone here may use."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from msgspec import Struct

from comity.people import links, seats
from comity.people.models import Account, Invitation


class Role(Struct, frozen=True):
    """Somebody one may be in the demonstration: a seat of a log, and the token that signs in there."""

    log: str
    seat: str
    token: str


def seat_all(places: Iterable[tuple[str, str, str]]) -> None:
    """Give each place (log, seat, language) an account and a new link; those of an earlier start are worth nothing."""
    with transaction.atomic():
        Invitation.objects.filter(demonstration=True).delete()
        for log, seat, language in places:
            links.issue(_account(log, seat, language), demonstration=True)


def roles() -> tuple[Role, ...]:
    """Everybody one may be, in the order in which they were seated; nobody where no demonstration runs."""
    if not settings.COMITY_DEMONSTRATION:
        return ()
    invitations = Invitation.objects.filter(demonstration=True).select_related("account").order_by("pk")
    return tuple(
        Role(log, seat, links.token(invitation))
        for invitation in invitations
        for log, seat in seats.held(invitation.account).items()
    )


def _account(log: str, seat: str, language: str) -> Account:
    account, _ = Account.objects.get_or_create(
        name=f"{log}.{seat.replace('/', '-')}",
        defaults={"display": seat, "language": language, "password": make_password(None)},
    )
    seats.give(account, log, seat)
    return account
