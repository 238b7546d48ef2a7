"""Inputs made to exhaust a comparison: they are read exactly, and the work on them stays within its bounds."""

import pytest

from comity.core.wording import windows
from comity.core.wording.accept import apply
from comity.core.wording.compose import compose
from comity.core.wording.diff import diff
from comity.core.wording.project import project
from comity.core.wording.values import Reading
from core.wording.wordings import flat

SAME = " ".join(["same"] * 20_000)
LETTERS = "слово" * 40_000
BRACKETS = "[" * 10_000 + "]" * 10_000


@pytest.mark.parametrize(
    ("base", "texts", "most"),
    [
        pytest.param(SAME, [f"{SAME} same", SAME[5:], SAME[: len(SAME) // 2]], 3, id="one word again and again"),
        pytest.param(SAME, [SAME.replace("same same", "same other"), ""], 10_000, id="every other word"),
        pytest.param(LETTERS, [f"{LETTERS}а", f"а {LETTERS}", LETTERS[:-1], ""], 2, id="one endless word"),
        pytest.param(BRACKETS, [f"[{BRACKETS}]", BRACKETS[1:-1], BRACKETS[1:], "[]" * 10_000], 3, id="brackets"),
    ],
)
def test_every_reading_is_exact_and_sites_stay_few(base, texts, most):
    composition = compose(base, [Reading(f"p{n}", (f"P{n}",), text) for n, text in enumerate(texts)])
    assert project(composition, None) == base
    for number, text in enumerate(texts):
        assert project(composition, f"p{number}") == text
    assert 0 < len(list(flat(composition.parts))) <= most


def test_no_more_pairs_of_words_are_aligned_than_the_bound_allows(monkeypatch):
    """Windows are aligned exactly only while the bound of a whole text lasts."""
    aligned = []
    exact = windows._cheapest

    def counted(pair, window):
        aligned.append((window.b - window.a) * (window.d - window.c))
        return exact(pair, window)

    monkeypatch.setattr(windows, "_cheapest", counted)
    kept = [[f"k{block}x{word}" for word in range(13)] for block in range(1_000)]
    base = " ".join(f"a{word} {word}" for block in kept for word in block)
    wording = " ".join(
        f"b{word} {word}" if n < 10 else f"a{word} {word}" for block in kept for n, word in enumerate(block)
    )
    assert apply(base, diff(base, wording)) == wording
    assert windows.ALL - windows.LARGEST < sum(aligned) <= windows.ALL
    assert max(aligned) <= windows.LARGEST
