"""Folded logs at hand: the ones used last, never an older one over a newer, and earlier states on the way."""

import pytest

from comity import registry
from comity.core.fold import fold
from comity.record.tree import Frontier
from comity.registry.folded import Folded
from comity.registry.kept import KEPT, MARK, PER_BYTE, Kept
from registry.acts import LOG
from registry.test_load import prepared


def folded(size):
    return Folded(frontier=Frontier(size=size), weight=size)


def kept(most):
    return Kept(most=most * PER_BYTE)


def test_the_logs_used_longest_ago_make_room():
    logs = kept(100)
    logs.keep("a", folded(40))
    logs.keep("b", folded(40))
    assert logs.get("a").size == 40
    logs.keep("c", folded(40))
    assert [logs.get(log).size for log in "abc"] == [40, 0, 40]


def test_the_newest_stays_however_long_it_is():
    logs = kept(100)
    logs.keep("a", folded(40))
    logs.keep("b", folded(1_000))
    assert [logs.get(log).size for log in "ab"] == [0, 1_000]


def test_a_thread_that_lags_does_not_put_the_log_back():
    logs = kept(100)
    logs.keep("a", folded(40))
    logs.keep("a", folded(30))
    assert logs.get("a").size == 40


def test_a_log_that_is_forgotten_begins_anew():
    logs = kept(100)
    logs.keep("a", folded(40))
    logs.forget("a")
    logs.forget("never kept")
    logs.keep("a", folded(30))
    assert logs.get("a").size == 30


def test_earlier_states_are_kept_far_enough_apart_in_whatever_order_they_come():
    logs = kept(10**9)
    for size in (10, MARK, MARK - 5, MARK + 9, 2 * MARK - 1, 2 * MARK + 3, MARK + 50, 9 * MARK):
        logs.keep("a", folded(size))
    found = [
        logs.before("a", size).size for size in (MARK - 1, MARK, 2 * MARK + 2, 2 * MARK + 3, 9 * MARK - 1, 99 * MARK)
    ]
    assert found == [0, MARK, MARK, 2 * MARK + 3, 2 * MARK + 3, 9 * MARK]
    assert logs.before("b", 5).size == 0


@pytest.mark.django_db
def test_the_record_is_seen_as_of_any_act():
    registry.load(LOG, prepared(2 * MARK + 3))
    assert [KEPT.before(LOG, size).size for size in (2 * MARK - 1, 2 * MARK + 3)] == [MARK, 2 * MARK]
    KEPT.clear()
    entries = registry.entries(LOG)
    for size in (1, MARK - 1, MARK, MARK + 1, 2 * MARK, 2 * MARK + 2, 2 * MARK + 3):
        assert registry.state(LOG, size) == fold(entries[:size])
    assert KEPT.before(LOG, 2 * MARK - 1).size == MARK
