"""Which part of a record had happened at an instant, on a day, by the end of a session."""

from bisect import bisect_right
from collections.abc import Sequence

from comity.core.fold import Entry

_DAY = 86_400_000


def as_of(entries: Sequence[Entry], instant: int) -> int:
    """How many acts had been accepted at ``instant`` (milliseconds, UTC, inclusive): fold that many for the state then.

    ``entries`` are in the order of the record, whose instants never go back. O(log n).
    """
    return bisect_right(entries, instant, key=lambda entry: entry.at)


def end_of_day(date: str) -> int:
    """The last millisecond, UTC, of a date (ISO 8601). The state after a session is the one at the end of its day.

    Days are counted from the first of March, so that the leap day is the last of its year.
    """
    year, month, day = map(int, date.split("-"))
    years = year - (month <= 2)  # noqa: PLR2004 - January and February end the year before
    days = (153 * ((month + 9) % 12) + 2) // 5 + day - 1 + 365 * years + years // 4 - years // 100 + years // 400
    return (days - 719_468 + 1) * _DAY - 1
