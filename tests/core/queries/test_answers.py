"""What may be asked of a state, and the answers a delegate and a chair get."""

import pytest

from comity.core import queries
from comity.core.queries import Awaiting, Obstacle
from comity.locale import say
from negotiation import example, tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}


@pytest.fixture
def held():
    return tabled()


def wordings(lines):
    return [line.wording for line in lines]


def test_four_views_of_one_text(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    gone = held.do("text.delete", "RUS", provision="p3", **TEXT)
    held.do("text.accept", proposal=mine, **TEXT)
    held.issue()
    held.do("text.accept", proposal=gone, **TEXT)
    old, new = "The Parties shall exchange data voluntarily.", "The Parties shall exchange data."
    rest = ["The Parties should cooperate.", "The Parties shall meet yearly."]
    assert wordings(queries.original(held.text, "en"))[1:] == [old, *rest]
    assert wordings(queries.clean(held.text, "en"))[1:] == [new, *rest]
    assert wordings(queries.clean(held.text, "en", 0)) == wordings(queries.original(held.text, "en"))
    assert wordings(queries.if_adopted(held.text, "en"))[1:] == [new, rest[0]]
    assert queries.clean(held.text, "en")[1].number == "1."
    assert set(wordings(queries.clean(held.text, "fr"))) == {""}


def test_the_rolling_text_joins_what_a_merger_joins_and_shows_the_rest_once(held):
    merged = held.do("text.merge", "UZB", provisions=("p1", "p3"), wordings={"en": "One."}, **TEXT)
    reword = held.reword("KAZ", "p3", "The Parties shall meet.")
    moved = held.do("text.move", "KAZ", provision="p2", after="", **TEXT)
    added = held.do("text.add", "RUS", after="p3", provision_kind="operative", wordings={"en": "More."}, **TEXT)
    units = queries.rolling(held.text, "en")
    assert [(unit.id, unit.provisions) for unit in units] == [
        ("title", ("title",)),
        ("p1", ("p1", "p3")),
        (added, ()),
        ("p2", ("p2",)),
    ]
    assert units[1].composition.base == (
        "The Parties shall exchange data voluntarily. ¶ The Parties shall meet yearly."
    )
    assert units[1].proposals == (merged, reword)
    assert (units[3].moves, units[3].proposals) == ((moved,), ())
    assert queries.rolling(held.text, "ru")[1].untranslated == (merged, reword)


def test_standing_says_who_is_in_the_way_and_why(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.do("text.cosponsor", "MDA", proposal=mine, **TEXT)
    held.do("text.take_position", "RUS", value="object", **ON_P1)
    held.do("text.take_position", "UZB", value="reserve", **ON_P1)
    found = queries.standing(held.state, held.text, "p1")
    assert found.obstacles == (Obstacle("RUS", "objects"), Obstacle("KAZ", "proposes", mine))
    assert (found.state, found.reservations, found.settled) == ("open", ("UZB",), ())


def test_what_awaits_a_party(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    other = held.reword("RUS", "p2", "The Parties cooperate.")
    assert queries.awaits(held.state, "UZB") == (
        Awaiting("stance", "statement", proposal=mine),
        Awaiting("stance", "statement", proposal=other),
    )
    assert queries.awaits(held.state, "RCC") == queries.awaits(held.state, "XXX") == ()
    held.answer("UZB", mine, "support")
    held.do("text.revise", "KAZ", proposal=mine, pieces=({"en": "Data are exchanged."},), **TEXT)
    held.do("text.not_taken_up", proposal=other, **TEXT)
    held.do("text.agree_ad_referendum", provision="p3", parties=("UZB",), **TEXT)
    assert queries.awaits(held.state, "UZB") == (
        Awaiting("confirm", "statement", proposal=mine),
        Awaiting("ad_referendum", "statement", provision="p3"),
    )
    assert queries.awaits(held.state, "RUS") == (
        Awaiting("stance", "statement", proposal=mine),
        Awaiting("left_out", "statement", proposal=other),
    )


def test_a_text_that_is_agreed_awaits_initials(held):
    for provision in held.text.order:
        held.do("text.agree", provision=provision, **TEXT)
    assert queries.awaits(held.state, "KAZ") == (Awaiting("initial", "statement"),)
    assert queries.awaits(held.state, "MDA") == ()
    held.do("approval.initial", "KAZ", sha256=queries.text_hash(held.text), **TEXT)
    assert queries.awaits(held.state, "KAZ") == ()


def test_what_could_close_a_site_comes_easiest_first(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    other = held.reword("RUS", "p1", "The Parties shall exchange data monthly.")
    held.answer("UZB", other, "reserve")
    (site,) = queries.closing(held.state, held.text, "p1", "en")
    told = [(way.alternative and way.alternative.text, way.reservations, way.unhappy) for way in site.ways]
    assert told == [("regularly", (), ("RUS",)), (None, (), ("KAZ", "RUS")), ("monthly", ("UZB",), ("KAZ",))]
    held.answer("UZB", mine, "object")
    held.answer("KAZ", other, "can_accept")
    (site,) = queries.closing(held.state, held.text, "p1", "en")
    told = [(way.alternative and way.alternative.text, way.unhappy) for way in site.ways]
    assert told == [(None, ("KAZ", "RUS")), ("monthly", ())]


def test_the_matrix_has_a_cell_for_each_party_on_each_provision(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    added = held.do("text.add", "RUS", after="p3", provision_kind="operative", wordings={"en": "More."}, **TEXT)
    held.answer("RUS", mine, "support")
    held.answer("MDA", mine, "object")
    held.do("text.take_position", "UZB", value="reserve", **ON_P1)
    matrix = queries.matrix(held.state, held.text)
    assert matrix.parties == ("KAZ", "RUS", "UZB", "MDA", "RCC", "SEC")
    assert [row.id for row in matrix.rows] == ["title", "p1", "p2", "p3", added]
    kaz, rus, uzb, mda, _, _ = matrix.rows[1].cells
    assert (kaz.sponsors, rus.supports, uzb.stance, mda.objects) == ((mine,), (mine,), "reserve", (mine,))
    assert matrix.rows[4].cells[1].sponsors == (added,)


def test_a_partys_wishes_and_what_became_of_them(held):
    met = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    lost = held.do("text.delete", "KAZ", provision="p2", **TEXT)
    waiting = held.reword("KAZ", "p3", "The Parties shall meet.")
    held.do("text.accept", proposal=met, **TEXT)
    held.do("text.withdraw", "KAZ", proposal=lost, **TEXT)
    found = {wish.proposal: wish.outcome for wish in queries.wishes(held.state, held.text, "KAZ")}
    assert found == {met: "met", lost: "lost", waiting: "open"}
    assert queries.wishes(held.state, held.text, "XXX") == ()


def test_a_wish_is_partly_met_when_some_of_its_words_are_in_the_base(held):
    mine = held.reword("KAZ", "p1", "The Parties should exchange data regularly.")
    found = [way for site in queries.closing(held.state, held.text, "p1", "en") for way in site.ways]
    site = next(site.site for site in queries.closing(held.state, held.text, "p1", "en"))
    each = next(way.alternative for way in found if way.alternative)
    given = {"start": site.start, "end": site.end, "wording": each.text, "proposals": each.proposals, "algorithm": 1}
    held.do("text.accept_alternative", language="en", **given, **ON_P1)
    held.issue()
    (wish,) = queries.wishes(held.state, held.text, "KAZ")
    assert (wish.proposal, wish.outcome) == (mine, "partly")


def test_two_revisions_beside_each_other(held):
    held.do("text.place", wordings={"en": "Data are exchanged."}, **ON_P1)
    added = held.do("text.add", "RUS", after="", provision_kind="preambular", wordings={"en": "Noting."}, **TEXT)
    gone = held.do("text.delete", "KAZ", provision="p2", **TEXT)
    moved = held.do("text.move", "KAZ", provision="p3", after="title", **TEXT)
    for proposal in (added, gone, moved):
        held.do("text.accept", proposal=proposal, **TEXT)
    held.issue()
    changes = queries.comparison(held.text, 0, 1, "en")
    assert [(each.provision, each.what, each.moved) for each in changes] == [
        (added, "added", False),
        ("title", "kept", False),
        ("p3", "kept", True),
        ("p1", "reworded", False),
        ("p2", "deleted", False),
    ]
    assert changes[3].old == "The Parties shall exchange data voluntarily."
    assert {each.what for each in queries.comparison(held.text, 1, 1, "en")} == {"kept"}


def test_the_chair_sees_what_would_follow_before_ruling(held):
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    same = held.reword("UZB", "p1", "The Parties shall exchange data regularly.")
    against = held.reword("RUS", "p1", "The Parties shall exchange data monthly.")
    beside = held.reword("MDA", "p1", "The Parties should exchange data voluntarily.")
    held.reword("KAZ", "p2", "The Parties cooperate.")
    held.answer("RUS", mine, "reserve")
    found = queries.consequences(held.state, held.act("text.accept", proposal=mine, **TEXT))
    assert found.allowed
    assert (found.met, found.broken, found.carried) == ((same,), (against,), (beside,))
    assert (found.obstacles, found.reservations) == ((), ("RUS",))
    held.answer("RUS", mine, "object")
    found = queries.consequences(held.state, held.act("text.accept", proposal=mine, **TEXT))
    assert (found.refusal, found.obstacles) == ("obstacles", (Obstacle("RUS", "objects", mine),))
    assert held.text.proposals[mine].state == "open"


def test_what_the_issue_of_a_revision_would_do_is_what_it_does(held):
    held.reword("KAZ", "p1", "The Parties shall exchange data regularly.")
    held.reword("RUS", "p1", "The Parties should exchange data voluntarily.")
    held.do("text.place", wordings={"en": "The Parties shall exchange data monthly."}, **ON_P1)
    given = {"number": 1, "sha256": queries.text_hash(queries.adopted(held.text)), "algorithm": 1, **TEXT}
    found = queries.consequences(held.state, held.act("text.issue_revision", **given))
    held.issue()
    revision = held.text.revisions[-1]
    assert (found.carried, found.met, found.broken) == (revision.carried, revision.met, revision.broken)
    assert len(found.carried) == len(found.broken) == 1


def test_an_act_that_is_out_of_order_has_only_its_refusal_as_a_consequence(held):
    found = queries.consequences(held.state, held.act("text.accept", proposal="nothing", **TEXT))
    assert (found.refusal, found.obstacles, found.carried) == ("proposal_unknown", (), ())
    found = queries.consequences(held.state, held.act("text.accept", proposal="nothing", text="nothing"))
    assert found.refusal == "text_unknown"
    assert queries.consequences(held.state, held.act("consultation.close")).allowed


@pytest.mark.parametrize(
    ("act", "english", "russian"),
    [
        (example("text.reword", id="new"), "KAZ proposed other wording for provision 1.", "KAZ: предложена иная формулировка положения 1."),
        (example("text.reword"), "KAZ proposed other wording for provision 1 (proposal 1).", "KAZ: предложена иная формулировка положения 1 (предложение № 1)."),
        (example("text.merge"), "UZB proposed to merge provisions 1, 2.", "UZB: предложено объединить положения 1, 2."),
        (example("text.reword", sponsors=("RUS", "UZB"), id="new"), "RUS, UZB proposed other wording for provision 1.", None),
        (example("text.cosponsor", behalf="MDA"), "MDA joined the sponsors of proposal 1.", None),
        (example("text.take_position"), "RUS reserves its position on proposal 1.", "RUS: оговорка по предложению №\xa01."),
        (example("text.comment"), "MDA commented on provision 1.", "MDA: замечание к положению 1."),
        (example("session.appoint_chair"), "UZB/1 was appointed chair.", "Председателем назначен UZB/1."),
        (example("text.issue_revision"), "Revision 1 was issued.", "Выпущена редакция 1."),
        (example("consultation.open"), "SEC opened the consultation.", "SEC: консультации открыты."),
    ],
)  # fmt: skip
def test_an_act_is_told_as_a_sentence(held, act, english, russian):
    held.file(example("text.reword", len(held.entries)))
    key, facts = queries.told(act, held.state)
    assert say("en", key, **facts) == english
    assert russian is None or say("ru", key, **facts) == russian
    assert say("en", *queries.told(act, None)[:1], **queries.told(act, None)[1]) != key


def test_a_withdrawal_tells_whether_the_proposal_goes_with_it(held):
    joint = held.reword("KAZ", "p1", "The Parties shall exchange data.")
    held.do("text.cosponsor", "UZB", proposal=joint, **TEXT)
    unknown = held.do("text.reword", "SEC", sponsors=(), wordings={"en": "Nothing."}, **ON_P1)
    acts = [
        held.act("text.withdraw", "KAZ", proposal=joint, **TEXT),
        held.act("text.withdraw", "SEC", proposal=joint, behalf="UZB", id="last", **TEXT),
        held.act("text.withdraw", "SEC", proposal=unknown, id="unknown", **TEXT),
    ]
    told = []
    for act in acts:
        key, facts = queries.told(act, held.state)
        before = say("en", key, **facts)
        held.file(act)
        key, facts = queries.told(act, held.state)
        assert say("en", key, **facts) == before
        told.append((before, say("ru", key, **facts)))
    assert told == [
        ("KAZ left the sponsors of proposal 1.", "KAZ: выход из числа авторов предложения №\xa01."),
        ("UZB withdrew proposal 1.", "UZB: предложение №\xa01 снято."),
        (
            "Proposal 2, whose author is not known, was withdrawn.",
            "Предложение №\xa02, автор которого неизвестен, снято.",
        ),
    ]
