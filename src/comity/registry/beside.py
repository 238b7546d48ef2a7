"""What lies in the store beside the entries of a record: cosignatures of witnesses, sealed parts, time stamps.

Plain SQL, as in ``store``.
"""

from django.db import connection

from comity.registry.store import queried


def cosignatures(log: str) -> list[tuple[str, str, int, int, str]]:
    """Party, key, size, instant and line of each witness's latest cosignature."""
    query = "SELECT party, key, size, at, line FROM registry_cosignature WHERE log_id = %s ORDER BY party, key"
    return queried(query, (log,))


def keep_cosignature(log: str, cosignature: tuple[str, str, int, int, str]) -> None:
    """Put a witness's later cosignature, as ``cosignatures`` gives it, in the place of its last; the log is held."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_cosignature (log_id, party, key, size, at, line) VALUES (%s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (log_id, key) DO UPDATE SET size = excluded.size, at = excluded.at, line = excluded.line",
            (log, *cosignature),
        )


def part(log: str, digest: str) -> bytes | None:
    """The blob of a sealed part as it lies in the store; of one that is no longer made of bytes, none of them."""
    query = "SELECT blob FROM registry_part WHERE log_id = %s AND digest = %s"
    found = next((blob for (blob,) in queried(query, (log, digest))), None)
    return found if isinstance(found, bytes | None) else b""


def weight_of_parts(log: str) -> tuple[int, int]:
    """How many sealed parts of the log lie in the store, and their bytes."""
    query = "SELECT count(*), coalesce(sum(length(blob)), 0) FROM registry_part WHERE log_id = %s"
    ((number, size),) = queried(query, (log,))
    return int(number), int(size)


def keep_part(log: str, digest: str, blob: bytes) -> None:
    """Keep a sealed part; one that was damaged is mended. The log is held."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_part (log_id, digest, blob) VALUES (%s, %s, %s)"
            " ON CONFLICT (log_id, digest) DO UPDATE SET blob = excluded.blob",
            (log, digest, blob),
        )


def erase_part(log: str, digest: str) -> None:
    """Delete a sealed part, where it is there, from the log, which is held, and from those that it continues or goes on as.

    SQLite overwrites the pages that it frees.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute(
            "WITH RECURSIVE line (name) AS (SELECT name FROM registry_log WHERE name = %s UNION SELECT other.name FROM line"
            " JOIN registry_log AS own ON own.name = line.name"
            " JOIN registry_log AS other ON other.name = own.follows OR other.follows = own.name)"
            " DELETE FROM registry_part WHERE log_id IN (SELECT name FROM line) AND digest = %s",
            (log, digest),
        )


def stamps(log: str) -> list[tuple[int, str, bytes]]:
    """Size, authority and token of every time stamp of the log, in this order, as they lie in the store."""
    return queried("SELECT size, name, token FROM registry_stamp WHERE log_id = %s ORDER BY size, name", (log,))


def newest_stamp(log: str) -> tuple[int, str, bytes] | None:
    """Size, authority and token of the time stamp over most acts of the log."""
    query = "SELECT size, name, token FROM registry_stamp WHERE log_id = %s ORDER BY size DESC, name LIMIT 1"
    return next(iter(queried(query, (log,))), None)


def keep_stamp(log: str, size: int, name: str, token: bytes) -> None:
    """Keep a time stamp that is not there yet; the log is held."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_stamp (log_id, size, name, token) VALUES (%s, %s, %s, %s)", (log, size, name, token)
        )
