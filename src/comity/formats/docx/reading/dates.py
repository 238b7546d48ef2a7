"""The instant of a tracked change or comment, as far as its file tells one."""

from datetime import UTC, datetime
from functools import lru_cache

# Editors that were told to leave dates out write the first instant of their calendar; no tracked change is that old.
_FIRST_YEAR = 1980


@lru_cache(maxsize=4096)
def instant(text: str | None) -> int | None:
    """Milliseconds since 1970 UTC of an ``xsd:dateTime``; none where it is missing, zero or no date.

    Word writes local time with a Z and the true instant apart (``w16du:dateUtc``): give that one where there is one.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return int(known.timestamp()) * 1000 if known.year >= _FIRST_YEAR else None
    except (ValueError, OverflowError):
        return None
