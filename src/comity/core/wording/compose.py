"""All proposals on one provision put into one value, from which each can be read back exactly.

Composition works by levels. Rewrites of the whole provision stand outermost, rewrites of a clause or sentence next,
changes of some words inside. Overlapping changes of one level unite into one site over the union of their spans, and
each alternative there reads the whole span; a change that crosses the edge of a wider site joins it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from comity.core.errors import Refused
from comity.core.wording.diff import diff
from comity.core.wording.grid import Grid, base_grid
from comity.core.wording.levels import levels
from comity.core.wording.sites import Meeting, Voice
from comity.core.wording.values import Alternative, Composition, Part, Reading, Same, Site


def compose(base: str, readings: Sequence[Reading]) -> Composition:
    """Compose ``readings`` of the provision ``base``; the order in which they come does not matter.

    Near linear in the words of the distinct readings: equal readings are merged before they are compared, and
    comparisons are remembered (``diff``). Raises ``Refused("proposal_twice")`` where two readings bear one name.
    """
    proposals = sorted(reading.proposal for reading in readings)
    for one, other in pairwise(proposals):
        if one == other:
            raise Refused("proposal_twice", proposal=one)
    grid = base_grid(base)
    voices = _voices(grid.text, readings)
    outer = levels(grid, voices)
    parts = _parts(grid, voices, 0, len(grid.cells), outer)
    return Composition(grid.text, tuple(parts), tuple(proposals))


def _voices(base: str, readings: Iterable[Reading]) -> list[Voice]:
    """One voice for each distinct wording."""
    same: dict[str, list[Reading]] = {}
    for reading in readings:
        same.setdefault(reading.text, []).append(reading)
    return [
        Voice(
            tuple(sorted(reading.proposal for reading in alike)),
            tuple(sorted({sponsor for reading in alike for sponsor in reading.sponsors})),
            diff(base, text),
        )
        for text, alike in sorted(same.items())
    ]


def _parts(grid: Grid, voices: Sequence[Voice], start: int, end: int, meetings: Iterable[Meeting]) -> Iterator[Part]:
    """The cells ``start:end`` as sites, and as text that nobody changes between them."""
    here = start
    for found in meetings:
        if here < found.start:
            yield Same(here, found.start, grid.span(here, found.start))
        yield _site(grid, voices, found)
        here = found.end
    if here < end:
        yield Same(here, end, grid.span(here, end))


def _site(grid: Grid, voices: Sequence[Voice], found: Meeting) -> Site:
    content = tuple(_parts(grid, voices, found.start, found.end, found.inner)) if found.inner else ()
    alternatives = [_alternative(text, [voices[number] for number in who]) for text, who in found.readings.items()]
    alternatives.sort(key=lambda alternative: (alternative.sponsors, alternative.text))
    base = grid.span(found.start, found.end)
    return Site(found.start, found.end, base, tuple(alternatives), content, found.level, found.move)


def _alternative(text: str, voices: Sequence[Voice]) -> Alternative:
    if len(voices) == 1:
        return Alternative(text, voices[0].proposals, voices[0].sponsors)
    proposals = sorted(proposal for voice in voices for proposal in voice.proposals)
    sponsors = sorted({sponsor for voice in voices for sponsor in voice.sponsors})
    return Alternative(text, tuple(proposals), tuple(sponsors))
