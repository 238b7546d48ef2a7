"""Cases that teach: what a negotiator calls a sensible change, ours beside this file and those of the corpus."""

import json
import unicodedata
from pathlib import Path

import pytest

from comity.core.wording.compose import compose
from comity.core.wording.notations import attributed
from comity.core.wording.project import project
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Reading

HERE = Path(__file__).parent
CORPUS = HERE.parents[3] / "shared" / "corpus" / "wording-cases.json"
OURS = json.loads((HERE / "cases.json").read_text("utf-8"))
THEIRS = json.loads(CORPUS.read_text("utf-8"))["cases"] if CORPUS.exists() else []


def plain(text):
    """No-break spaces compare as spaces."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")


def rolling(base, proposals):
    """The rendering of proposals ``(sponsors, text)``, each of which is read back on the way."""
    readings = [Reading(f"p{n}", tuple(sorted(who)), canonical(text)) for n, (who, text) in enumerate(proposals)]
    composition = compose(canonical(base), readings)
    assert all(project(composition, reading.proposal) == reading.text for reading in readings)
    return plain(attributed.render(composition))


@pytest.mark.parametrize("case", OURS, ids=[case["rule"] for case in OURS])
def test_our_cases(case):
    proposals = [([party], text) for party, text in case["proposals"].items()]
    assert rolling(case["base"], proposals) == plain(case["expected"])


@pytest.mark.corpus
@pytest.mark.skipif(not THEIRS, reason="the corpus of cases is not beside the repository")
@pytest.mark.parametrize("case", THEIRS, ids=[case["id"] for case in THEIRS])
def test_cases_of_the_corpus(case):
    rendered = rolling(case["base"], [(each["sponsors"], each["text"]) for each in case["proposals"]])
    assert rendered in map(plain, [case["expected"], *case["acceptable"]])
