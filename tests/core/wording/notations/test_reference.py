"""The reference of notations shows what the notations write."""

import re
from pathlib import Path

import pytest

from comity.core.wording.compose import compose
from comity.core.wording.notations import NOTATIONS
from comity.core.wording.notations.footnotes import Beside
from comity.core.wording.values import Reading

PAGE = (Path(__file__).parents[4] / "docs/reference/notation.md").read_text("utf-8")
SHOWN = dict(re.findall(r"^```(trade|itu|footnotes)\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL))

BASE = "The Parties shall cooperate and exchange data voluntarily."
READINGS = (
    Reading("1", ("KAZ", "UZB"), "The Parties should cooperate and exchange data voluntarily."),
    Reading("2", ("BLR", "TJK"), "The Parties shall cooperate and exchange data."),
    Reading("3", ("ARM",), ""),
)
SPONSORS = {reading.proposal: reading.sponsors for reading in READINGS}
REASONS = {"1": "Not all Parties have the means."}
STANCES = {"1": {"support": ("TKM",), "object": ("RUS",)}}
RESERVATIONS = {"3": (("ESP", "scrutiny reservation"), ("PRT", "scrutiny reservation"))}


@pytest.mark.parametrize(
    ("notation", "beside"),
    [
        ("trade", (STANCES,)),
        ("itu", (SPONSORS, REASONS)),
        ("footnotes", ("en", Beside(STANCES, REASONS, RESERVATIONS))),
    ],
)
def test_the_example_is_what_is_written(notation, beside):
    assert NOTATIONS[notation](compose(BASE, READINGS), *beside) == SHOWN[notation]


def test_every_notation_is_in_the_reference():
    assert all(name in PAGE.casefold() for name in NOTATIONS)
