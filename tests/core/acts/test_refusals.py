"""Refusals one by one: each fails here, and perhaps nowhere else, once its rule is dropped."""

import pytest

from comity.core.acts import EXAMPLES, decode, encode
from comity.core.acts.act import EMPTY_ROOT, Seen
from comity.core.acts.tabling import Tabled
from comity.core.errors import Refused
from comity.core.queries import adopted, text_hash
from negotiation import Negotiation, example, opened, tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}
HEAD = {"root": "11" * 32, "size": 9}


@pytest.fixture
def held():
    return tabled()


def revised():
    """A text with a second revision, a proposal before and after it; and how much there was before the second revision."""
    held = tabled()
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.do("text.place", **{**TEXT, "provision": "p2"}, wordings={"en": "The Parties cooperate."})
    before = len(held.entries)
    held.issue()
    return held, mine, before


@pytest.mark.parametrize(
    ("kind", "actor", "fields"),
    [
        ("text.accept", "SEC", {**TEXT, "proposal": "mine"}),
        ("text.accept_alternative", "SEC", {**ON_P1, "language": "en", "start": 0, "end": 1, "wording": "x", "proposals": ("mine",)}),
        ("text.agree", "SEC", {**TEXT, "provision": "p3"}),
        ("text.agree_ad_referendum", "SEC", {**TEXT, "provision": "p3"}),
        ("text.place", "SEC", {**TEXT, "provision": "p3", "wordings": {"en": "Once a year."}}),
        ("text.revise", "KAZ", {**TEXT, "proposal": "mine", "pieces": ({"en": "Other words."},)}),
        ("text.take_position", "RUS", {**TEXT, "proposal": "mine", "value": "can_accept"}),
        ("text.take_position", "RUS", {**TEXT, "provision": "p3", "value": "can_accept"}),
        ("text.reword", "RUS", {**TEXT, "provision": "p3", "wordings": {"en": "Once a year."}}),
    ],
)  # fmt: skip
def test_nothing_is_done_about_a_base_that_its_author_has_not_seen(kind, actor, fields):
    held, mine, before = revised()
    named = {name: mine if value == "mine" else value for name, value in fields.items()}
    algorithm = {"algorithm": EXAMPLES[kind].algorithm} if kind == "text.accept_alternative" else {}
    assert held.refusal(kind, actor, seen=before, **algorithm, **named) == "revision_unseen"
    assert held.refusal(kind, actor, **algorithm, **named) in {None, "alternative_gone"}


def test_only_the_chair_takes_up_again_what_was_not_taken_up(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.do("text.not_taken_up", proposal=mine, **TEXT)
    assert held.refusal("text.reopen", "KAZ", proposal=mine, **TEXT) == "only_chair"
    assert held.refusal("text.reopen", "RUS", proposal=mine, **TEXT) == "only_chair"
    assert held.refusal("text.reopen", proposal=mine, **TEXT) is None


@pytest.mark.parametrize("kind", ["text.reopen", "text.comment", "text.take_position"])
@pytest.mark.parametrize("both", [True, False])
def test_an_act_is_about_one_thing(held, kind, both):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    named = {"provision": "p1", "proposal": mine} if both else {}
    more = {"text.comment": {"note": "Why?"}, "text.take_position": {"value": "can_accept"}}.get(kind, {})
    assert held.refusal(kind, "SEC" if kind == "text.reopen" else "RUS", **TEXT, **named, **more) == "one_subject"


def test_a_comment_is_on_a_proposal_that_is_there(held):
    assert held.refusal("text.comment", "RUS", proposal="nobodys", note="Why?", **TEXT) == "proposal_unknown"


def test_what_is_in_brackets_is_not_put_there_again(held):
    held.do("text.keep_in_brackets", **ON_P1)
    assert held.refusal("text.keep_in_brackets", **ON_P1) == "nothing_changed"


@pytest.mark.parametrize(
    ("wordings", "refusal"),
    [({"fr": "Rien."}, "language_unknown"), ({}, "wording_missing"), ({"en": " Two  spaces. "}, "wording_not_canonical"), ({"en": "\u00ad"}, "wording_empty")],
)  # fmt: skip
def test_the_chair_places_words_as_anybody_else_writes_them(held, wordings, refusal):
    assert held.refusal("text.place", wordings=wordings, **ON_P1) == refusal


def test_the_pieces_of_a_revised_split_have_the_same_languages(held):
    pieces = ({"en": "One."}, {"en": "Two."})
    mine = held.do("text.split", "KAZ", pieces=pieces, **ON_P1)
    uneven = ({"en": "One."}, {"en": "Two.", "ru": "Два."})
    assert held.refusal("text.revise", "KAZ", proposal=mine, pieces=uneven, **TEXT) == "languages_differ"


def test_no_position_is_taken_on_what_is_agreed(held):
    held.do("text.agree", **ON_P1)
    assert held.refusal("text.take_position", "RUS", value="object", **ON_P1) == "provision_agreed"
    assert held.refusal("text.agree_ad_referendum", **ON_P1) == "provision_agreed"


def test_a_provision_that_a_member_objects_to_is_not_agreed_ad_referendum_either(held):
    held.do("text.take_position", "RUS", value="object", **ON_P1)
    assert held.refusal("text.agree_ad_referendum", **ON_P1) == "obstacles"


def test_a_text_is_initialled_as_it_was_issued_last():
    held = tabled()
    held.do("text.place", wordings={"en": "The Parties cooperate."}, provision="p2", **TEXT)
    held.issue()
    for provision in held.text.order:
        held.do("text.agree", provision=provision, **TEXT)
    given = {**TEXT, "sha256": text_hash(adopted(held.text))}
    assert held.refusal("approval.initial", "KAZ", **given) is None
    held.do("text.reopen", **{**TEXT, "provision": "p2"})
    held.do("text.place", wordings={"en": "The Parties do not."}, provision="p2", **TEXT)
    held.do("text.agree", provision="p2", **TEXT)
    assert held.refusal("approval.initial", "KAZ", **given) == "revision_due"


def test_the_chair_that_presides_is_not_appointed_again():
    held = opened()
    held.do("session.appoint_chair", session="first", seat="UZB/1")
    assert held.refusal("session.appoint_chair", session="first", seat="UZB/1") == "nothing_changed"


def test_a_question_is_proposed_once():
    held = opened()
    held.file(example("question.propose", len(held.entries)))
    assert held.refusal("question.propose", "RUS", **_question(EXAMPLES["question.propose"])) == "id_taken"


def _question(act):
    return {"id": act.id, "title": act.title, "session": act.session}


def test_the_key_that_is_recovered_has_the_shape_of_its_kind():
    held = opened()
    held.do("key.add", "KAZ", key_kind="ed25519", public=EXAMPLES["key.add"].public)
    again = {"of": "KAZ", "key_kind": "ed25519", "public": EXAMPLES["key.recover"].public}
    assert held.refusal("key.recover", holder="KAZ/1", **again) is None
    assert held.refusal("key.recover", holder="RUS/1", **again) == "holder_elsewhere"
    assert held.refusal("key.recover", holder="KAZ/1", **{**again, "public": "AAAA"}) == "key_shapeless"


def test_more_is_tabled_of_a_text_that_was_begun():
    held = opened()
    assert (
        held.refusal("text.table_more", text="nowhere", provisions=EXAMPLES["text.table_more"].provisions)
        == "text_unknown"
    )


def test_no_two_provisions_of_a_draft_have_one_id():
    held = opened()
    twice = tuple(Tabled(id="p1", kind="operative", number=f"{n}.", wordings={"en": f"Words {n}."}) for n in (1, 2))
    whole = EXAMPLES["text.table"]
    given = {name: getattr(whole, name) for name in ("text", "title", "languages", "symbol") if hasattr(whole, name)}
    assert held.refusal("text.table", **given, provisions=twice) == "provision_taken"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"seen": 3}, "seen_ahead"),
        ({"rule": "by-lot"}, "rule_unknown"),
        ({"languages": ("en", "ru", "en")}, "language_repeated"),
        ({}, None),
    ],
)
def test_a_record_begins_with_a_rule_and_languages_and_nothing_before_it(fields, refusal):
    whole = EXAMPLES["consultation.open"]
    given = {
        name: getattr(whole, name) for name in whole.__struct_fields__ if name not in {"id", "log", "actor", "seen"}
    }
    assert Negotiation().refusal("consultation.open", **{**given, **fields}) == refusal


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({}, None),
        ({"seen": 2}, "succession_partial"),
        ({"log": "water-2026"}, "succession_name"),
        ({"lost": Seen(**HEAD)}, None),
        ({"lost": Seen(EMPTY_ROOT, 0)}, "succession_complete"),
        ({"lost": "seen"}, "succession_complete"),
    ],
)
def test_a_record_goes_on_whole_and_under_a_name_that_is_new(held, fields, refusal):
    whole = EXAMPLES["consultation.succeed"]
    if fields.get("lost") == "seen":
        fields = {"lost": Seen(EMPTY_ROOT, len(held.entries))}
    given = {"log": whole.log, "predecessor": whole.predecessor, "origin": whole.origin, **fields}
    assert succession(held, **given) == refusal


def test_a_record_does_not_go_on_under_a_name_that_it_had_long_ago(held):
    whole = EXAMPLES["consultation.succeed"]
    held.file(held.act("consultation.succeed", log="water-2027", predecessor=whole.predecessor, origin=whole.origin))
    given = {"predecessor": "water-2027", "origin": whole.origin}
    assert succession(held, log="water-2026", **given) == "succession_name"


def succession(held, **fields):
    return held.refusal("consultation.succeed", **fields)


def test_what_is_not_written_in_characters_is_no_statement():
    act = example("text.comment", note="\ud800")
    with pytest.raises(Refused, match="statement_not_utf8"):
        encode(act)
    with pytest.raises(Refused):
        decode(b'{"kind":"\xff"}')
