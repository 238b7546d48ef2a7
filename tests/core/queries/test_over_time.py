"""Questions about time: what changed since, what had happened by then, whether the text converges."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core import queries
from comity.core.fold import fold
from comity.core.queries import as_of, changed, end_of_day, progress
from negotiation import tabled

TEXT = {"text": "statement"}
ON_P1 = {**TEXT, "provision": "p1"}
MORE = {"after": "p3", "provision_kind": "operative", "wordings": {"en": "More."}, **TEXT}


@pytest.fixture
def held():
    return tabled()


def test_what_changed_is_told_provision_by_provision(held):
    since = held.state.size
    merged = held.do("text.merge", "KAZ", provisions=("p3", "p1"), wordings={"en": "One."}, **TEXT)
    added = held.do("text.add", "RUS", **MORE)
    held.answer("UZB", merged, "support")
    held.do("text.comment", "MDA", note="Short.", proposal=added, **TEXT)
    held.do("session.appoint_chair", session="first", seat="UZB/1")
    held.do("text.agree", "UZB", provision="p2", **TEXT)
    held.do("text.place", "UZB", provision="title", wordings={"en": "Statement"}, **TEXT)
    held.issue()
    found = changed(held.state, held.entries, since)
    assert [(each.text, each.provision, [told.key for told in each.acts]) for each in found] == [
        ("", "", ["act.session.appoint_chair"]),
        ("statement", "", ["act.text.issue_revision"]),
        ("statement", "title", ["act.text.place"]),
        ("statement", "p1", ["act.text.merge.numbered", "act.text.take_position.proposal.support"]),
        ("statement", "p2", ["act.text.agree"]),
        ("statement", "p3", ["act.text.merge.numbered", "act.text.take_position.proposal.support"]),
        ("statement", added, ["act.text.add.numbered", "act.text.comment.proposal"]),
    ]
    told = found[3].acts[1]
    assert (told.seq, told.at, told.facts["party"], told.facts["proposal"]) == (since + 2, 1000 * (since + 2), "UZB", 1)


def test_nothing_changed_since_the_last_act_and_everything_since_the_first(held):
    assert changed(held.state, held.entries, held.state.size) == ()
    acts = [told.seq for each in changed(held.state, held.entries, 0) for told in each.acts]
    assert sorted(acts) == list(range(held.state.size))
    assert changed(held.state, held.entries[-2:], held.state.size - 1)[0].acts[0].seq == held.state.size - 1


def test_the_state_at_an_instant_is_the_fold_of_what_had_been_accepted(held):
    assert as_of(held.entries, -1) == as_of((), 0) == 0
    for size in range(1, held.state.size + 1):
        instant = held.entries[size - 1].at
        assert as_of(held.entries, instant) == as_of(held.entries, instant + 999) == size
        assert fold(held.entries[: as_of(held.entries, instant)]).at == instant


@given(st.dates())
def test_a_day_ends_where_the_calendar_says(day):
    after = datetime(day.year, day.month, day.day, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=1)
    assert end_of_day(day.isoformat()) == after // timedelta(milliseconds=1) - 1


def test_progress_tells_for_each_base_how_it_stood_at_its_end(held):
    mine = held.reword("KAZ", "p1", "The Parties should exchange data regularly.")
    held.reword("RUS", "p1", "The Parties shall exchange data monthly.")
    held.do("text.add", "RUS", **MORE)
    held.do("text.agree", provision="p2", **TEXT)
    assert progress(held.text, "en") == (queries.Progress(0, 3, 3, 1, 4),)
    held.do("text.accept", proposal=mine, **TEXT)
    held.issue()
    held.do("text.withdraw", "RUS", proposal=held.text.revisions[-1].broken[0], **TEXT)
    assert progress(held.text, "en") == (queries.Progress(0, 2, 2, 1, 4), queries.Progress(1, 1, 1, 1, 4))


def test_progress_reads_each_proposal_as_it_was_then(held):
    place = {"wordings": {"en": "The States shall exchange data voluntarily."}, **ON_P1}
    mine = held.reword("KAZ", "p1", "The Parties shall exchange data regularly and promptly.")
    broken = held.reword("RUS", "p1", "The Members shall exchange data voluntarily.")
    before = progress(held.text, "en")
    held.do("text.place", **place)
    held.issue()
    assert progress(held.text, "en")[0] == before[0]
    assert [held.text.proposals[each].state for each in (mine, broken)] == ["open", "broken"]
    held.do("text.place", wordings={"en": "The Members shall exchange data voluntarily."}, **ON_P1)
    held.issue()
    assert held.text.proposals[broken].state == "met"
    held.do("text.revise", "KAZ", proposal=mine, pieces=({"en": "The Members meet."},), **TEXT)
    assert [each.proposals for each in progress(held.text, "en")] == [2, 1, 1]
    assert progress(held.text, "en")[:2] == (before[0], queries.Progress(1, 1, before[0].sites - 1, 0, 4))
