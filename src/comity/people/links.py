"""Sign-in links: a random token that is let out once and known afterwards by its hash only."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from comity.people.models import Account, Invitation

LIFETIME = timedelta(days=7)
"""How long an invitation waits for its person."""


def issue(account: Account, *, demonstration: bool = False) -> str:
    """A new token for ``account``; it is in the answer and nowhere else.

    A token lets its person in once. A demonstration's token may be used again and again, and only while the server
    runs as a demonstration; it can be told again (``token``), so that the sign-in page can show it.
    """
    now = timezone.now()
    invitation = Invitation(account=account, created=now, expires=now + LIFETIME, demonstration=demonstration)
    issued = token(invitation) if demonstration else secrets.token_urlsafe(32)
    invitation.digest = _digest(issued)
    invitation.save()
    return issued


def redeem(token: str) -> Account | None:
    """The account that ``token`` lets in, or none: unknown, expired, used before, or of a closed account."""
    fresh = Invitation.objects.filter(digest=_digest(token), expires__gt=timezone.now(), account__is_active=True)
    invitation = fresh.select_related("account").first()
    if invitation is None or not _use(invitation):
        return None
    return invitation.account


def token(invitation: Invitation) -> str:
    """The token of a demonstration's invitation: 128 bits made from the installation's secret key."""
    told = f"{invitation.account_id} {invitation.created.isoformat()}"
    return salted_hmac("comity.people.links", told, algorithm="sha256").hexdigest()[:32]


def _use(invitation: Invitation) -> bool:
    """Count a use, in the same statement that tests for it: of two who come at once with one token one is let in."""
    uses = Invitation.objects.filter(pk=invitation.pk)
    if not invitation.demonstration:
        uses = uses.filter(used=0)
    elif not settings.COMITY_DEMONSTRATION:
        return False
    return bool(uses.update(used=F("used") + 1))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
