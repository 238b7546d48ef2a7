"""The few statements by which the tables are read and added to, the same on SQLite and PostgreSQL.

They are plain SQL: what is asked at every request costs a fifth of what the object mapper would take for it.
"""

import fcntl
import secrets
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from comity.core.errors import Refused
from comity.record.tree import leaf_hash
from comity.registry.folded import Folded, Row

_TYPES = [bytes, str, bytes, bytes]
_END = 2**31 - 1
"""More than any log has entries."""

PAGE = 2_000
"""Entries read or added at a time, so that a long record does not stand in memory twice."""


class Log(NamedTuple):
    """What the store knows of a log beside its entries.

    ``origin`` is the name that its checkpoints bear, empty for a log that is not kept; ``checkpoint`` the newest of them, signed,
    empty before the first act; ``successor`` the log by which it is continued, empty where there is none.
    """

    name: str
    origin: str
    checkpoint: bytes
    successor: str


def log(name: str) -> Log:
    """What is known of a log, by one query. A checkpoint that is no longer made of bytes is given as one that nobody can read."""
    query = (
        "SELECT (SELECT origin FROM registry_log WHERE name = %s), (SELECT checkpoint FROM registry_log WHERE name = %s),"
        " (SELECT min(name) FROM registry_log WHERE follows = %s)"
    )
    ((origin, checkpoint, successor),) = queried(query, (name, name, name))
    sound = isinstance(checkpoint, bytes | None)
    return Log(name, origin or "", checkpoint or b"" if sound else b"damaged", successor or "")


def origin(log: str) -> str:
    """The name that the log's checkpoints bear; empty for a log that is not kept."""
    return next((found for (found,) in queried("SELECT origin FROM registry_log WHERE name = %s", (log,))), "")


def logs() -> tuple[str, ...]:
    """The names of all logs, in order."""
    return tuple(name for (name,) in queried("SELECT name FROM registry_log ORDER BY name"))


def rows(log: str, start: int = 0, stop: int | None = None) -> Iterator[Row]:
    """The entries ``start`` to ``stop`` (half open), in order, as they lie in the store.

    Refuses ``record_damaged`` at one that is no longer made of bytes and an id.
    """
    while found := page(log, start, stop):
        yield from found
        if len(found) < PAGE:
            return
        start += PAGE


def page(log: str, start: int, stop: int | None = None) -> list[Row]:
    """What ``rows`` gives first, as far as one query reads: at most ``PAGE`` entries."""
    found = queried(
        "SELECT leaf, act, root, nodes FROM registry_entry"
        " WHERE log_id = %s AND seq >= %s AND seq < %s ORDER BY seq LIMIT %s",
        (log, start, _END if stop is None else stop, PAGE),
    )
    for seq, row in enumerate(found, start):
        if [*map(type, row)] != _TYPES:
            raise Refused("record_damaged", seq=seq)
    return [Row(*row) for row in found]


def leaves(log: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[bytes, bytes]]:
    """Leaf and root of the entries ``start`` to ``stop`` (half open), in order, each leaf held to its hash.

    Refuses ``record_damaged`` at a leaf that is no longer the one that was kept.
    """
    for seq, row in enumerate(rows(log, start, stop), start):
        if row.nodes[:32] != leaf_hash(row.leaf):
            raise Refused("record_damaged", seq=seq)
        yield row.leaf, row.root


def some(log: str, seqs: Sequence[int]) -> list[bytes]:
    """The leaves of the entries of these numbers, in order, each held to its hash (``record_damaged``)."""
    if not seqs:
        return []
    marks = ", ".join("%s" for _ in seqs)
    query = f"SELECT seq, leaf, nodes FROM registry_entry WHERE log_id = %s AND seq IN ({marks}) ORDER BY seq"  # noqa: S608 - only marks
    found = queried(query, (log, *seqs))
    for seq, leaf, nodes in found:
        if (type(leaf), type(nodes)) != (bytes, bytes) or nodes[:32] != leaf_hash(leaf):
            raise Refused("record_damaged", seq=seq)
    return [leaf for _, leaf, _ in found]


def leaf(log: str, act: str) -> bytes | None:
    """The leaf of the act with that id, if the log has it."""
    query = "SELECT leaf FROM registry_entry WHERE log_id = %s AND act = %s"
    return next((leaf for (leaf,) in queried(query, (log, act))), None)


def root(log: str, size: int) -> bytes | None:
    """The head that the log had at ``size`` acts (at least 1), if it ever had that size."""
    query = "SELECT root FROM registry_entry WHERE log_id = %s AND seq = %s"
    return next((root for (root,) in queried(query, (log, size - 1))), None)


def roots(log: str) -> Iterator[tuple[int, bytes]]:
    """Every head that the log ever had, by its size, the newest first."""
    query = "SELECT seq + 1, root FROM registry_entry WHERE log_id = %s AND seq < %s ORDER BY seq DESC LIMIT %s"
    page = queried(query, (log, _END, PAGE))
    while page:
        yield from page
        page = queried(query, (log, page[-1][0] - 1, PAGE))


def nodes(log: str, start: int, stop: int, step: int = 1) -> Iterator[bytes]:
    """What the entries ``start``, ``start + step`` … before ``stop`` completed, in order."""
    query = (
        "SELECT nodes FROM registry_entry WHERE log_id = %s AND seq >= %s AND seq < %s AND seq %% %s = %s ORDER BY seq"
    )
    return (found for (found,) in queried(query, (log, start, stop, step, start % step)))


def add(log: str, *longer: Folded) -> None:
    """Add the last entry of each of ``longer``, which follow each other, to the log, which is held."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO registry_entry (log_id, seq, leaf, act, root, nodes) VALUES (%s, %s, %s, %s, %s, %s)",
            [(log, each.size - 1, *each.row) for each in longer],
        )


def name(log: str, origin: str) -> None:
    """Give the log, which is held and empty, the name that its checkpoints bore before its store was lost."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_log SET origin = %s WHERE name = %s", (origin, log))


def follow(log: str, predecessor: str) -> None:
    """Keep that the log, which is held, continues another."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_log SET follows = %s WHERE name = %s", (predecessor, log))


def copy(old: str, new: str) -> None:
    """Add to the log ``new``, which is empty, all that ``old`` has: its entries to the byte, and its sealed parts. Both are held."""
    with connection.cursor() as cursor:
        for table, columns in (("entry", "seq, leaf, act, root, nodes"), ("part", "digest, blob")):
            cursor.execute(
                f"INSERT INTO registry_{table} (log_id, {columns})"  # noqa: S608 - both are written here
                f" SELECT %s, {columns} FROM registry_{table} WHERE log_id = %s",
                (new, old),
            )


def keep_checkpoint(log: str, signed: bytes) -> None:
    """Put a newer checkpoint in the place of the last; the log is held."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_log SET checkpoint = %s WHERE name = %s", (signed, log))


@contextmanager
def hold(*logs: str) -> Iterator[None]:
    """Be the only writer of ``logs``, within a transaction of its own that ends before the hold does.

    PostgreSQL locks the rows of the logs, in the order of their names, so that no two wait for each other. SQLite has one
    writer for the whole file; waiting for it in ``flock`` rather than in its own busy loop nearly doubles the rate of eight
    writers and cuts the longest wait from seconds to a tenth.
    """
    with _alone(), transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            for log in sorted(logs):
                cursor.execute(
                    "INSERT INTO registry_log (name, origin, checkpoint) VALUES (%s, %s, %s) ON CONFLICT (name) DO NOTHING",
                    (log, f"comity/{secrets.token_hex(16)}", b""),
                )
                if connection.features.has_select_for_update:
                    cursor.execute("SELECT name FROM registry_log WHERE name = %s FOR UPDATE", (log,))
        yield


def queried(query: str, facts: tuple[str | int | bytes, ...] = ()) -> list[Any]:
    """The rows with which the database answers a query. Its errors are Django's.

    Django's own cursor takes as long as the database does for the newest row of a log. It is used where somebody looks on: where
    queries are counted or wrapped.
    """
    database = connections[DEFAULT_DB_ALIAS]
    watched = database.queries_logged or database.execute_wrappers
    with database.wrap_database_errors, closing(database.cursor() if watched else _cursor(database)) as cursor:
        rows: list[Any] = cursor.execute(query, facts).fetchall()
    return rows


def _cursor(database: BaseDatabaseWrapper) -> Any:
    """The driver's cursor, after all that Django checks before it hands one out and asks with it."""
    database.close_if_health_check_failed()
    database.ensure_connection()
    database.validate_no_broken_transaction()
    return database.create_cursor()


@contextmanager
def _alone() -> Iterator[None]:
    with _lock_file() as file:
        if file is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield  # closing the file lets the lock go


def _lock_file() -> AbstractContextManager[IO[bytes] | None]:
    if connection.vendor != "sqlite":
        return nullcontext()
    return Path(f"{connection.settings_dict['NAME']}.lock").open("ab")
