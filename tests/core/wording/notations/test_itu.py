import re
from collections import Counter

from hypothesis import given

from comity.core.wording.compose import compose
from comity.core.wording.notations.itu import asked, render
from comity.core.wording.project import project
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Reading
from core.wording.making import compositions

BASE = "The Parties shall cooperate and exchange data voluntarily."


@given(compositions())
def test_each_proposal_stands_under_one_head_and_its_words_can_be_read_from_the_marks(composition):
    found = asked(composition, {})
    assert sorted(proposal for one in found for proposal in one.proposals) == sorted(composition.proposals)
    lines = render(composition).split("\n")
    for one in found:
        assert all(project(composition, proposal) == one.text for proposal in one.proposals)
        at = next(
            n
            for n, line in enumerate(lines)
            if re.match(f"{one.verb} {re.escape('/'.join(one.sponsors))}/[0-9]+$", line)
        )
        if one.verb == "MOD" and canonical(one.text) == one.text:
            read = lines[at + 1].replace("{+", "").replace("+}", "")
            assert re.sub(r"\[-.*?-\]", "", read) == one.text


def test_verbs_numbers_and_reasons():
    readings = [
        Reading("1", ("KAZ", "UZB"), "The Parties should cooperate and exchange data voluntarily."),
        Reading("2", ("RUS",), ""),
        Reading("3", ("TJK",), BASE),
        Reading("4", ("KAZ",), "The Parties shall cooperate."),
    ]
    counted = Counter({"KAZ": 4})
    sponsors = {reading.proposal: reading.sponsors for reading in readings}
    text = render(compose(BASE, readings), sponsors, {"1": "Consensus\nis near."}, counted, number="7. ")
    assert text.split("\n") == [
        "MOD KAZ/5",
        "7. The Parties shall cooperate[- and exchange data voluntarily-].",
        "MOD KAZ/UZB/1",
        "7. The Parties [-shall-]{+should+} cooperate and exchange data voluntarily.",
        "Reasons: Consensus is near.",
        "SUP RUS/1",
        "NOC TJK/1",
        "7. The Parties shall cooperate and exchange data voluntarily.",
    ]
    assert counted == {"KAZ": 5, "KAZ/UZB": 1, "RUS": 1, "TJK": 1}


def test_a_provision_is_added_and_one_that_nobody_touches_says_so():
    assert render(compose("", [Reading("KAZ,UZB#2", ("KAZ", "UZB"), "New.")])) == "ADD KAZ/UZB/1\nNew."
    assert render(compose(BASE, [])) == f"NOC\n{BASE}"
