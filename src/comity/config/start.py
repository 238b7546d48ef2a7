"""What has to be so before a server takes acts: a store that loses nothing acknowledged, and records that are all there."""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from comity import registry
from comity.config.database import journal
from comity.core.errors import Refused

_FULL = 2


def unsafe() -> Iterator[Refused]:
    """Why an act that was acknowledged might not survive in this store, one reason each; the server is not to start then."""
    try:
        yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
    except (DatabaseError, OSError) as error:
        yield Refused("store_unreachable", why=str(error).strip())


def behind() -> Iterator[Refused]:
    """Which records cannot be continued, and why; they are served to be read, and ``append`` refuses them by itself."""
    yield from filter(None, map(registry.broken, registry.remembered()))


def _sqlite() -> Iterator[Refused]:
    found = {"journal_mode": _told("PRAGMA journal_mode"), "synchronous": _told("PRAGMA synchronous")}
    if found != {"journal_mode": journal().lower(), "synchronous": str(_FULL)}:
        yield Refused("store_sqlite", journal=found["journal_mode"], expected=journal())


def _postgresql() -> Iterator[Refused]:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        if _told(f"SHOW {setting}") == "off":
            yield Refused("store_postgresql", setting=setting)
    if _told("SELECT pg_is_in_recovery()") == "True":
        yield Refused("store_standby")


def _told(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        (answer,) = cursor.fetchone()
    return str(answer)
