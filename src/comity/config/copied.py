"""A database of records in one SQLite file: copied as of one moment while others write to it, and how far its records came."""

import sqlite3
from contextlib import closing
from pathlib import Path

from comity.cli.witnessing.keeping import sync
from comity.core.errors import Refused


def copied(source: Path, target: Path) -> None:
    """A consistent copy of a database that others may be writing to (SQLite, "Online Backup API"), on disk when this returns.

    The copy is one file that can be read where nothing can be written (in WAL mode it would want to). What fails is an
    ``OSError`` or a ``sqlite3.Error``; a part of a copy is not left behind.
    """
    try:
        target.touch(mode=0o600)
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA synchronous=FULL")
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        sync(target)
        sync(target.parent)
    except BaseException:
        for rest in ("", "-journal"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
        raise


def sizes(database: Path) -> dict[str, int]:
    """Acts by log. Refuses (``backup_unsound``) a file that is no database of records, or no longer a sound one."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            (sound,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            rows = connection.execute("SELECT log_id, count(*) FROM registry_entry GROUP BY log_id").fetchall()
    except sqlite3.DatabaseError:
        sound, rows = "", []
    if sound != "ok":
        raise Refused("backup_unsound", path=str(database.parent), file=database.name)
    return dict(rows)
