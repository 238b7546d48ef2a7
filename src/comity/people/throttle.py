"""Patience with failed sign-ins: a few from one address are a mistake, many are a search."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from comity.core.errors import Refused
from comity.people.models import Attempt

FAILURES = 10
WINDOW = timedelta(minutes=15)


def heed(address: str) -> None:
    """Refuse (``too_many_attempts``) an address that failed ``FAILURES`` times within ``WINDOW``."""
    began = timezone.now() - WINDOW
    if Attempt.objects.filter(address=address, since__gt=began, failures__gte=FAILURES).exists():
        raise Refused("too_many_attempts", minutes=int(WINDOW.total_seconds()) // 60)


def count(address: str) -> None:
    """Count a failure; those of an earlier window are forgotten, of every address."""
    now = timezone.now()
    Attempt.objects.filter(since__lte=now - WINDOW).delete()
    Attempt.objects.get_or_create(address=address, defaults={"since": now})
    Attempt.objects.filter(address=address).update(failures=F("failures") + 1)
