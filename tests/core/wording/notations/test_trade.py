import pytest
from hypothesis import given

from comity.core.wording.compose import compose
from comity.core.wording.notations.trade import render
from comity.core.wording.values import Reading, Site
from core.wording.making import compositions

BASE = "The Parties shall cooperate and exchange data voluntarily."


def sites(parts):
    for part in parts:
        if isinstance(part, Site):
            yield part
            yield from sites(part.content)


@given(compositions())
def test_every_wording_stands_in_the_bracket_of_those_who_propose_it(composition):
    text = render(composition)
    for site in sites(composition.parts):
        for one in site.alternatives:
            if one.text.strip(" "):
                assert f"[{'/'.join(sorted(one.sponsors))} propose: {one.text.strip(' ')}]" in text


@pytest.mark.parametrize(
    ("readings", "stances", "text"),
    [
        (
            [(("KAZ", "UZB"), "The Parties should cooperate and exchange data voluntarily.")],
            {"0": {"object": ("RUS",), "support": ("TKM", "KAZ"), "can_accept": ("ARM",), "reserve": ("KGZ",)}},
            "The Parties [shall] [KAZ/UZB propose; ARM/TKM support; RUS oppose; KGZ consider: should] cooperate and exchange data voluntarily.",
        ),
        (
            [(("BLR", "TJK"), "The Parties shall cooperate and exchange data.")],
            {"0": {"object": ("KAZ",), "support": ("ARM",)}},
            "The Parties shall cooperate and exchange data [KAZ support; ARM/BLR/TJK oppose: voluntarily].",
        ),
        (
            [(("RUS",), ""), (("KAZ",), "The Parties may cooperate and exchange data voluntarily.")],
            {},
            "[RUS oppose: The Parties [shall] [KAZ propose: may] cooperate and exchange data voluntarily.]",
        ),
    ],
)
def test_proposers_supporters_and_objectors_stand_in_the_bracket(readings, stances, text):
    composition = compose(BASE, [Reading(str(n), who, words) for n, (who, words) in enumerate(readings)])
    assert render(composition, stances) == text


def test_a_new_provision_is_proposed():
    assert render(compose("", [Reading("0", ("KAZ",), "A new one.")])) == "[KAZ propose: A new one.]"
