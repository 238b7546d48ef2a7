"""Rulings of the chair: what they need, what they leave behind until a revision, how they are undone."""

import pytest

from comity.core import queries
from comity.core.queries import adopted
from comity.core.readings import composed, sites
from comity.core.wording.values import ALGORITHM
from negotiation import tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}
BASE = "The Parties shall exchange data voluntarily."


@pytest.fixture
def held():
    return tabled()


def alternative(held, wording, provision="p1"):
    """The act that accepts an alternative which reads ``wording``."""
    for site in sites(composed(held.text, provision, "en").parts):
        for each in site.alternatives:
            if each.text.strip() == wording:
                given = {"start": site.start, "end": site.end, "wording": each.text, "proposals": each.proposals}
                return {**TEXT, "provision": provision, "language": "en", "algorithm": ALGORITHM, **given}
    raise AssertionError(wording)


def test_an_accepted_wording_enters_the_base_with_the_revision(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    held.do("text.accept", proposal=mine, **TEXT)
    assert held.text.proposals[mine].state == "accepted"
    assert composed(held.text, "p1", "en").proposals == (mine,)
    assert held.wording("p1") == BASE
    assert adopted(held.text).provisions["p1"].wordings["en"] == "The Parties shall exchange data regularly."
    held.issue(symbol="WATER/1/Rev.1")
    assert held.wording("p1") == "The Parties shall exchange data regularly."
    assert (held.text.symbol, held.text.revisions[-1].accepted) == ("WATER/1/Rev.1", (mine,))
    assert held.text.proposals[mine].state == "accepted"


def test_an_objection_of_a_member_stands_in_the_way_and_an_observers_does_not(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.answer("MDA", mine, "object")
    held.answer("UZB", mine, "reserve")
    assert held.refusal("text.accept", proposal=mine, **TEXT) is None
    held.answer("RUS", mine, "object")
    assert held.refusal("text.accept", proposal=mine, **TEXT) == "obstacles"
    held.answer("RUS", mine, "not_interested")
    assert held.refusal("text.accept", proposal=mine, **TEXT) is None


def test_one_alternative_is_accepted_and_the_rest_of_the_proposal_stands(held):
    mine = held.reword("KAZ", "p1", "The Parties should exchange data regularly.")
    other = held.reword("RUS", "p1", "The Parties shall exchange data regularly.")
    act = alternative(held, "regularly")
    assert act["proposals"] == tuple(sorted((mine, other)))
    held.do("text.accept_alternative", **act)
    assert held.text.proposals[other].state == "open"
    held.issue()
    assert held.wording("p1") == "The Parties shall exchange data regularly."
    assert (held.text.proposals[mine].state, held.text.proposals[other].state) == ("open", "met")
    assert held.text.revisions[-1].met == (other,)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"wording": "weekly"}, "alternative_gone"),
        ({"start": 1}, "alternative_gone"),
        ({"proposals": ("nobody",)}, "alternative_gone"),
        ({"language": "ru"}, "alternative_gone"),
        ({"language": "fr"}, "language_unknown"),
        ({"algorithm": ALGORITHM + 1}, "algorithm_differs"),
        ({"provision": "p2"}, "alternative_gone"),
        ({}, None),
    ],
)
def test_an_alternative_has_to_stand_where_it_is_said_to(held, change, refusal):
    held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    assert held.refusal("text.accept_alternative", **{**alternative(held, "regularly"), **change}) == refusal


def test_whoever_can_accept_an_alternative_from_one_hand_can_accept_it_from_another(held):
    mine = held.reword("KAZ", "p1", "The Parties should exchange data regularly.")
    other = held.reword("UZB", "p1", "The Parties shall exchange data regularly.")
    held.answer("RUS", mine, "object")
    assert held.refusal("text.accept_alternative", **alternative(held, "regularly")) == "obstacles"
    held.answer("RUS", other, "can_accept")
    assert held.refusal("text.accept_alternative", **alternative(held, "regularly")) is None
    assert held.refusal("text.accept_alternative", **alternative(held, "should")) == "obstacles"


def test_the_deletion_of_a_whole_provision_is_accepted_as_a_proposal(held):
    gone = held.do("text.delete", "KAZ", **ON_P1)
    assert held.refusal("text.accept_alternative", **alternative(held, "")) == "provision_emptied"
    assert held.refusal("text.accept", proposal=gone, **TEXT) is None


def test_settlements_that_overlap_are_refused_until_the_first_is_reopened(held):
    mine = held.reword("KAZ", "p1", "The Parties should exchange data regularly.")
    held.do("text.accept_alternative", **alternative(held, "regularly"))
    assert held.refusal("text.accept", proposal=mine, **TEXT) == "overlaps_settled"
    assert held.refusal("text.accept_alternative", **alternative(held, "regularly")) == "overlaps_settled"
    assert held.refusal("text.place", wordings={"en": "Other."}, **ON_P1) == "overlaps_settled"
    held.do("text.accept_alternative", **alternative(held, "should"))
    held.do("text.reopen", **ON_P1)
    assert held.text.provisions["p1"].settled == ()
    assert held.refusal("text.accept", proposal=mine, **TEXT) is None


def test_a_provision_may_be_reworded_and_moved_but_not_reworded_and_deleted(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    moved = held.do("text.move", "RUS", after="p3", **ON_P1)
    gone = held.do("text.delete", "UZB", **ON_P1)
    held.do("text.accept", proposal=moved, **TEXT)
    assert held.refusal("text.accept", proposal=gone, **TEXT) == "overlaps_settled"
    held.do("text.accept", proposal=mine, **TEXT)
    held.issue()
    assert held.text.order == ("title", "p2", "p3", "p1")
    assert held.wording("p1") == "The Parties shall exchange data."


def test_reopening_one_provision_of_a_merger_undoes_all_of_it(held):
    merged = held.do("text.merge", "KAZ", provisions=("p1", "p2"), wordings={"en": "One."}, **TEXT)
    held.do("text.accept", proposal=merged, **TEXT)
    held.do("text.reopen", provision="p2", **TEXT)
    assert held.text.proposals[merged].state == "open"
    assert held.text.accepted == held.text.provisions["p1"].settled == ()


def test_an_accepted_addition_is_reopened_by_its_proposal(held):
    more = held.do("text.add", "KAZ", after="p1", provision_kind="operative", wordings={"en": "More."}, **TEXT)
    held.do("text.accept", proposal=more, **TEXT)
    held.do("text.reopen", proposal=more, **TEXT)
    assert (held.text.proposals[more].state, held.text.accepted) == ("open", ())
    assert held.refusal("text.reopen", proposal=more, **TEXT) == "proposal_open"
    held.do("text.accept", proposal=more, **TEXT)
    held.issue()
    assert held.refusal("text.reopen", proposal=more, **TEXT) == "proposal_accepted"


def test_a_member_whose_capital_has_yet_to_confirm_may_reopen(held):
    held.do("text.agree_ad_referendum", parties=("KAZ",), **ON_P1)
    assert held.refusal("text.reword", "UZB", wordings={"en": "Other."}, **ON_P1) == "provision_agreed"
    assert held.refusal("text.reopen", "UZB", **ON_P1) == "only_chair"
    assert held.refusal("text.reopen", "KAZ", **ON_P1) is None
    held.do("text.agree", **ON_P1)
    assert held.refusal("text.reopen", "KAZ", **ON_P1) == "only_chair"
    held.do("text.reopen", **ON_P1)
    assert held.text.provisions["p1"].state == "open"


def test_agreed_ad_referendum_without_names_awaits_every_member(held):
    held.do("text.agree_ad_referendum", **ON_P1)
    assert held.text.provisions["p1"].ad_referendum == ("KAZ", "RUS", "UZB")
    assert held.refusal("text.agree_ad_referendum", parties=("MDA",), provision="p2", **TEXT) == "only_members"


def test_a_provision_is_agreed_only_when_no_member_wants_other_words(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.reword("MDA", "p1", "The Parties shall exchange nothing.")
    assert held.refusal("text.agree", **ON_P1) == "obstacles"
    held.do("text.accept", proposal=mine, **TEXT)
    assert held.refusal("text.agree", **ON_P1) is None
    held.answer("RUS", mine, "object")
    assert held.refusal("text.agree", **ON_P1) == "obstacles"
    held.answer("RUS", mine, "can_accept")
    held.do("text.agree", **ON_P1)
    assert held.refusal("text.agree", **ON_P1) == "provision_agreed"
    assert held.refusal("text.defer", **ON_P1) == "provision_agreed"


def test_a_provision_is_set_aside_and_its_proposals_go_on(held):
    held.do("text.defer", **ON_P1)
    assert held.refusal("text.defer", **ON_P1) == "nothing_changed"
    held.do("text.keep_in_brackets", **ON_P1)
    assert held.text.provisions["p1"].state == "in_brackets"
    assert held.refusal("text.delete", "KAZ", **ON_P1) is None
    held.do("text.reopen", **ON_P1)
    assert held.refusal("text.reopen", **ON_P1) == "nothing_to_reopen"


def test_what_another_member_supports_is_not_ruled_out(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.answer("MDA", mine, "support")
    assert held.refusal("text.not_taken_up", proposal=mine, **TEXT) is None
    held.answer("UZB", mine, "support")
    assert held.refusal("text.not_taken_up", proposal=mine, **TEXT) == "has_support"


def test_a_sponsor_insists_and_its_wording_stays(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    assert held.refusal("text.insist", "KAZ", proposal=mine, **TEXT) == "proposal_open"
    held.do("text.not_taken_up", proposal=mine, **TEXT)
    assert mine not in [each for unit in queries.rolling(held.text, "en") for each in unit.proposals]
    assert held.refusal("text.insist", "UZB", proposal=mine, **TEXT) == "only_sponsors"
    held.do("text.insist", "KAZ", proposal=mine, **TEXT)
    assert held.text.proposals[mine].state == "open"
    assert held.refusal("text.not_taken_up", proposal=mine, **TEXT) == "insisted_on"


def test_whoever_insists_after_a_revision_finds_its_words_on_the_new_base(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    held.do("text.not_taken_up", proposal=mine, **TEXT)
    held.do("text.place", wordings={"en": "The States shall exchange data voluntarily."}, **ON_P1)
    held.issue()
    held.do("text.insist", "KAZ", proposal=mine, **TEXT)
    assert held.text.proposals[mine].pieces == ({"en": "The States shall exchange data regularly."},)
    assert held.text.proposals[mine].revision == 1


def test_the_chairs_own_wording_is_nobodys_proposal(held):
    held.do("text.place", wordings={"en": "The Parties exchange data."}, **ON_P1)
    held.issue()
    assert held.wording("p1") == "The Parties exchange data."
    new = [span for span in held.text.provisions["p1"].origins["en"] if span.seq != held.text.revisions[0].seq]
    assert all(span.proposals == span.sponsors == () for span in new)
    assert held.refusal("text.place", wordings={"en": "The Parties exchange data."}, **ON_P1) == "nothing_changed"


def test_the_text_is_fixed_when_every_member_has_initialled(held):
    assert (
        held.refusal("approval.initial", "KAZ", sha256=queries.text_hash(held.text), **TEXT) == "provision_not_agreed"
    )
    more = held.do("text.add", "KAZ", after="", provision_kind="preambular", wordings={"en": "Noting."}, **TEXT)
    for provision in held.text.order:
        held.do("text.agree", provision=provision, **TEXT)
    digest = {"sha256": queries.text_hash(held.text), **TEXT}
    assert held.refusal("approval.initial", "KAZ", **digest) == "proposal_standing"
    held.do("text.accept", proposal=more, **TEXT)
    assert held.refusal("approval.initial", "KAZ", **digest) == "revision_due"
    held.issue()
    held.do("text.agree", provision=more, **TEXT)
    assert held.refusal("approval.initial", "KAZ", **digest) == "hash_differs"
    digest = {"sha256": queries.text_hash(held.text), **TEXT}
    held.do("approval.initial", "KAZ", **digest)
    assert held.refusal("approval.initial", "KAZ", **digest) == "already_initialled"
    held.do("text.reopen", **ON_P1)
    assert held.text.initialled == ()
    held.do("text.agree", **ON_P1)
    held.do("approval.initial", "KAZ", **digest)
    last = held.do("text.add", "MDA", after="", provision_kind="annex", wordings={"en": "Annex."}, **TEXT)
    held.do("text.accept", proposal=last, **TEXT)
    held.issue()
    assert held.text.initialled == ()
    held.do("text.agree", provision=last, **TEXT)
    digest = {"sha256": queries.text_hash(held.text), **TEXT}
    for party in ("KAZ", "RUS", "UZB"):
        assert not held.text.fixed
        held.do("approval.initial", party, **digest)
    assert held.text.fixed
    assert held.refusal("text.reopen", **ON_P1) == "text_fixed"
    assert held.refusal("text.comment", "KAZ", note="Too late.", **ON_P1) == "text_fixed"


def test_of_two_insertions_at_one_place_one_is_accepted():
    held = tabled()
    held.reword("KAZ", "p1", "The Parties shall promptly exchange data voluntarily.")
    held.reword("RUS", "p1", "The Parties shall fully exchange data voluntarily.")
    promptly, fully = alternative(held, "promptly"), alternative(held, "fully")
    assert (promptly["start"], promptly["end"]) == (fully["start"], fully["end"])
    held.do("text.accept_alternative", **promptly)
    assert held.refusal("text.accept_alternative", **fully) == "overlaps_settled"
    assert held.refusal("text.accept_alternative", **promptly) == "overlaps_settled"


def test_an_alternative_inside_another_overlaps_it_whichever_comes_first():
    held = tabled()
    held.reword("KAZ", "p1", "Water data of every kind shall reach each Party once a year without delay.", id="whole")
    held.reword("RUS", "p1", "The Parties shall exchange data regularly.", id="inside")
    (outer, *inner) = sites(composed(held.text, "p1", "en").parts)
    assert (outer.start, outer.end) != (inner[0].start, inner[0].end)
    acts = [
        {"start": site.start, "end": site.end, "wording": each.text, "proposals": each.proposals}
        for site in (outer, inner[0])
        for each in site.alternatives[:1]
    ]
    for first, second in (acts, acts[::-1]):
        held.do("text.accept_alternative", language="en", algorithm=ALGORITHM, **first, **ON_P1)
        given = {"language": "en", "algorithm": ALGORITHM, **second, **ON_P1}
        assert held.refusal("text.accept_alternative", **given) == "overlaps_settled"
        held.do("text.reopen", **ON_P1)
