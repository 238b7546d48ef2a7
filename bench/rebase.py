"""Rebase: 1,000 proposals carried onto a new base that took in half of them, exact for every party."""

import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import NamedTuple, TypeVar

from comity.core.wording.accept import apply
from comity.core.wording.diff import diff
from comity.core.wording.rebase import rebase
from comity.core.wording.tokens import canonical, cells
from comity.core.wording.values import Hunk

PARAGRAPHS, A_PARAGRAPH, WORDS = 40, 25, 120
RUNS = 5
_SALT = count()
T = TypeVar("T")


class Amendment(NamedTuple):
    """One party's amendment: its base, its wording, the new base, and its wording on the new base."""

    base: str
    wording: str
    revised: str
    expected: str


def amended(words: list[str], slots: Sequence[int]) -> str:
    """The paragraph with the amendments of some slots: each replaces, deletes or inserts words in a room of its own."""
    out = [[word] for word in words]
    for slot in slots:
        at = 4 * slot + 8
        kind = slot % 3
        out[at] = [[f"new{slot}", f"words{slot}"], [], [words[at], f"also{slot}", f"here{slot}"]][kind]
    return " ".join(word for group in out for word in group)


def amendments(paragraphs: int) -> Iterator[Amendment]:
    """Fresh amendments, ``A_PARAGRAPH`` on each paragraph; every second one is adopted."""
    adopted = range(0, A_PARAGRAPH, 2)
    for _ in range(paragraphs):
        salt = next(_SALT)
        words = [f"w{salt}n{at}" for at in range(WORDS)]
        base, revised = " ".join(words), amended(words, adopted)
        for slot in range(A_PARAGRAPH):
            expected = amended(words, sorted({*adopted, slot}))
            yield Amendment(base, amended(words, [slot]), revised, expected)


class Prepared(NamedTuple):
    """An amendment with its hunks at hand."""

    expected: str
    base: str
    hunks: tuple[Hunk, ...]
    edits: tuple[Hunk, ...]


def prepared(paragraphs: int) -> Iterator[Prepared]:
    for one in amendments(paragraphs):
        yield Prepared(one.expected, one.base, diff(one.base, one.wording), diff(one.base, one.revised))


def from_texts(given: Sequence[Amendment]) -> int:
    """How many parties have exactly what they want on the new base, diffs included."""
    return sum(
        rebase(one.base, diff(one.base, one.wording), diff(one.base, one.revised)).text == one.expected for one in given
    )


def from_hunks(given: Sequence[Prepared]) -> int:
    """The same where the hunks are at hand."""
    return sum(rebase(one.base, one.hunks, one.edits).text == one.expected for one in given)


def floor(given: Sequence[Amendment]) -> int:
    """Canonicalise and tokenise every wording, old and new: what no way of doing it can avoid."""
    return sum(len(cells(canonical(text))) for one in given for text in (one.wording, one.expected))


def timed(
    prepare: Callable[[int], Iterator[T]], run: Callable[[Sequence[T]], int], paragraphs: int
) -> tuple[float, int]:
    """Median processor seconds of several runs, each on fresh texts, and the last result."""
    times, result = [], 0
    for _ in range(RUNS):
        given = list(prepare(paragraphs))
        start = time.process_time()
        result = run(given)
        times.append(time.process_time() - start)
    return statistics.median(times), result


def one_provision(size: int) -> float:
    """Median processor seconds to rebase a proposal of ``size`` hunks over as many edits of one provision."""
    words = [f"v{next(_SALT)}n{at}" for at in range(8 * size)]
    base = " ".join(words)
    hunks = [Hunk(16 * at + 1, 16 * at + 2, words[8 * at], "mine") for at in range(size)]
    edits = [Hunk(16 * at + 9, 16 * at + 10, words[8 * at + 4], "theirs") for at in range(size)]
    assert rebase(base, hunks, edits).text == apply(base, sorted((*hunks, *edits), key=lambda hunk: hunk.start))
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        rebase(base, hunks, edits)
        times.append(time.process_time() - start)
    return statistics.median(times)


def rows() -> list[dict[str, object]]:
    size = PARAGRAPHS * A_PARAGRAPH
    bound, _ = timed(amendments, floor, PARAGRAPHS)
    whole, exact = timed(amendments, from_texts, PARAGRAPHS)
    carried, again = timed(prepared, from_hunks, PARAGRAPHS)
    more, _ = timed(amendments, from_texts, 4 * PARAGRAPHS)
    small, large = one_provision(100), one_provision(1600)
    here = {"area": "rebase", "size": f"{size:,} on {PARAGRAPHS} paragraphs", "bound": f"{bound * 1000:.0f} ms floor"}
    growth = {"area": "rebase", "bound": "linear", "demand": "<= 1.2"}
    return [
        {
            **here,
            "work": "proposals rebased from texts, two diffs each",
            "value": f"{whole * 1000:.0f} ms",
            "ratio": whole / bound,
            "demand": "< 500 ms",
        },
        {
            **here,
            "work": "proposals rebased, hunks at hand",
            "value": f"{carried * 1000:.0f} ms",
            "ratio": carried / bound,
            "demand": "<= 1",
        },
        {
            **here,
            "work": "parties whose wording is exact",
            "value": f"{min(exact, again):,}",
            "bound": f"{size:,}",
            "ratio": min(exact, again) / size,
            "demand": "= 1",
        },
        {
            **growth,
            "work": "growth of rebasing with proposals (exponent)",
            "size": f"{size:,} to {4 * size:,}",
            "value": f"{more * 1000:.0f} ms",
            "ratio": math.log(more / whole, 4),
        },
        {
            **growth,
            "work": "growth of rebasing with hunks of one provision (exponent)",
            "size": "100 to 1,600 hunks",
            "value": f"{large * 1000:.1f} ms",
            "ratio": math.log(large / small, 16),
        },
    ]
