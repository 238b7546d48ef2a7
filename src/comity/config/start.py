"""What has to be so before a server takes acts: a store that loses nothing acknowledged, and records that are all there."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from comity import registry
from comity.config.command import unreachable
from comity.config.database import journal
from comity.config.witnesses import listed
from comity.core.errors import Refused, Unreadable

_FULL = 2


def unprepared() -> Iterator[Refused]:
    """Whether the store lacks tables of this version: nobody has made them, or they are those of an earlier one."""
    made = MigrationExecutor(connection)
    if made.migration_plan(made.loader.graph.leaf_nodes()):
        yield Refused("store_unprepared")


def unsafe() -> Iterator[Refused]:
    """Why an act that was acknowledged might not survive in this store, one reason each; the server is not to start then."""
    try:
        yield from unprepared()
        yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
    except (DatabaseError, OSError) as error:
        yield unreachable(error)


def behind() -> Iterator[Refused]:
    """Which records cannot be continued, and why; they are served to be read, and ``append`` refuses them by itself."""
    yield from filter(None, map(registry.broken, registry.remembered()))


def compared(folder: Path) -> Iterator[Refused | Unreadable]:
    """Compare the records with what the witnesses that are listed in ``folder`` show of them, before ``behind`` is asked.

    What is told is who could not be asked: a witness that does not answer stops no record.
    """
    try:
        witnesses = listed(folder)
        origins = {log: registry.key(log).name for log in registry.logs()} if witnesses else {}
    except (Refused, Unreadable) as error:
        yield error
        return
    except DatabaseError as error:
        yield unreachable(error)
        return
    for witness in witnesses:
        try:
            for log, origin in origins.items():
                registry.compare(log, partial(witness.show, origin))
        except Unreadable as error:
            yield error


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
