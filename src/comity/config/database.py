"""Which database keeps the records, and with which settings an acknowledged act survives a power cut."""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from comity.core.errors import Refused

_POSTGRESQL = "django.db.backends.postgresql"

CONNECTIONS = 4
"""Connections to PostgreSQL of one process that serves: more than one interpreter keeps busy, and few of what a database admits."""

_WAIT = 20.0
"""Seconds that a writer waits for another before the database says that it is locked."""

_IDLE = 60.0
"""Seconds after which a connection that nobody asked for is closed; each that a restarted database broke costs a wait."""


def database(value: str) -> dict[str, Any]:
    """Django's settings for ``value``: a ``postgresql://`` URL, or else the path of an SQLite file.

    Refuses (``setting_malformed``) a URL that is none, or of another database; it is not told, since it may hold a password.
    """
    if value.startswith(("postgresql://", "postgres://")):
        try:
            return _postgresql(value)
        except ValueError:
            raise Refused("setting_malformed", name="COMITY_DATABASE") from None
    if "://" in value:
        raise Refused("setting_malformed", name="COMITY_DATABASE")
    return _sqlite(Path(value))


def pooled(kept: dict[str, Any]) -> None:
    """Have a process that serves share connections to PostgreSQL, by the settings that ``database`` gave; SQLite needs none.

    Under ASGI each request runs in a thread of its own, which would connect anew: slow, and with many readers at once more than
    the database admits. One is looked at before it is handed out, and replaced where it was cut off.
    """
    if kept["ENGINE"] == _POSTGRESQL:
        kept["OPTIONS"] |= {"pool": {"min_size": 1, "max_size": CONNECTIONS, "max_idle": _IDLE}}
        kept["CONN_HEALTH_CHECKS"] = True


def journal(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """The journal mode in which SQLite ``version`` loses no acknowledged act.

    Both modes are safe with ``synchronous=FULL``. WAL is the faster one, but releases 3.7.0 to 3.51.2 can corrupt a
    database when the log is reset while another connection writes (https://sqlite.org/wal.html, "The WAL-Reset Bug");
    3.44.6 and 3.50.7 carry the correction.
    """
    corrected = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "WAL" if corrected or version < (3, 7) else "TRUNCATE"


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.resolve()),
        "OPTIONS": {
            # Deferred transactions that turn into writers fail at once with "database is locked", without waiting.
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT,
            "init_command": f"PRAGMA journal_mode={journal()}; PRAGMA synchronous=FULL;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    """A URL as libpq reads it (PostgreSQL manual, "Connection URIs"); ``?host=`` names the folder of a Unix socket."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": _POSTGRESQL,
        "NAME": unquote(parts.path.lstrip("/")) or "comity",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }
