"""What the doors do when the store fails: one refusal, and nothing that was folded before is believed any more."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from comity.core.errors import Refused
from comity.registry.kept import KEPT


@contextmanager
def guarded(log: str, code: str = "record_unread") -> Iterator[None]:
    """Turn a failure of the store into a refusal with ``code``.

    What was folded of ``log`` is forgotten and the connection closed: the next call reads the record anew, over a
    connection of its own, and holds it to its roots and its checkpoint before anything is signed.
    """
    try:
        yield
    except (DatabaseError, OSError, OverflowError, UnicodeError) as error:  # the last two: from a damaged SQLite file
        KEPT.forget(log)
        if not connection.in_atomic_block:
            connection.close()
        raise Refused(code, log=log) from error
