"""Instants as OpenDocument writes them: local time without a zone, read as UTC, which every suite then shows unchanged."""

import re
from datetime import UTC, datetime

_FORM = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?")


def instant(written: str | None) -> int | None:
    """Whole milliseconds since 1970 UTC of a ``dc:date``; none where it is missing or no date.

    The beginning of 1970 stands for no date in the files of LibreOffice, which leaves it out on request, and in ours.
    """
    found = _FORM.fullmatch((written or "").strip())
    if not found:
        return None
    zone = (found[2] or "Z").replace("Z", "+00:00")
    try:
        at = datetime.fromisoformat(found[1] + zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return int(at.timestamp()) * 1000 or None
