"""What awaits the chair and the secretariat."""

import pytest

from comity.core import queries
from comity.core.queries import Awaiting
from negotiation import tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}
REGULARLY = "The Parties shall exchange data regularly."


@pytest.fixture
def held():
    return tabled()


def awaits(held, party, *kinds):
    return [each for each in queries.awaits(held.state, party) if each.what in kinds]


def test_the_chair_is_told_when_nobody_stands_in_the_way_any_more(held):
    mine = held.reword("KAZ", "p1", REGULARLY)
    assert awaits(held, "SEC", "agree") == []
    held.do("text.accept", proposal=mine, **TEXT)
    assert awaits(held, "SEC", "agree") == [Awaiting("agree", "statement", provision="p1")]
    held.do("session.appoint_chair", session="first", seat="UZB/1")
    assert awaits(held, "SEC", "agree") == []
    assert awaits(held, "UZB", "agree") == [Awaiting("agree", "statement", provision="p1")]
    for verb in ("defer", "agree"):
        held.do(f"text.{verb}", "UZB", **ON_P1)
        assert awaits(held, "UZB", "agree") == []


def test_what_is_agreed_ad_referendum_can_be_agreed_once_every_capital_asked_has_said_yes(held):
    held.do("text.accept", proposal=held.reword("KAZ", "p1", REGULARLY), **TEXT)
    held.do("text.take_position", "RUS", value="support", **ON_P1)
    held.do("text.agree_ad_referendum", parties=("RUS", "UZB"), **ON_P1)
    asked = Awaiting("ad_referendum", "statement", provision="p1")
    assert awaits(held, "RUS", "ad_referendum") == awaits(held, "UZB", "ad_referendum") == [asked]
    held.do("text.take_position", "UZB", value="can_accept", **ON_P1)
    held.do("text.take_position", "RUS", value="reserve", **ON_P1)
    assert (awaits(held, "UZB", "ad_referendum"), awaits(held, "SEC", "agree")) == ([], [])
    held.do("text.take_position", "RUS", value="support", **ON_P1)
    assert awaits(held, "SEC", "agree") == [Awaiting("agree", "statement", provision="p1")]


def test_the_chair_is_told_which_proposals_found_no_support_when_they_have_been_heard(held):
    mine = held.reword("KAZ", "p1", REGULARLY)
    assert awaits(held, "SEC", "unsupported") == []
    held.answer("MDA", mine, "support")
    assert awaits(held, "SEC", "unsupported") == []
    held.answer("RUS", mine, "reserve")
    assert awaits(held, "SEC", "unsupported") == [Awaiting("unsupported", "statement", proposal=mine)]
    held.answer("UZB", mine, "can_accept")
    assert awaits(held, "SEC", "unsupported") == []
    silent = held.reword("KAZ", "p3", "The Parties shall meet.")
    held.do("text.place", provision="p2", wordings={"en": "The Parties cooperate."}, **TEXT)
    held.issue()
    assert awaits(held, "SEC", "unsupported") == [Awaiting("unsupported", "statement", proposal=silent)]
    held.do("text.not_taken_up", proposal=silent, **TEXT)
    held.do("text.insist", "KAZ", proposal=silent, **TEXT)
    assert awaits(held, "SEC", "unsupported") == []


def test_the_secretariat_is_told_what_waits_for_a_revision_and_who_left_a_broken_proposal(held):
    held.do("session.appoint_chair", session="first", seat="RCC/1")
    mine = held.reword("KAZ", "p1", REGULARLY)
    held.do("text.place", "RCC", wordings={"en": "The Parties shall exchange data monthly."}, **ON_P1)
    assert queries.awaits(held.state, "SEC") == (Awaiting("issue", "statement"),)
    held.issue()
    assert queries.awaits(held.state, "SEC") == (Awaiting("unanswered", "statement", proposal=mine),)
    held.do("text.withdraw", "KAZ", proposal=mine, **TEXT)
    assert queries.awaits(held.state, "SEC") == ()
    held.do("text.accept", "RCC", proposal=held.do("text.delete", "KAZ", **ON_P1), **TEXT)
    assert Awaiting("issue", "statement") in queries.awaits(held.state, "SEC")


def test_nobody_is_asked_about_what_cannot_be_answered_before_it_is_reopened(held):
    theirs = held.reword("MDA", "p1", REGULARLY)
    asked = Awaiting("stance", "statement", proposal=theirs)
    left = held.reword("KAZ", "p1", "The Parties exchange data.")
    held.do("text.not_taken_up", proposal=left, **TEXT)
    assert awaits(held, "UZB", "stance") == [asked]
    assert awaits(held, "KAZ", "left_out") == [Awaiting("left_out", "statement", proposal=left)]
    held.do("text.agree", **ON_P1)
    assert awaits(held, "UZB", "stance") == awaits(held, "KAZ", "left_out") == []
