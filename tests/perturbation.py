"""Real paragraphs perturbed as delegations do it, with the truth about which became which."""

import random
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
LONG = 14
"""Words a paragraph needs to be edited, split or moved alone: nobody can say where a lone *Article 9* moved to."""

Links = frozenset[tuple[int, int]]


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a text of the corpus, canonical, without its three lines of provenance."""
    text = path.read_text(encoding="utf-8").split("\n", 3)[3]
    blocks = text.split("\n\n") if path.suffix == ".txt" else text.split("\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def texts() -> dict[str, list[str]]:
    """Real texts in English and Russian, by name."""
    files = [*sorted((CORPUS / "parallel").glob("*.txt")), *sorted((CORPUS / "drafts").glob("agreement_*.md"))]
    return {file.stem: paragraphs(file) for file in files}


def perturbed(old: Sequence[str], strangers: Sequence[str], seed: int) -> tuple[list[str], Links]:
    """A new version of ``old`` and the links between the two; ``strangers`` are the paragraphs that are inserted."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible text, not a secret
    words = [word for paragraph in strangers for word in paragraph.split()]
    new: list[tuple[str, tuple[int, ...]]] = []
    moving: list[tuple[str, tuple[int, ...]]] = []
    at = 0
    while at < len(old):
        origin, text = (at,), old[at]
        at += 1
        kind = chance.choices(
            ["kept", "edited", "heavily", "deleted", "moved", "merged", "split"], [32, 28, 12, 7, 7, 7, 7]
        )[0]
        if len(text.split()) < LONG and kind != "deleted":
            kind = "kept"
        if kind == "deleted":
            continue
        if kind == "merged" and at < len(old) and len(old[at].split()) >= LONG:
            origin, text = (at - 1, at), text + " " + old[at]
            at += 1
        if kind == "split":
            new += [(part, origin) for part in _halves(text, chance)]
        elif kind == "moved":
            moving.append((text if chance.random() < 0.5 else _edited(text, words, 0.1, chance), origin))
        else:
            share = {"edited": 0.12, "heavily": 0.45, "merged": 0.05}.get(kind, 0.0)
            new.append((_edited(text, words, share, chance), origin))
        if chance.random() < 0.08:
            new.append((chance.choice(strangers), ()))
    for paragraph in moving:
        new.insert(chance.randrange(len(new) + 1), paragraph)
    links = frozenset((i, j) for j, (_, origin) in enumerate(new) for i in origin)
    return [text for text, _ in new], links


def _edited(text: str, words: Sequence[str], share: float, chance: random.Random) -> str:
    edited: list[str] = []
    for word in text.split():
        if chance.random() >= share:
            edited.append(word)
            continue
        edited += {"replace": [chance.choice(words)], "delete": [], "insert": [word, chance.choice(words)]}[
            chance.choice(["replace", "delete", "insert"])
        ]
    return " ".join(edited) or text


def _halves(text: str, chance: random.Random) -> list[str]:
    words = text.split()
    cut = chance.randint(len(words) // 3, 2 * len(words) // 3)
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def f1(found: Links, truth: Links) -> float:
    """How well the links found agree with the truth, 0 to 1."""
    return 2 * len(found & truth) / (len(found) + len(truth)) if found or truth else 1.0


def by_position(old: Sequence[str], new: Sequence[str]) -> Links:
    """The peer: difflib on equal paragraphs, replaced runs paired by their position."""
    links: set[tuple[int, int]] = set()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            links |= set(zip(range(a, b), range(c, d), strict=False))
    return frozenset(links)
