"""Composition of many proposals, beside the floor: canonicalising, cutting and numbering the same texts."""

import gc
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from math import log
from random import Random
from statistics import median
from time import process_time

from comity.core.wording.compose import compose
from comity.core.wording.diff import diff
from comity.core.wording.grid import base_grid, index
from comity.core.wording.rewrite import sentences
from comity.core.wording.tokens import canonical, cells
from comity.core.wording.values import Composition, Reading

AREA = "wording"
_VOCABULARY = """the of and in to with for on by under a its their shall may not Parties Secretariat Council Commission data
information exchange cooperate report meeting water basin monitoring national legislation accordance Protocol Agreement
measures ensure promote establish appropriate relevant competent authorities implementation decision regular joint
programme training experts security networks threats incidents response assistance request procedure terms conditions
within days annual budget observers consensus proposal amendment annex article paragraph"""
WORDS = _VOCABULARY.split()


def provision(random: Random, length: int) -> list[str]:
    """Sentences of some twenty words, with commas."""
    words: list[str] = []
    while len(words) < length:
        sentence = [random.choice(WORDS) for _ in range(random.randint(14, 26))]
        sentence[0] = sentence[0].capitalize()
        sentence[5] += ","
        sentence[-1] += "."
        words += sentence
    return words[:length]


def proposed(random: Random, base: Sequence[str]) -> str:
    """One to three changes as delegations make them: a word or phrase replaced, put in or taken out, rarely a clause."""
    words = list(base)
    for _ in range(random.choice((1, 1, 2, 3))):
        at = random.randrange(len(words) - 4)
        kind = random.random()
        new = [random.choice(WORDS) for _ in range(random.randint(1, 4))]
        if kind < 0.5:
            words[at : at + random.randint(1, 2)] = new[:2]
        elif kind < 0.78:
            words[at:at] = new
        elif kind < 0.95:
            del words[at : at + len(new)]
        else:
            words[at : at + 15] = [random.choice(WORDS) for _ in range(12)]
    return canonical(" ".join(words))


def proposals(random: Random, length: int, count: int, distinct: int | None = None) -> tuple[str, list[Reading]]:
    """A base of some length and so many readings of it, all of them different unless ``distinct`` says how many are."""
    base = provision(random, length)
    texts: set[str] = set()
    while len(texts) < (distinct or count):
        texts.add(proposed(random, base))
    row = sorted(texts)
    readings = [Reading(f"p{n}", (f"P{n % 193}",), row[n % len(row)]) for n in range(count)]
    return canonical(" ".join(base)), readings


def floor(texts: Iterable[str]) -> None:
    """The least that any composition must do with its texts."""
    numbers: dict[str, int] = {}
    for text in texts:
        for word in cells(canonical(text))[1::2]:
            numbers.setdefault(word, len(numbers))


def forget() -> None:
    """Nothing is remembered of earlier runs."""
    for remembered in (diff, base_grid, index, sentences):
        remembered.cache_clear()


def seconds(work: Callable[[], object], prepare: Callable[[], object] = forget, times: int = 7) -> float:
    """The median processor time of some runs."""
    taken = []
    for _ in range(times):
        prepare()
        start = process_time()
        work()
        taken.append(process_time() - start)
    return median(taken)


def against_floor(work: str, made: Sequence[tuple[str, list[Reading]]], demand: int) -> dict[str, object]:
    """Composing beside its floor, each pair of runs close in time, since the machine is shared."""
    texts = [text for base, readings in made for text in (base, *(reading.text for reading in readings))]
    pairs = []
    for _ in range(9 if len(texts) < 2000 else 3):
        bound = seconds(lambda: floor(texts), times=1)
        value = seconds(lambda: [compose(base, readings) for base, readings in made], times=1)
        pairs.append((value / bound, value, bound))
    ratio, value, bound = sorted(pairs)[len(pairs) // 2]
    return {
        "area": AREA,
        "work": work,
        "size": str(len(texts) - len(made)),
        "value": f"{value * 1000:.1f} ms",
        "bound": f"floor {bound * 1000:.1f} ms",
        "ratio": ratio,
        "demand": f"≤ {demand}",
    }


def growth(work: str, sizes: Sequence[int], make: Callable[[int], tuple[str, list[Reading]]]) -> dict[str, object]:
    """The exponent of time in size, by least squares on the logarithms."""
    points = []
    for size in sizes:
        base, readings = make(size)
        points.append((log(size), log(seconds(lambda base=base, readings=readings: compose(base, readings)))))
    middle = [sum(column) / len(points) for column in zip(*points, strict=True)]
    slope = sum((x - middle[0]) * (y - middle[1]) for x, y in points) / sum((x - middle[0]) ** 2 for x, _ in points)
    return {
        "area": AREA,
        "work": work,
        "size": " ".join(map(str, sizes)),
        "value": f"exponent {slope:.2f}",
        "bound": "linear 1",
        "ratio": slope,
        "demand": "≤ 1.2",
    }


def one_more(random: Random) -> dict[str, object]:
    base, readings = proposals(random, 120, 194)
    before, all_of_them = readings[:-1], readings

    def composed_before() -> None:
        forget()
        compose(base, before)

    fresh = seconds(lambda: compose(base, all_of_them))
    added = seconds(lambda: compose(base, all_of_them), prepare=composed_before)
    return {
        "area": AREA,
        "work": "add one proposal to a composed provision",
        "size": "193 + 1",
        "value": f"{added * 1000:.1f} ms",
        "bound": f"afresh {fresh * 1000:.1f} ms",
        "ratio": added / fresh,
        "demand": "≤ 0.25",
    }


def memory(made: Sequence[tuple[str, list[Reading]]]) -> dict[str, object]:
    """What the compositions hold beyond the texts they were made of, diffs forgotten."""
    forget()
    gc.collect()
    tracemalloc.start()
    kept: list[Composition] = [compose(base, readings) for base, readings in made]
    forget()
    gc.collect()
    count = sum(len(composition.proposals) for composition in kept)
    held = tracemalloc.get_traced_memory()[0] / count
    tracemalloc.stop()
    return {
        "area": AREA,
        "work": "memory of the compositions",
        "size": f"{count} proposals",
        "value": f"{held:.0f} B each",
        "bound": "1000 B each",
        "ratio": held / 1000,
        "demand": "≤ 1",
    }


def rows() -> Iterable[dict[str, object]]:
    """The figures of composition."""
    random = Random(7)
    for count in (12, 100, 193):
        yield against_floor(
            "compose distinct proposals on a provision of 120 words", [proposals(random, 120, count)], 4
        )
    few = [proposals(random, 120, 193, distinct=12)]
    yield against_floor("compose proposals of which 12 wordings differ", few, 1)
    yield growth("growth with proposals", (48, 96, 193, 386), lambda count: proposals(random, 120, count))
    yield growth(
        "growth with words of the provision", (60, 120, 240, 480), lambda length: proposals(random, length, 100)
    )
    yield one_more(random)
    many = [proposals(random, 78, 579) for _ in range(40)]
    yield against_floor("compose 40 provisions, 193 parties, 3 proposals each", many, 4)
    yield memory(many)
    all_parties = [proposals(random, 78, 193) for _ in range(400)]
    yield against_floor("compose 400 provisions, 193 parties", all_parties, 4)
