"""Stories of a negotiation, told to their end: what a delegate, the chair and the secretariat expect of the state."""

import pytest

from comity.core import queries
from comity.core.queries import Obstacle
from comity.core.readings import composed, sites
from comity.core.wording.values import ALGORITHM
from negotiation import opened, tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}
REGULARLY = {
    "en": "The Parties shall exchange data regularly.",
    "ru": "Стороны обмениваются данными на регулярной основе.",
}


@pytest.fixture
def held():
    return tabled()


def alternative(held, wording, provision="p1", language="en"):
    """The act that accepts an alternative which reads ``wording``."""
    found = sites(composed(held.text, provision, language).parts)
    site, chosen = next((site, each) for site in found for each in site.alternatives if each.text.strip() == wording)
    cells = {"start": site.start, "end": site.end, "wording": chosen.text, "proposals": chosen.proposals}
    return {**TEXT, "provision": provision, "language": language, "algorithm": ALGORITHM, **cells}


def in_the_way(held, provision="p1"):
    return queries.standing(held.state, held.text, provision).obstacles


def fate(held, proposal):
    found = held.text.proposals[proposal]
    return found.state, found.reason


def test_two_proposals_whose_alternatives_are_accepted_apart_are_both_met(held):
    mine = held.reword("KAZ", "p1", "The Parties should exchange data voluntarily.")
    other = held.reword("RUS", "p1", "The Parties shall exchange data regularly.")
    held.do("text.accept_alternative", **alternative(held, "should"))
    assert in_the_way(held) == (Obstacle("RUS", "proposes", other),)
    held.do("text.accept_alternative", **alternative(held, "regularly"))
    assert in_the_way(held) == ()
    held.do("text.agree", **ON_P1)
    held.issue()
    assert held.wording("p1") == "The Parties should exchange data regularly."
    assert held.text.revisions[-1].met == (mine, other)


def test_whoever_wants_what_another_got_accepted_is_in_nobodys_way(held):
    held.reword("KAZ", "p1", REGULARLY["en"])
    gone = held.do("text.delete", "KAZ", provision="p2", **TEXT)
    other = held.reword("RUS", "p1", REGULARLY["en"])
    same = held.do("text.delete", "RUS", provision="p2", **TEXT)
    for proposal in (other, same):
        held.do("text.accept", proposal=proposal, **TEXT)
    assert in_the_way(held) == in_the_way(held, "p2") == ()
    held.issue()
    assert fate(held, gone) == ("met", "")


def test_a_wish_met_in_one_language_stands_in_the_other(held):
    both = held.do("text.reword", "KAZ", wordings=REGULARLY, **ON_P1)
    held.do("text.accept", proposal=held.reword("RUS", "p1", REGULARLY["en"]), **TEXT)
    held.issue()
    assert in_the_way(held) == (Obstacle("KAZ", "proposes", both),)
    assert queries.wishes(held.state, held.text, "KAZ") == (queries.Wish(both, "partly"),)
    assert queries.rolling(held.text, "en")[1].composition.proposals == (both,)
    assert sites(composed(held.text, "p1", "en").parts) == []
    assert len(sites(composed(held.text, "p1", "ru").parts)) == 1
    held.do("text.accept", proposal=both, **TEXT)
    held.issue()
    assert held.text.provisions["p1"].wordings == REGULARLY


def test_a_wish_in_one_language_only_is_open_though_the_other_version_is_as_it_was(held):
    wordings = {**held.text.provisions["p1"].wordings, "ru": REGULARLY["ru"]}
    mine = held.do("text.reword", "KAZ", wordings=wordings, **ON_P1)
    assert queries.wishes(held.state, held.text, "KAZ") == (queries.Wish(mine, "open"),)


def test_a_first_wording_in_a_language_is_accepted_as_an_alternative():
    held = opened()
    draft = ({"id": "p1", "kind": "operative", "wordings": {"en": "The Parties meet."}},)
    held.do("text.table", title={"en": "T"}, languages=("en", "ru"), provisions=draft, **TEXT)
    mine = held.do("text.reword", "KAZ", wordings={"ru": "Стороны проводят встречи."}, **ON_P1)
    held.do("text.accept_alternative", **alternative(held, "Стороны проводят встречи.", language="ru"))
    held.issue()
    assert held.text.provisions["p1"].wordings["ru"] == "Стороны проводят встречи."
    assert [span.proposals for span in held.text.provisions["p1"].origins["ru"]] == [(mine,)]
    assert fate(held, mine) == ("met", "")


def test_when_a_deletion_is_accepted_those_who_reword_are_told_and_keep_their_words(held):
    mine = held.reword("KAZ", "p2", "The Parties cooperate.")
    held.do("text.accept", proposal=held.do("text.delete", "RUS", provision="p2", **TEXT), **TEXT)
    held.issue()
    assert fate(held, mine) == ("broken", "gone")
    assert queries.Awaiting("broken", "statement", proposal=mine) in queries.awaits(held.state, "KAZ")
    unit = next(unit for unit in queries.rolling(held.text, "en") if unit.id == "p2")
    assert (unit.provisions, unit.broken) == ((), (mine,))
    assert held.refusal("text.revise", "KAZ", proposal=mine, pieces=({"en": "Meet."},), **TEXT) == "provision_gone"
    assert held.refusal("text.reword", "UZB", provision="p2", wordings={"en": "A."}, **TEXT) == "provision_gone"
    held.do("text.withdraw", "KAZ", proposal=mine, **TEXT)
    assert "p2" not in [unit.id for unit in queries.rolling(held.text, "en")]


def test_an_addition_becomes_a_provision_like_any_other(held):
    more = held.do("text.add", "KAZ", after="p1", provision_kind="operative", wordings={"en": "Costs lie."}, **TEXT)
    held.do("text.accept", proposal=more, **TEXT)
    held.issue()
    other = held.reword("RUS", more, "Costs lie where they fall.")
    held.do("text.accept", proposal=other, **TEXT)
    held.issue()
    assert held.wording(more) == "Costs lie where they fall."
    assert [span.sponsors for span in held.text.provisions[more].origins["en"]] == [("KAZ",), ("RUS",), ("KAZ",)]


def test_behind_what_goes_is_the_nearest_place_that_is_left_and_never_behind_itself(held):
    late = held.do("text.move", "KAZ", provision="p1", after="p3", **TEXT)
    here = held.do("text.move", "KAZ", provision="p2", after="p3", **TEXT)
    held.do("text.accept", proposal=held.do("text.delete", "RUS", provision="p3", **TEXT), **TEXT)
    held.issue()
    assert (fate(held, late), held.text.proposals[late].after) == (("open", ""), "p2")
    assert fate(held, here) == ("met", "")
    held.do("text.accept", proposal=late, **TEXT)
    held.issue()
    assert held.text.order == ("title", "p2", "p1")


def test_a_merger_carries_changes_of_its_first_provision_and_breaks_those_of_the_others(held):
    first = held.reword("UZB", "p1", "The Parties should exchange data voluntarily.")
    second = held.reword("RUS", "p2", "The Parties shall cooperate.")
    one = {"en": "The Parties shall exchange data voluntarily and cooperate."}
    held.do("text.accept", proposal=held.do("text.merge", "KAZ", provisions=("p1", "p2"), wordings=one, **TEXT), **TEXT)
    held.issue()
    carried = held.text.proposals[first]
    assert (carried.state, carried.pieces) == (
        "open",
        ({"en": "The Parties should exchange data voluntarily and cooperate."},),
    )
    assert fate(held, second) == ("broken", "gone")


def test_pieces_of_a_provision_are_negotiated_apart(held):
    pieces = ({"en": "The Parties shall exchange data."}, {"en": "They do so voluntarily."})
    divided = held.do("text.split", "RUS", pieces=pieces, **ON_P1)
    held.do("text.accept", proposal=divided, **TEXT)
    held.issue()
    held.do("text.agree", **ON_P1)
    mine = held.reword("KAZ", f"{divided}.2", "They do so regularly.")
    assert in_the_way(held, f"{divided}.2") == (Obstacle("KAZ", "proposes", mine),)
    held.do("text.accept", proposal=mine, **TEXT)
    held.issue()
    assert [line.wording for line in queries.clean(held.text, "en")[1:3]] == [pieces[0]["en"], "They do so regularly."]


@pytest.mark.parametrize(
    ("kind", "party", "fields"),
    [
        ("text.insist", "RUS", {"proposal": "left"}),
        ("text.reopen", "SEC", {"proposal": "left"}),
        ("text.cosponsor", "UZB", {"proposal": "observed"}),
        ("text.take_position", "UZB", {"proposal": "observed", "value": "object"}),
        ("text.take_position", "UZB", {"proposal": "taken", "value": "object"}),
    ],
)
def test_what_is_agreed_is_not_stirred_until_it_is_reopened(held, kind, party, fields):
    held.reword("RUS", "p1", "The Parties shall exchange all data voluntarily.", id="left")
    held.do("text.not_taken_up", proposal="left", **TEXT)
    held.reword("MDA", "p1", "The Parties may exchange data voluntarily.", id="observed")
    held.reword("KAZ", "p1", REGULARLY["en"], id="taken")
    held.do("text.accept", proposal="taken", **TEXT)
    held.do("text.agree", **ON_P1)
    assert held.refusal(kind, party, **fields, **TEXT) == "provision_agreed"
    held.do("text.reopen", **ON_P1)
    assert held.refusal(kind, party, **fields, **TEXT) is None


def test_what_was_agreed_with_a_ruling_is_open_without_it(held):
    mine = held.reword("KAZ", "p1", REGULARLY["en"])
    held.do("text.accept", proposal=mine, **TEXT)
    held.do("text.agree_ad_referendum", parties=("UZB",), **ON_P1)
    held.do("text.reopen", proposal=mine, **TEXT)
    provision = held.text.provisions["p1"]
    assert (provision.state, provision.ad_referendum, provision.settled) == ("open", (), ())
    one = held.do("text.merge", "KAZ", provisions=("p1", "p2"), wordings={"en": "One."}, **TEXT)
    held.do("text.withdraw", "KAZ", proposal=mine, **TEXT)
    held.do("text.accept", proposal=one, **TEXT)
    held.do("text.agree", **ON_P1)
    held.do("text.reopen", provision="p2", **TEXT)
    assert held.text.provisions["p1"].state == "open"


def test_an_objection_to_words_already_settled_keeps_the_provision_from_being_agreed(held):
    mine = held.reword("KAZ", "p1", REGULARLY["en"])
    held.do("text.accept_alternative", **alternative(held, "regularly"))
    assert held.refusal("text.agree", **ON_P1) is None
    held.answer("RUS", mine, "object")
    assert in_the_way(held) == (Obstacle("RUS", "objects", mine),)
    assert held.refusal("text.agree", **ON_P1) == "obstacles"


def test_left_out_insisted_on_and_taken_up_in_the_end(held):
    mine = held.reword("KAZ", "p1", REGULARLY["en"])
    held.do("text.not_taken_up", proposal=mine, **TEXT)
    assert in_the_way(held) == ()
    held.do("text.insist", "KAZ", proposal=mine, **TEXT)
    assert in_the_way(held) == (Obstacle("KAZ", "proposes", mine),)
    held.do("text.accept", proposal=mine, **TEXT)
    held.issue()
    assert held.wording("p1") == REGULARLY["en"]


def test_an_observer_proposes_and_objects_and_blocks_nothing(held):
    theirs = held.reword("MDA", "p1", REGULARLY["en"])
    mine = held.reword("KAZ", "p1", "The Parties should exchange data voluntarily.")
    held.answer("MDA", mine, "object")
    held.do("text.take_position", "MDA", value="object", **ON_P1)
    held.do("text.cosponsor", "MDA", proposal=held.reword("RUS", "p2", "The Parties cooperate."), **TEXT)
    held.do("text.accept", proposal=mine, **TEXT)
    assert in_the_way(held) == ()
    held.do("text.cosponsor", "UZB", proposal=theirs, **TEXT)
    assert in_the_way(held) == (Obstacle("UZB", "proposes", theirs),)


def test_when_the_first_sponsor_leaves_the_next_one_leads(held):
    joint = held.reword("KAZ", "p1", REGULARLY["en"])
    held.do("text.cosponsor", "UZB", proposal=joint, **TEXT)
    held.do("text.withdraw", "KAZ", proposal=joint, **TEXT)
    assert in_the_way(held) == (Obstacle("UZB", "proposes", joint),)
    pieces = ({"en": "The Parties shall exchange data monthly."},)
    assert held.refusal("text.revise", "KAZ", proposal=joint, pieces=pieces, **TEXT) == "only_submitter"
    assert held.refusal("text.revise", "UZB", proposal=joint, pieces=pieces, **TEXT) is None


def test_a_new_chair_rules_and_the_one_before_no_longer(held):
    held.do("session.appoint_chair", session="first", seat="UZB/1")
    assert held.refusal("text.agree", "UZB/1", **ON_P1) is None
    held.do("session.appoint_chair", session="first", seat="RCC/1")
    assert held.refusal("text.agree", "UZB/1", **ON_P1) == "only_chair"
    assert held.refusal("text.agree", "SEC/1", **ON_P1) == "only_chair"
    assert held.refusal("text.agree", "RCC/1", **ON_P1) is None


def test_a_yes_given_before_the_words_changed_counts_for_nothing_and_a_no_stands(held):
    mine = held.reword("KAZ", "p1", REGULARLY["en"])
    held.answer("UZB", mine, "support")
    held.answer("RUS", mine, "object")
    held.do("text.revise", "KAZ", proposal=mine, pieces=({"en": "The Parties shall exchange data monthly."},), **TEXT)
    assert held.refusal("text.accept", proposal=mine, **TEXT) == "obstacles"
    held.answer("RUS", mine, "can_accept")
    assert held.refusal("text.not_taken_up", proposal=mine, **TEXT) is None
    assert held.refusal("text.accept", proposal=mine, **TEXT) is None


def test_a_delegation_that_is_absent_takes_part_by_note(held):
    theirs = held.do("text.reword", "SEC", sponsors=("UZB",), wordings={"en": REGULARLY["en"]}, **ON_P1)
    by_note = {"behalf": "RUS", "proposal": theirs, "value": "object", **TEXT}
    assert held.refusal("text.take_position", "KAZ", **by_note) == "files_for_itself"
    assert held.refusal("text.take_position", "SEC", **{**by_note, "behalf": "RCC"}) == "body_takes_no_position"
    assert held.refusal("text.take_position", "SEC", **{**by_note, "behalf": "UZB"}) == "own_proposal"
    assert held.refusal("text.take_position", "SEC", **{**by_note, "behalf": "XXX"}) == "party_unknown"
    noted = held.do("text.take_position", "SEC", **by_note)
    assert held.text.proposals[theirs].stances["RUS"].value == "object"
    assert held.refusal("text.accept", proposal=theirs, **TEXT) == "obstacles"
    assert held.refusal("text.take_position", "RUS", proposal=theirs, value="object", **TEXT) == "nothing_changed"
    act = next(entry.act for entry in held.entries if entry.act.id == noted)
    assert queries.told(act, held.state)[1]["party"] == "RUS"
    held.do("text.not_taken_up", proposal=theirs, **TEXT)
    assert held.refusal("text.insist", "SEC", behalf="RUS", proposal=theirs, **TEXT) == "only_sponsors"
    held.do("text.insist", "SEC", behalf="UZB", proposal=theirs, **TEXT)
    assert held.text.proposals[theirs].insisted
    held.do("text.take_position", "SEC", behalf="RUS", value="can_accept", provision="p2", **TEXT)
    assert held.text.provisions["p2"].stances["RUS"].party == "RUS"
