"""Proposals: what may be proposed on what, by whom, and how often."""

import pytest

from comity.core.acts import EMPTY_ROOT
from comity.core.acts.act import Seen
from negotiation import Negotiation, opened, tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}
TWO = ({"en": "One."}, {"en": "Two."})


@pytest.fixture
def held():
    return tabled()


def wish(words="The Parties shall exchange data.", **fields):
    return {**ON_P1, "wordings": {"en": words}, **fields}


def test_a_proposal_has_the_id_of_its_act_and_is_counted_for_people(held):
    first, second = held.do("text.reword", "KAZ", **wish()), held.do("text.delete", "RUS", **ON_P1)
    assert [held.text.proposals[each].number for each in (first, second)] == [1, 2]
    assert held.text.provisions["p1"].proposals == (first, second)


def test_two_delegations_may_change_one_provision_at_once(held):
    seen = len(held.entries)
    held.do("text.reword", "KAZ", seen=seen, **wish())
    held.do("text.reword", "RUS", seen=seen, **wish())
    assert len(held.text.proposals) == 2


def test_a_second_wording_of_one_party_is_a_revision_of_the_first(held):
    first = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    assert held.refusal("text.reword", "KAZ/2", **wish("Nothing.")) == "already_proposed"
    held.do("text.withdraw", "KAZ", proposal=first, **TEXT)
    assert held.refusal("text.reword", "KAZ/2", **wish("Nothing.")) is None


@pytest.mark.parametrize(
    ("kind", "fields", "refusal"),
    [
        ("text.reword", wish(provision="p9"), "provision_unknown"),
        ("text.reword", wish(text="plan"), "text_unknown"),
        ("text.reword", wish("The Parties shall exchange data voluntarily."), "nothing_changed"),
        ("text.reword", wish(" Two  spaces. "), "wording_not_canonical"),
        ("text.reword", wish("zero\u200bwidth"), "wording_not_canonical"),
        ("text.reword", wish("\u00ad"), "wording_empty"),
        ("text.reword", wish(wordings={"fr": "Rien."}), "language_unknown"),
        ("text.reword", wish(wordings={}), "wording_missing"),
        ("text.reword", wish(id="p2"), "id_taken"),
        (
            "text.add",
            {**TEXT, "after": "p9", "provision_kind": "operative", "wordings": {"en": "More."}},
            "provision_unknown",
        ),
        ("text.move", {**ON_P1, "after": "title"}, "nothing_changed"),
        ("text.move", {**ON_P1, "after": "p1"}, "nothing_changed"),
        ("text.move", {**TEXT, "provision": "title", "after": ""}, "nothing_changed"),
        ("text.merge", {**TEXT, "provisions": ("p1", "p1"), "wordings": {"en": "One."}}, "provision_repeated"),
        ("text.split", {**ON_P1, "pieces": ({"en": "One."}, {"ru": "Два."})}, "languages_differ"),
    ],
)
def test_what_cannot_be_proposed_is_refused(held, kind, fields, refusal):
    assert held.refusal(kind, "KAZ", **fields) == refusal


def test_a_wording_may_hold_markup_it_is_only_words(held):
    wild = held.reword("KAZ", "p1", "<b>The Parties</b> & [others] {shall} \\ $x$")
    assert held.text.proposals[wild].pieces[0]["en"].startswith("<b>")


def test_nothing_is_proposed_on_a_base_its_author_has_not_seen(held):
    seen = len(held.entries)
    held.do("text.place", provision="p2", wordings={"en": "The Parties cooperate."}, **TEXT)
    held.issue()
    assert held.refusal("text.reword", "KAZ", seen=seen, **wish()) == "revision_unseen"
    assert held.refusal("text.reword", "KAZ", seen=seen + 1, **wish()) == "revision_unseen"
    assert held.refusal("text.reword", "KAZ", seen=seen + 2, **wish()) is None
    assert held.refusal("text.reword", "KAZ", seen=seen + 3, **wish()) == "seen_ahead"


def test_a_provision_that_has_gone_or_is_agreed_takes_no_proposal(held):
    gone = held.do("text.delete", "KAZ", provision="p2", **TEXT)
    held.do("text.accept", proposal=gone, **TEXT)
    held.issue()
    held.do("text.agree", **ON_P1)
    assert held.refusal("text.reword", "RUS", **wish(provision="p2")) == "provision_gone"
    assert (
        held.refusal("text.add", "RUS", after="p2", provision_kind="operative", wordings={"en": "More."}, **TEXT)
        == "provision_gone"
    )
    assert held.refusal("text.reword", "RUS", **wish()) == "provision_agreed"


def test_a_proposal_stays_while_a_sponsor_is_left(held):
    joint = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.do("text.cosponsor", "UZB", proposal=joint, **TEXT)
    assert held.refusal("text.cosponsor", "UZB", proposal=joint, **TEXT) == "already_sponsor"
    held.do("text.withdraw", "KAZ", proposal=joint, **TEXT)
    assert (held.text.proposals[joint].state, held.text.proposals[joint].sponsors) == ("open", ("UZB",))
    held.do("text.withdraw", "UZB", proposal=joint, **TEXT)
    assert (held.text.proposals[joint].state, held.text.proposals[joint].sponsors) == ("withdrawn", ("UZB",))
    assert held.refusal("text.withdraw", "UZB", proposal=joint, **TEXT) == "proposal_withdrawn"


def test_wording_of_unknown_author_is_withdrawn_by_the_secretariat_or_adopted_by_a_party(held):
    unknown = held.do("text.reword", "SEC", sponsors=(), **wish())
    assert held.refusal("text.reword", "SEC", sponsors=(), **wish("Nothing.")) is None
    assert held.refusal("text.withdraw", "KAZ", proposal=unknown, **TEXT) == "only_sponsors"
    assert held.refusal("text.withdraw", "SEC", proposal=unknown, **TEXT) is None
    held.do("text.cosponsor", "KAZ", proposal=unknown, **TEXT)
    assert held.refusal("text.withdraw", "SEC", proposal=unknown, **TEXT) == "only_sponsors"


def test_whoever_joins_gives_up_its_stance(held):
    joint = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.answer("UZB", joint, "object")
    held.do("text.cosponsor", "UZB", proposal=joint, **TEXT)
    assert "UZB" not in held.text.proposals[joint].stances
    assert held.refusal("text.take_position", "UZB", proposal=joint, value="object", **TEXT) == "own_proposal"


def test_a_revised_wording_returns_stances_to_be_confirmed(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.answer("UZB", mine, "support")
    seen = len(held.entries)
    held.do("text.revise", "KAZ/2", proposal=mine, pieces=({"en": "Data are exchanged."},), **TEXT)
    proposal = held.text.proposals[mine]
    assert not proposal.stances["UZB"].confirmed
    assert proposal.before == ((seen, ({"en": "The Parties shall exchange data."},)),)
    for kind, party, fields in [
        ("text.take_position", "UZB", {"value": "support"}),
        ("text.accept", "SEC", {}),
        ("text.cosponsor", "RUS", {}),
    ]:
        assert held.refusal(kind, party, seen=seen, proposal=mine, **fields, **TEXT) == "wording_unseen"
    held.answer("UZB", mine, "support")
    assert held.text.proposals[mine].stances["UZB"].confirmed


@pytest.mark.parametrize(
    ("party", "pieces", "refusal"),
    [
        ("UZB", ({"en": "Other."},), "only_submitter"),
        ("KAZ", TWO, "pieces_wrong"),
        ("KAZ", ({"en": "The Parties shall exchange data."},), "nothing_changed"),
        ("KAZ", ({"en": "The Parties shall exchange data voluntarily."},), "nothing_changed"),
        ("KAZ", ({"fr": "Rien."},), "language_unknown"),
    ],
)
def test_only_the_submitter_revises_and_only_words(held, party, pieces, refusal):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.do("text.cosponsor", "UZB", proposal=mine, **TEXT)
    assert held.refusal("text.revise", party, proposal=mine, pieces=pieces, **TEXT) == refusal


def test_a_deletion_has_no_words_to_revise(held):
    mine = held.do("text.delete", "KAZ", **ON_P1)
    assert held.refusal("text.revise", "KAZ", proposal=mine, pieces=({"en": "Other."},), **TEXT) == "pieces_wrong"


def test_a_comment_or_stance_is_about_one_thing(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    both = {"provision": "p1", "proposal": mine, **TEXT}
    assert held.refusal("text.comment", "UZB", note="A remark.", **TEXT) == "one_subject"
    assert held.refusal("text.comment", "UZB", note="A remark.", **both) == "one_subject"
    assert held.refusal("text.take_position", "UZB", value="support", **both) == "one_subject"
    held.do("text.comment", "UZB", note="On p1.", **ON_P1)
    held.do("text.comment", "UZB", note="On the proposal.", proposal=mine, **TEXT)
    assert held.text.provisions["p1"].comments[0].note == "On p1."
    assert held.text.proposals[mine].comments[0].note == "On the proposal."


def test_the_same_stance_twice_says_nothing_new(held):
    held.do("text.take_position", "UZB", value="reserve", note="Study.", **ON_P1)
    assert held.refusal("text.take_position", "UZB", value="reserve", note="Study.", **ON_P1) == "nothing_changed"
    assert held.refusal("text.take_position", "UZB", value="reserve", note="Text is under study.", **ON_P1) is None


def test_a_long_draft_is_tabled_in_several_acts_and_is_on_the_table_with_the_last():
    held = opened()
    provision = {"kind": "operative", "wordings": {"en": "The Parties meet."}}
    start = {"title": {"en": "Plan"}, "languages": ("en",), "text": "plan"}
    held.do("text.table", provisions=({"id": "p1", **provision},), more=True, **start)
    wish = {"text": "plan", "provision": "p1", "wordings": {"en": "They meet."}}
    assert held.refusal("text.reword", "KAZ", **wish) == "text_incomplete"
    assert held.refusal("text.table_more", text="plan", provisions=({"id": "p1", **provision},)) == "provision_taken"
    held.do("text.table_more", text="plan", provisions=({"id": "p2", **provision},), more=True)
    held.do("text.table_more", text="plan", provisions=({"id": "p3", **provision},))
    assert held.refusal("text.table_more", text="plan", provisions=({"id": "p4", **provision},)) == "text_on_table"
    assert held.state.texts["plan"].revisions[0].order == ("p1", "p2", "p3")
    assert held.refusal("text.reword", "KAZ", **wish) is None


@pytest.mark.parametrize(
    ("kind", "fields", "refusal"),
    [
        ("session.convene", {"session": "first", "number": 2, "date": "2026-07-15", "format": "hybrid"}, "session_taken"),
        ("session.convene", {"session": "x", "number": 2, "date": "2026-02-29", "format": "hybrid"}, "date_wrong"),
        ("session.convene", {"session": "x", "number": 2, "date": "2026-06-31", "format": "hybrid"}, "date_wrong"),
        ("session.convene", {"session": "x", "number": 2, "date": "2000-02-29", "format": "hybrid"}, None),
        ("session.convene", {"session": "x", "number": 2, "date": "1900-02-29", "format": "hybrid"}, "date_wrong"),
        ("session.appoint_chair", {"session": "second", "seat": "KAZ/1"}, "session_unknown"),
        ("session.appoint_chair", {"session": "first", "seat": "XXX/1"}, "party_unknown"),
        ("question.propose", {"title": {"en": "Water"}, "session": "second"}, "session_unknown"),
        ("party.admit", {"admitted": "KAZ", "party_kind": "member", "names": {"en": "Kazakhstan"}}, "party_admitted"),
        ("text.table", {"text": "statement", "title": {"en": "T"}, "languages": ("en",), "provisions": ({"id": "p", "kind": "annex", "wordings": {"en": "A."}},)}, "text_taken"),
        ("text.table", {"text": "t", "title": {"en": "T"}, "languages": ("en", "en"), "provisions": ({"id": "p", "kind": "annex", "wordings": {"en": "A."}},)}, "language_repeated"),
        ("text.table", {"text": "t", "title": {"en": "T"}, "languages": ("en", "ru"), "provisions": ({"id": "p", "kind": "annex", "wordings": {"ru": "А."}},)}, "language_missing"),
        ("text.table", {"text": "t", "title": {"en": "T"}, "rule": "lots", "languages": ("en",), "provisions": ({"id": "p", "kind": "annex", "wordings": {"en": "A."}},)}, "rule_unknown"),
    ],
)  # fmt: skip
def test_the_secretariat_is_refused_what_is_not_in_order(held, kind, fields, refusal):
    assert held.refusal(kind, **fields) == refusal


def test_a_log_is_opened_once_and_first():
    held = Negotiation()
    assert held.refusal("party.admit", admitted="KAZ", party_kind="member", names={"en": "Kazakhstan"}) == "not_opened"
    held = opened()
    first = held.entries[0].act
    assert (
        held.refusal(
            "consultation.open",
            **{f: getattr(first, f) for f in first.__struct_fields__ if f not in {"log", "actor", "seen"}},
        )
        == "already_opened"
    )
    assert held.refusal("consultation.close", log="other") == "log_wrong"
    assert first.seen == Seen(EMPTY_ROOT, 0)
