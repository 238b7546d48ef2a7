"""Tokens for machines: a long random word that reads the record of one consultation for one party, and nothing else."""

import hashlib
import secrets

from django.db.models import QuerySet
from django.utils import timezone

from comity.core.errors import Refused
from comity.people import throttle
from comity.people.models import Account, Place, Token

MOST = 20
"""Tokens of one place that let in at the same time."""

PREFIX = "comity-"
"""By which a token that was left lying somewhere is recognised."""

_SCHEME = "bearer"
"""In letters of either size (RFC 9110, section 11.1)."""

_LONGEST = 45
"""Characters under which failures are counted (``Attempt.address``)."""


def issue(account: Account, log: str, label: str) -> str:
    """A new token for the account's place in ``log``; it is in the answer and nowhere else.

    Refuses (``tokens_many``) more than ``MOST``. The account holds a seat there.
    """
    place = Place.objects.get(account=account, log=log)
    if place.tokens.filter(revoked=None).count() >= MOST:
        raise Refused("tokens_many", most=MOST)
    issued = PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(digest=_digest(issued), place=place, label=label, created=timezone.now())
    return issued


def of(account: Account, log: str) -> QuerySet[Token]:
    """The tokens of the account's place that let in, the newest first."""
    return Token.objects.filter(place__account=account, place__log=log, revoked=None).order_by("-pk")


def revoke(account: Account, log: str, token: int) -> None:
    """Let a token of the account's place in no longer; nothing where it has none of that number."""
    of(account, log).filter(pk=token).update(revoked=timezone.now())


def bearer(authorization: str, address: str, log: str) -> Account | None:
    """The account for whose place in ``log`` a machine asks that sends this ``Authorization`` (RFC 6750, section 2.1).

    None for a token that is unknown, revoked, of another consultation or of a closed account. Refuses
    (``too_many_attempts``) an address from which that happened too often; its people may still sign in, and its
    machines whose tokens are good are let in.
    """
    scheme, _, told = authorization.partition(" ")
    given = told if scheme.lower() == _SCHEME else ""
    fresh = Token.objects.filter(
        digest=_digest(given.strip()), revoked=None, place__log=log, place__account__is_active=True
    )
    token = fresh.select_related("place__account").first()
    if token is None:
        machine = f"m {address}"[:_LONGEST]
        throttle.heed(machine)
        throttle.count(machine)
        return None
    _use(token)
    return token.place.account


def _use(token: Token) -> None:
    """Remember the day on which a token was last used: a write a day, not one a request."""
    today = timezone.now().date()
    if token.used != today:
        Token.objects.filter(pk=token.pk).update(used=today)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
