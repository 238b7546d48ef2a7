"""Alignment of whole documents, and their composition: the corpus drafts, perturbed real texts, 193 parties."""

import math
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from tests.perturbation import CORPUS, Links, by_position, f1, paragraphs, perturbed, texts

from comity.core.wording.align import align
from comity.core.wording.diff import diff
from comity.core.wording.document import Document, compose_documents, project_document
from comity.core.wording.likeness import bare, label
from comity.core.wording.tokens import canonical, cells, tokens

RUNS = 5
SEEDS = range(5)
SIZE = 400
PARTIES = 193
TOUCHED = 3
"""How many neighbouring paragraphs one party's document perturbs, as many as it has proposals in the other benches."""


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median processor seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def floor(documents: Sequence[Sequence[str]]) -> int:
    """Canonicalise and tokenise the same texts: what no way of doing it can avoid."""
    return sum(len(cells(canonical(paragraph))) for document in documents for paragraph in document)


def links(old: Sequence[str], new: Sequence[str]) -> Links:
    return frozenset((i, j) for pairing in align(old, new).pairings for i in pairing.old for j in pairing.new)


def drafts() -> Iterator[dict[str, object]]:
    """The three versions of one agreement, each with the next."""
    versions = [paragraphs(path) for path in sorted((CORPUS / "drafts").glob("agreement_*.md"))]
    for number, (old, new) in enumerate(pairwise(versions), 1):
        whole, bound = seconds(partial(align, old, new)), seconds(partial(floor, [old, new]))
        yield {
            "work": f"draft {number} of the agreement aligned with draft {number + 1}",
            "size": f"{len(old)} and {len(new)} paragraphs",
            "value": f"{whole * 1000:.0f} ms",
            "bound": f"{bound * 1000:.0f} ms floor",
            "ratio": whole / bound,
            "demand": "< 300 ms",
        }


def agreement() -> Iterator[dict[str, object]]:
    """Perturbed real texts, whose truth is known, beside difflib by position."""
    for name, text in texts().items():
        old, strangers = text[:-80][:SIZE], text[-80:]
        given = [perturbed(old, strangers, seed) for seed in SEEDS]
        found = statistics.mean(f1(links(old, new), truth) for new, truth in given)
        peer = statistics.mean(f1(by_position(old, new), truth) for new, truth in given)
        whole = seconds(partial(align, old, given[0][0]))
        yield {
            "work": f"F1, {name}; difflib by position",
            "size": f"{len(old)} paragraphs, {whole:.2f} s",
            "value": f"{found:.4f}",
            "bound": f"{peer:.4f} peer",
            "ratio": found / peer,
            "demand": "F1 >= 0.99",
        }


def invented(size: int, seed: int) -> list[str]:
    """Paragraphs of 20 to 60 words with the frequencies of a language: a few words everywhere, many seldom."""
    chance = random.Random(seed)
    return [
        " ".join(f"w{int(chance.paretovariate(0.6)) % 20_000}" for _ in range(chance.randint(20, 60)))
        for _ in range(size)
    ]


def growth() -> dict[str, object]:
    """How the time of an alignment grows from 100 to 1,600 paragraphs."""
    times = []
    for size in (100, 1600):
        old = invented(size, 1)
        new, _ = perturbed(old, invented(80, 2), 3)
        times.append(seconds(partial(align, old, new)))
    return {
        "work": "growth of alignment with the document (exponent)",
        "size": "100 to 1,600 paragraphs",
        "value": f"{times[1] * 1000:.0f} ms",
        "bound": "linear",
        "ratio": math.log(times[1] / times[0], 16),
        "demand": "<= 1.2",
    }


def given(size: int) -> tuple[list[str], list[Document]]:
    """A base and the documents of all parties, each with some neighbouring paragraphs perturbed."""
    base, strangers = invented(size, 4), invented(80, 5)
    chance = random.Random(6)
    documents = []
    for party in range(PARTIES):
        at = chance.randrange(size - TOUCHED)
        new, _ = perturbed(base[at : at + TOUCHED], strangers, party)
        documents.append(Document((f"P{party:03}",), (*base[:at], *new, *base[at + TOUCHED :])))
    return base, documents


def afresh(base: Sequence[str], documents: Sequence[Document]) -> float:
    """Processor seconds of one composition with nothing remembered."""
    for remembered in (diff, tokens, label, bare):
        remembered.cache_clear()
    return seconds(partial(compose_documents, base, documents), 1)


def composition(size: int) -> dict[str, object]:
    """Whole documents of all parties composed, each read back exactly."""
    base, documents = given(size)

    whole = statistics.median(afresh(base, documents) for _ in range(3))
    bound = seconds(partial(floor, [base, *(document.paragraphs for document in documents)]), 3)
    composed = compose_documents(base, documents)
    assert all(project_document(composed, one.sponsors[0]) == one.paragraphs for one in documents)
    return {
        "work": "documents of all parties composed, all read back exactly",
        "size": f"{size} paragraphs x {PARTIES}",
        "value": f"{whole:.2f} s",
        "bound": f"{bound:.2f} s floor",
        "ratio": whole / bound,
        "demand": "<= 4",
    }


def rows() -> Iterator[dict[str, object]]:
    if CORPUS.is_dir():
        yield from ({"area": "align", **row} for row in (*drafts(), *agreement()))
    yield {"area": "align", **growth()}
    yield from ({"area": "document", **composition(size)} for size in (40, SIZE))
