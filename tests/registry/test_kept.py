"""Folded logs at hand: the ones used last, never an older one over a newer."""

from comity.record.tree import Frontier
from comity.registry.folded import Folded
from comity.registry.kept import Kept


def folded(size):
    return Folded(frontier=Frontier(size=size))


def test_the_logs_used_longest_ago_make_room():
    kept = Kept(most=100)
    kept.keep("a", folded(40))
    kept.keep("b", folded(40))
    assert kept.get("a").size == 40
    kept.keep("c", folded(40))
    assert [kept.get(log).size for log in "abc"] == [40, 0, 40]


def test_the_newest_stays_however_long_it_is():
    kept = Kept(most=100)
    kept.keep("a", folded(40))
    kept.keep("b", folded(1_000))
    assert [kept.get(log).size for log in "ab"] == [0, 1_000]


def test_a_thread_that_lags_does_not_put_the_log_back():
    kept = Kept(most=100)
    kept.keep("a", folded(40))
    kept.keep("a", folded(30))
    assert kept.get("a").size == 40


def test_a_log_that_is_forgotten_begins_anew():
    kept = Kept(most=100)
    kept.keep("a", folded(40))
    kept.forget("a")
    kept.forget("never kept")
    kept.keep("a", folded(30))
    assert kept.get("a").size == 30
