"""The CIS consultations of 2020: the facts, the illustrative text, and the instructive middle in which they stop."""

from collections import Counter

import pytest

from comity.core.queries import adopted, awaits, clean, original, rolling, standing
from comity.core.wording.notations.attributed import render
from comity.core.wording.project import project
from worked.folding import folded

MEMBERS = {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "TKM", "UZB"}


def state():
    return folded("iis-2020")


def text():
    return state().texts["statement"]


def test_eight_members_an_observer_and_two_bodies():
    kinds = {code: party.kind for code, party in state().parties.items()}
    assert {code for code, kind in kinds.items() if kind == "member"} == MEMBERS
    assert {code: kind for code, kind in kinds.items() if code not in MEMBERS} == {
        "MDA": "observer",
        "CIS-EC": "body",
        "RCC": "body",
    }
    assert all({"ru", "en"} == set(party.names) for party in state().parties.values())


def test_the_sessions_are_those_of_2020_and_uzbekistan_presides():
    held = {session.date: session.format for session in state().sessions.values()}
    assert held == {"2020-07-15": "videoconference", "2020-08-21": "hybrid"}
    assert state().chair == "UZB/1"


def test_the_wording_says_that_it_is_illustrative():
    for remark in (state().remark, text().remark):
        assert remark["en"].startswith("Illustrative wording.")
        assert remark["ru"].startswith("Иллюстративные формулировки.")


@pytest.mark.parametrize("lines", [original, clean], ids=["as tabled", "revision 1"])
def test_it_has_25_to_40_provisions_in_russian_and_english(lines):
    russian, english = lines(text(), "ru"), lines(text(), "en")
    assert 25 <= len(russian) <= 40
    assert all(line.wording for line in (*russian, *english))


def test_it_has_40_to_80_proposals_of_every_kind_in_both_languages_with_a_reason():
    proposals = text().proposals.values()
    assert 40 <= len(proposals) <= 80
    assert {each.kind for each in proposals} == {"reword", "add", "delete", "move", "merge", "split"}
    for each in proposals:
        assert set(each.rationale) == {"ru", "en"}
        assert all(set(piece) == {"ru", "en"} for piece in each.pieces)


def test_proposals_overlap_as_real_ones_do():
    rows = [text().provisions[each] for each in text().order]
    assert sum(len(row.proposals) > 1 for row in rows) >= 15
    assert max(len(row.proposals) for row in rows) >= 6
    assert sum(len(each.sponsors) > 1 for each in text().proposals.values()) >= 8


def test_every_stance_of_the_vocabulary_is_taken():
    taken = Counter(stance.value for each in text().proposals.values() for stance in each.stances.values())
    assert set(taken) == {"support", "can_accept", "reserve", "object", "not_interested"}
    assert min(taken.values()) >= 10


def test_revision_1_carried_met_and_broke_proposals():
    revision = text().revisions[1]
    assert len(text().revisions) == 2
    assert revision.accepted
    assert revision.carried
    assert revision.met
    assert "rus-take" in revision.broken


def test_it_stops_in_an_instructive_middle():
    states = Counter(text().provisions[each].state for each in text().order)
    assert states["deferred"] == 1
    assert all(states[each] >= 2 for each in ("open", "agreed", "agreed_ad_referendum", "in_brackets"))
    assert any(each.insisted for each in text().proposals.values())
    assert text().accepted, "something waits for the next revision"
    assert adopted(text()).provisions != text().provisions


@pytest.mark.parametrize("party", sorted(MEMBERS | {"MDA"}))
def test_something_awaits_every_party_that_takes_positions(party):
    assert awaits(state(), party)


def test_a_broken_proposal_a_stance_to_confirm_and_a_referendum_are_among_what_awaits():
    assert {each.what for party in MEMBERS for each in awaits(state(), party)} >= {
        "stance",
        "broken",
        "confirm",
        "ad_referendum",
    }


def test_who_stands_in_the_way_of_the_72_hours():
    obstacles = {(each.party, each.proposal) for each in standing(state(), text(), "op11").obstacles}
    assert ("ARM", "arm-no-deadline") in obstacles
    assert ("BLR", "blr-preliminary") in obstacles


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_open_wording_reads_back_exactly_from_the_rolling_text(language):
    composed = 0
    for unit in rolling(text(), language):
        for each in unit.proposals:
            proposal = text().proposals[each]
            if proposal.kind in {"reword", "add", "merge"} and len(unit.provisions) <= len(proposal.targets):
                assert project(unit.composition, each) == proposal.pieces[0][language]
                composed += 1
            if proposal.kind == "split":
                whole = " ¶ ".join(piece[language] for piece in proposal.pieces)
                assert project(unit.composition, each) == whole
    assert composed >= 30


def test_the_rolling_text_reads_as_a_negotiator_expects():
    read = {unit.id: render(unit.composition) for unit in rolling(text(), "ru")}
    assert read["op17"] == (
        "Исполнительному комитету Содружества Независимых Государств поручается до [31 декабря][UZB: 1 октября] 2021 "
        "года представить Совету министров иностранных дел доклад о ходе выполнения настоящего Заявления."
    )
    assert read["pp6"] == (
        "признавая, что меры по обеспечению информационной безопасности должны сочетаться с уважением прав человека и "
        "основных свобод, включая [ARM, MDA: свободу выражения мнений и] право на неприкосновенность частной жизни,"
    )
