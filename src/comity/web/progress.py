"""Whether a text converges, as a chart drawn on the server: for each base three bars, with a table that says the same."""

from dataclasses import dataclass

from comity.core import queries
from comity.core.state import Text
from comity.web import naming

_HEIGHT, _TOP, _FOOT = 120, 18, 20
_BAR, _GAP, _GROUP = 16, 2, 12
_WIDTH, _SHOWN = 320, 8
"""Units of the drawing: height of the highest bar, room for its number above and for names below; widths.

The drawing is at least ``_WIDTH`` wide, so that a text of few revisions is not blown up, and shows the last ``_SHOWN``.
"""

SERIES = ("proposals", "sites", "agreed")
"""What is counted, in the order of the bars of a group and of the columns of the table."""


@dataclass(frozen=True)
class Bar:
    """One number of one base; ``x``, ``y`` and ``height`` in units of the drawing."""

    series: str
    value: int
    x: int
    y: int
    height: int
    width: int = _BAR

    @property
    def middle(self) -> int:
        """Where its number is centred."""
        return self.x + self.width // 2

    @property
    def above(self) -> int:
        """The line its number stands on."""
        return self.y - 5


@dataclass(frozen=True)
class Group:
    """The bars of one base, and the base's name with its place."""

    name: str
    middle: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """A drawing of this ``width`` and ``height``; ``floor`` is the line the bars stand on, ``feet`` that of the names.

    ``rows`` are the numbers of all bases, for the table.
    """

    width: int
    groups: tuple[Group, ...]
    rows: tuple[tuple[str, queries.Progress], ...]
    height: int = _TOP + _HEIGHT + _FOOT
    floor: int = _TOP + _HEIGHT
    feet: int = _TOP + _HEIGHT + 15


def chart(text: Text, language: str) -> Chart:
    """The progress of a text over its bases, the draft as tabled first."""
    rows = queries.progress(text, language)
    drawn = rows[-_SHOWN:]
    most = max(getattr(row, series) for row in drawn for series in SERIES) or 1
    width = len(SERIES) * (_BAR + _GAP) + _GROUP
    return Chart(
        width=max(len(drawn) * width, _WIDTH),
        groups=tuple(_group(row, number * width, most) for number, row in enumerate(drawn)),
        rows=tuple((naming.revision(row.revision), row) for row in rows),
    )


def _group(row: queries.Progress, left: int, most: int) -> Group:
    bars = tuple(_bar(series, getattr(row, series), left + n * (_BAR + _GAP), most) for n, series in enumerate(SERIES))
    return Group(naming.revision(row.revision) if row.revision else "0", bars[1].middle, bars)


def _bar(series: str, value: int, x: int, most: int) -> Bar:
    height = round(_HEIGHT * value / most)
    return Bar(series, value, x, _TOP + _HEIGHT - height, height)
