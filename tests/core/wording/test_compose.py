import pytest

from comity.core.errors import Refused
from comity.core.wording.compose import compose
from comity.core.wording.project import project
from comity.core.wording.values import Reading, Site
from core.wording.wordings import flat


def composed(base, *wordings):
    return compose(base, [Reading(f"p{n}", (f"P{n}",), text) for n, text in enumerate(wordings)])


def test_two_readings_of_one_name_are_refused():
    with pytest.raises(Refused) as refused:
        compose("a", [Reading("p", ("KAZ",), "b"), Reading("p", ("KAZ",), "c")])
    assert refused.value.code == "proposal_twice"


def test_an_unknown_proposal_is_refused():
    with pytest.raises(Refused) as refused:
        project(composed("a", "b"), "p7")
    assert refused.value.code == "proposal_unknown"


def test_a_wide_rewrite_holds_the_changes_of_others_inside():
    base = "First one. The Council shall report to all the Parties every two years. Last one."
    composition = composed(base, "First one. Last one.", base.replace("shall", "should"), base.replace("two", "five"))
    (outer,) = [part for part in composition.parts if isinstance(part, Site)]
    assert [each.text for each in outer.alternatives] == [""]
    assert [site.base for site in outer.content if isinstance(site, Site)] == ["shall", "two"]
    assert project(composition, "p1") == base.replace("shall", "should")


def test_a_change_across_the_edge_of_a_wide_one_joins_it():
    base = "One two. Three four five six seven eight nine ten. Eleven twelve."
    composition = composed(
        base,
        "One two. Eleven twelve.",
        base.replace("ten. Eleven", "X"),
        base.replace("six", "Y"),
        base.replace("nine", "Z"),
    )
    (outer,) = [part for part in composition.parts if isinstance(part, Site)]
    assert len(outer.alternatives) == 2
    assert [site.base for site in outer.content if isinstance(site, Site)] == ["six", "nine"]


def test_insertions_at_the_edges_of_a_replaced_span_stay_apart():
    base = "The Parties shall exchange data."
    composition = composed(base, "The Parties shall share data.", "The Parties shall also exchange all data.")
    assert [site.base for site in flat(composition.parts)] == ["", "exchange", ""]


def test_an_insertion_inside_a_deletion_meets_it():
    composition = composed("The big grey koala sleeps.", "The koala sleeps.", "The big old grey koala sleeps.")
    (site,) = flat(composition.parts)
    assert site.base.strip() == "big grey"
    assert [each.text.strip() for each in site.alternatives] == ["", "big old grey"]


def test_both_halves_of_a_move_carry_its_number():
    base = "The Parties shall regularly exchange hydrological data through the Secretariat."
    composition = composed(base, "The Parties shall exchange hydrological data through the Secretariat regularly.")
    gone, come = flat(composition.parts)
    assert gone.move == come.move is not None
    assert gone.base.strip() == come.alternatives[0].text.strip() == "regularly"
