"""The way in and out: a token opens a session."""

from django.contrib.auth import login
from django.http import HttpRequest

from comity.people import links, throttle
from comity.people.models import Account

_LONGEST = 45
"""Characters of the longest IPv6 address; what a proxy hands on may be anything."""


def sign_in(request: HttpRequest, token: str) -> Account | None:
    """Open a session for the account that ``token`` lets in; none where it lets nobody in.

    The session's key changes (``login`` sees to it), so one planted before is worth nothing. Refuses (``too_many_attempts``) an
    address that failed too often.
    """
    address = address_of(request)
    throttle.heed(address)
    account = links.redeem(token)
    if account is None:
        throttle.count(address)
        return None
    login(request, account)
    return account


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as failed sign-ins are counted."""
    return str(request.META.get("REMOTE_ADDR") or "")[:_LONGEST]


def close_sessions(account: Account) -> None:
    """End every session of ``account``, wherever it is open."""
    account.set_unusable_password()  # sessions carry a hash made from it
    Account.objects.filter(pk=account.pk).update(password=account.password)
