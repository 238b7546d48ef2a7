"""How a decision is taken under each rule, on provisions, proposals and alternatives."""

import pytest

from comity.core.positions import FAVOUR
from comity.core.rules import RULES, Obstacle, decide
from comity.core.wording.values import Alternative
from negotiation import tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}


@pytest.fixture
def held():
    held = tabled()
    held.reword("KAZ", "p1", "The Parties shall exchange data.", id="mine")
    return held


def decided(held, subject, rule="consensus"):
    return RULES[rule](held.state, held.text, subject)


def test_the_rules_are_found_by_their_names():
    assert set(RULES) == {"consensus", "unanimity"}


@pytest.mark.parametrize("value", FAVOUR)
def test_under_consensus_only_an_objection_of_a_member_blocks(held, value):
    held.answer("RUS", "mine", value)
    held.answer("MDA", "mine", value)
    found = decided(held, held.text.proposals["mine"])
    assert found.decided == (value != "object")
    assert [each.party for each in found.obstacles] == (["RUS"] if value == "object" else [])
    assert found.reservations == (("RUS",) if value == "reserve" else ())


def test_under_unanimity_every_member_says_yes_or_abstains(held):
    proposal = held.text.proposals["mine"]
    assert decided(held, proposal, "unanimity").obstacles == (Obstacle("RUS", "silent"), Obstacle("UZB", "silent"))
    held.answer("RUS", "mine", "reserve")
    held.answer("UZB", "mine", "not_interested")
    assert decided(held, held.text.proposals["mine"], "unanimity").obstacles == (Obstacle("RUS", "reserves"),)
    held.answer("RUS", "mine", "can_accept")
    assert decided(held, held.text.proposals["mine"], "unanimity").decided


def test_a_yes_to_words_that_changed_is_no_yes_and_an_objection_stands(held):
    held.answer("RUS", "mine", "object")
    held.answer("UZB", "mine", "support")
    held.do("text.revise", "KAZ", proposal="mine", pieces=({"en": "Data are exchanged."},), **TEXT)
    found = decided(held, held.text.proposals["mine"], "unanimity")
    assert found.obstacles == (Obstacle("RUS", "objects", "mine"), Obstacle("UZB", "silent"))


def test_a_members_own_wording_is_in_the_way_of_agreeing_until_it_is_settled(held):
    assert decided(held, held.text.provisions["p1"]).obstacles == (Obstacle("KAZ", "proposes", "mine"),)
    held.do("text.not_taken_up", proposal="mine", **TEXT)
    assert decided(held, held.text.provisions["p1"]).decided
    held.do("text.insist", "KAZ", proposal="mine", **TEXT)
    assert not decided(held, held.text.provisions["p1"]).decided
    held.do("text.withdraw", "KAZ", proposal="mine", **TEXT)
    assert decided(held, held.text.provisions["p1"]).decided


def test_a_broken_wording_is_in_the_way_as_well(held):
    held.do("text.place", wordings={"en": "The Parties shall exchange data once."}, **ON_P1)
    held.issue()
    assert decided(held, held.text.provisions["p1"]).obstacles == (Obstacle("KAZ", "broken", "mine"),)


def test_an_alternative_is_judged_by_the_best_word_for_any_proposal_that_reads_so(held):
    held.reword("UZB", "p1", "The Parties shall exchange data.", id="other")
    shared = Alternative("", ("mine", "other"), ("KAZ", "UZB"))
    held.answer("RUS", "mine", "object")
    assert not decided(held, shared).decided
    held.answer("RUS", "other", "can_accept")
    assert decided(held, shared).decided


def test_a_text_may_have_a_rule_of_its_own(held):
    held.do(
        "text.table",
        text="plan",
        title={"en": "Plan"},
        languages=("en",),
        rule="unanimity",
        provisions=({"id": "p1", "kind": "operative", "wordings": {"en": "The Parties meet."}},),
    )
    plan = held.state.texts["plan"]
    assert not decide(held.state, plan, plan.provisions["p1"]).decided
    assert decide(held.state, held.text, held.text.provisions["p2"]).decided
    assert held.refusal("text.agree", text="plan", provision="p1") == "obstacles"
