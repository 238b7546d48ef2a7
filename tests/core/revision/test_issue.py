"""A revision: what was settled becomes the base, what is pending stands on it or says why it cannot."""

import pytest

from comity.core import queries
from comity.core.queries import text_hash
from negotiation import tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}


@pytest.fixture
def held():
    return tabled()


def accept(held, *proposals):
    for proposal in proposals:
        held.do("text.accept", proposal=proposal, **TEXT)


def place(held, words, provision="p1", language="en"):
    held.do("text.place", provision=provision, wordings={language: words}, **TEXT)


def test_a_wish_elsewhere_in_the_provision_is_carried(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    held.answer("UZB", mine, "support")
    place(held, "The States shall exchange data voluntarily.")
    held.issue()
    proposal = held.text.proposals[mine]
    assert proposal.pieces == ({"en": "The States shall exchange data regularly."},)
    assert proposal.before == ((len(held.entries) - 1, ({"en": "The Parties shall exchange data regularly."},)),)
    assert (proposal.state, proposal.revision) == ("open", 1)
    assert proposal.stances["UZB"].confirmed
    assert held.text.revisions[-1].carried == (mine,)


def test_a_wish_for_words_that_were_changed_otherwise_is_broken_and_keeps_its_words(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    place(held, "The Parties shall exchange data monthly.")
    held.issue()
    proposal = held.text.proposals[mine]
    assert (proposal.state, proposal.reason, proposal.revision) == ("broken", "overlaps", 0)
    assert proposal.pieces == ({"en": "The Parties shall exchange data regularly."},)
    unit = next(unit for unit in queries.rolling(held.text, "en") if unit.id == "p1")
    assert (unit.broken, unit.proposals) == ((mine,), ())
    assert queries.awaits(held.state, "KAZ")[0].what == "broken"
    held.do("text.revise", "KAZ", proposal=mine, pieces=({"en": "The Parties shall exchange data daily."},), **TEXT)
    assert (held.text.proposals[mine].state, held.text.proposals[mine].revision) == ("open", 1)


def test_a_broken_wish_that_the_base_comes_to_say_is_met(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    place(held, "The Parties shall exchange data monthly.")
    held.issue()
    place(held, "The Parties shall exchange data regularly.")
    held.issue()
    assert held.text.proposals[mine].state == "met"
    assert held.text.revisions[-1].met == (mine,)


def test_a_wish_on_a_provision_that_went_is_broken_where_it_stood(held):
    mine = held.reword("KAZ", "p2", "The Parties cooperate.")
    same, gone = (
        held.do("text.delete", "RUS", provision="p2", **TEXT),
        held.do("text.delete", "UZB", provision="p2", **TEXT),
    )
    accept(held, gone)
    held.issue()
    assert held.text.provisions["p2"].gone == len(held.entries) - 1
    assert (held.text.proposals[mine].state, held.text.proposals[mine].reason) == ("broken", "gone")
    assert held.text.proposals[same].state == "met"
    assert [unit.id for unit in queries.rolling(held.text, "en")] == ["title", "p1", "p2", "p3"]
    assert held.refusal("text.revise", "KAZ", proposal=mine, pieces=({"en": "Again."},), **TEXT) == "provision_gone"
    assert held.refusal("text.withdraw", "KAZ", proposal=mine, **TEXT) is None


def test_a_proposal_that_lacks_a_language_is_carried_in_those_it_has(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    place(held, "Государства обмениваются данными на добровольной основе.", language="ru")
    held.issue()
    assert held.text.proposals[mine].state == "open"
    assert held.text.proposals[mine].pieces == ({"en": "The Parties shall exchange data regularly."},)
    assert queries.rolling(held.text, "ru")[1].untranslated == (mine,)


def test_two_languages_are_one_proposal_and_break_together(held):
    both = {"en": "The Parties shall exchange data regularly.", "ru": "Стороны обмениваются данными регулярно."}
    mine = held.do("text.reword", "KAZ", wordings=both, **ON_P1)
    place(held, "Стороны обмениваются данными ежемесячно.", language="ru")
    held.issue()
    assert held.text.proposals[mine].state == "broken"
    assert held.text.proposals[mine].pieces == (both,)


def test_an_addition_is_anchored_to_what_is_left(held):
    mine = held.do("text.add", "KAZ", after="p2", provision_kind="operative", wordings={"en": "More."}, **TEXT)
    accept(held, held.do("text.delete", "RUS", provision="p2", **TEXT))
    held.issue()
    assert held.text.proposals[mine].after == "p1"
    accept(held, mine)
    held.issue()
    assert held.text.order == ("title", "p1", mine, "p3")
    assert held.text.provisions[mine].proposals == (mine,)


def test_the_same_addition_by_two_parties_is_one_unit_and_meets_both(held):
    wish = {"after": "p1", "provision_kind": "operative", "wordings": {"en": "More."}, **TEXT}
    mine, other = held.do("text.add", "KAZ", **wish), held.do("text.add", "RUS", **wish)
    unit = next(unit for unit in queries.rolling(held.text, "en") if not unit.provisions)
    assert (unit.id, unit.proposals) == (mine, (mine, other))
    assert unit.composition.parts[0].alternatives[0].sponsors == ("KAZ", "RUS")
    accept(held, other)
    held.issue()
    assert held.text.proposals[mine].state == "met"


def test_additions_at_one_place_stand_in_the_order_in_which_they_were_accepted(held):
    wish = {"after": "p1", "provision_kind": "operative", **TEXT}
    first = held.do("text.add", "KAZ", wordings={"en": "First."}, **wish)
    second = held.do("text.add", "RUS", wordings={"en": "Second."}, **wish)
    accept(held, second, first)
    held.issue()
    assert held.text.order == ("title", "p1", second, first, "p2", "p3")


def test_a_merger_keeps_the_first_provision_and_the_words_of_both(held):
    words = "The Parties shall exchange data voluntarily and should cooperate."
    merged = held.do("text.merge", "UZB", provisions=("p1", "p2"), wordings={"en": words}, **TEXT)
    again = held.do("text.merge", "KAZ", provisions=("p1", "p2"), wordings={"en": words}, **TEXT)
    accept(held, merged)
    held.issue()
    assert held.text.order == ("title", "p1", "p3")
    assert held.wording("p1") == words
    assert held.wording("p1", "ru") == (
        "Стороны обмениваются данными на добровольной основе. Сторонам следует сотрудничать."
    )
    by = {span.text.strip(): span.sponsors for span in held.text.provisions["p1"].origins["en"]}
    assert by["The Parties shall exchange data voluntarily"] == ()
    assert ("UZB",) in by.values()
    assert held.text.proposals[again].state == "met"


def test_a_split_keeps_the_first_piece_and_numbers_the_others(held):
    pieces = ({"en": "The Parties shall exchange data."}, {"en": "They do so voluntarily."})
    cut, again = (held.do("text.split", party, pieces=pieces, **ON_P1) for party in ("RUS", "KAZ"))
    accept(held, cut)
    held.issue()
    assert held.text.order == ("title", "p1", f"{cut}.2", "p2", "p3")
    assert [held.wording(each) for each in ("p1", f"{cut}.2")] == [piece["en"] for piece in pieces]
    kept = [span.text for span in held.text.provisions[f"{cut}.2"].origins["en"] if not span.sponsors]
    assert any("voluntarily" in words for words in kept)
    assert held.text.proposals[again].state == "met"
    assert held.refusal("text.reword", "KAZ", provision=f"{cut}.2", wordings={"en": "Freely."}, **TEXT) is None


def test_a_split_is_carried_piece_by_piece(held):
    pieces = ({"en": "The Parties shall exchange data."}, {"en": "They do so voluntarily."})
    cut = held.do("text.split", "RUS", pieces=pieces, **ON_P1)
    place(held, "The States shall exchange data voluntarily.")
    held.issue()
    assert held.text.proposals[cut].pieces == ({"en": "The States shall exchange data."}, pieces[1])


def test_a_split_of_which_a_piece_has_no_words_left_is_broken(held):
    cut = held.do(
        "text.split", "RUS", provision="p3", pieces=({"en": "The Parties shall meet"}, {"en": "yearly."}), **TEXT
    )
    place(held, "The Parties shall meet", provision="p3")
    held.issue()
    assert (held.text.proposals[cut].state, held.text.proposals[cut].reason) == ("broken", "deleted")
    assert len(held.text.proposals[cut].pieces) == 2


def test_a_move_is_met_once_the_provision_stands_there(held):
    mine, other = (held.do("text.move", party, after="p3", **ON_P1) for party in ("KAZ", "RUS"))
    later = held.do("text.move", "UZB", after="p2", **ON_P1)
    accept(held, mine)
    held.issue()
    assert held.text.order == ("title", "p2", "p3", "p1")
    assert held.text.proposals[other].state == "met"
    assert held.text.proposals[later].state == "open"


def test_stances_on_a_provision_whose_words_changed_wait_to_be_confirmed(held):
    for provision in ("p1", "p2"):
        held.do("text.take_position", "UZB", provision=provision, value="object", **TEXT)
    place(held, "The Parties exchange data.")
    held.issue()
    assert not held.text.provisions["p1"].stances["UZB"].confirmed
    assert held.text.provisions["p2"].stances["UZB"].confirmed
    assert held.refusal("text.agree", **ON_P1) == "obstacles"
    assert queries.awaits(held.state, "UZB") == (queries.Awaiting("confirm", "statement", provision="p1"),)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"number": 2}, "revision_number"),
        ({"number": 0}, "revision_number"),
        ({"algorithm": 99}, "algorithm_differs"),
        ({"sha256": "0" * 64}, "hash_differs"),
    ],
)
def test_a_revision_is_issued_as_computed_or_not_at_all(held, fields, refusal):
    place(held, "The Parties exchange data.")
    given = {"number": 1, "sha256": text_hash(queries.adopted(held.text)), "algorithm": 1, **TEXT}
    assert held.refusal("text.issue_revision", **{**given, **fields}) == refusal
    held.issue()
    assert held.text.revisions[-1].sha256 == given["sha256"] == text_hash(held.text)


def test_a_revision_needs_something_settled(held):
    held.reword("KAZ", "p1", "The Parties exchange data.")
    digest = text_hash(held.text)
    assert held.refusal("text.issue_revision", number=1, sha256=digest, algorithm=1, **TEXT) == "nothing_settled"


def test_the_hash_is_of_the_words_and_their_order_and_of_nothing_else(held):
    before = text_hash(held.text)
    held.reword("KAZ", "p1", "The Parties exchange data.")
    held.do("text.agree", provision="p2", **TEXT)
    assert text_hash(held.text) == before
    moved = held.do("text.move", "KAZ", after="p3", **ON_P1)
    accept(held, moved)
    held.issue()
    assert text_hash(held.text) != before
    assert text_hash(held.text.revisions[0]) == before
