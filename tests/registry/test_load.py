"""A whole record from elsewhere: all of it as it was, or nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from comity import registry
from comity.core.acts import EMPTY_ROOT, Seen, encode
from comity.core.errors import Refused, Unreadable
from comity.record.leaf import leaf
from comity.record.tree import Frontier
from comity.registry import store
from registry.acts import LOG, OPEN, admit

pytestmark = pytest.mark.django_db

BEGAN = 1_594_800_000_000
HEAD = Seen(root=EMPTY_ROOT, size=0)


def prepared(size, began=BEGAN):
    """Leaves of a record, an hour apart."""
    frontier, leaves = Frontier(), []
    for seq in range(size):
        act = admit(f"P{seq}", Seen(root=frontier.root().hex(), size=seq)) if seq else OPEN
        leaves.append(leaf(began + seq * 3_600_000, seq, encode(act).decode()))
        frontier = frontier.append(leaves[-1])
    return leaves


def leaves(acts):
    """Leaves of acts that have seen nothing."""
    return [leaf(BEGAN, seq, encode(act).decode()) for seq, act in enumerate(acts)]


def nothing_kept():
    return registry.logs() == () and list(store.leaves(LOG)) == []


def test_a_loaded_record_is_kept_to_the_byte_with_its_instants():
    leaves = prepared(5)
    assert registry.load(LOG, leaves) == 5
    assert [data for data, _ in store.leaves(LOG)] == leaves
    assert [entry.at for entry in registry.entries(LOG)] == [BEGAN + n * 3_600_000 for n in range(5)]
    assert registry.state(LOG).at == BEGAN + 4 * 3_600_000


def test_a_loaded_record_goes_on_as_any_other():
    registry.load(LOG, prepared(5))
    receipt = registry.append(LOG, encode(admit("KAZ", registry.head(LOG))))
    assert receipt.seq == 5
    assert receipt.at > BEGAN


def test_loading_asks_the_store_as_often_for_many_acts_as_for_few(django_assert_num_queries):
    few, many = (
        [replace(act, log=log) for act in (OPEN, *(admit(f"P{n}", HEAD) for n in range(size)))]
        for log, size in (("few", 3), ("many", 300))
    )
    with CaptureQueriesContext(connection) as asked:
        registry.load("few", leaves(few))
    with django_assert_num_queries(len(asked)):
        registry.load("many", leaves(many))


def test_loading_twice_is_refused_and_changes_nothing():
    registry.load(LOG, prepared(3))
    with pytest.raises(Refused) as refusal:
        registry.load(LOG, prepared(5))
    assert refusal.value.code == "record_not_empty"
    assert registry.state(LOG).size == 3


DAMAGED = {
    "out of order": (lambda leaves: [leaves[0], leaves[2], leaves[1]], "record_out_of_order"),
    "an act twice": (lambda leaves: [*leaves, leaves[-1]], "record_out_of_order"),
    "back in time": (lambda leaves: [*leaves[:-1], *prepared(len(leaves), BEGAN - 10**9)[-1:]], "record_out_of_order"),
    "of another history": (lambda leaves: [prepared(1, BEGAN - 5)[0], *leaves[1:]], "seen_unknown"),
    "without its beginning": (lambda leaves: leaves[1:], "record_out_of_order"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_record_that_does_not_hold_together_is_not_kept(name):
    damage, code = DAMAGED[name]
    with pytest.raises(Refused) as refusal:
        registry.load(LOG, damage(prepared(4)))
    assert refusal.value.code == code
    assert nothing_kept()


@pytest.mark.parametrize(("name", "code"), [("again", "party_admitted"), ("admit-p1", "id_taken")])
def test_an_act_that_is_refused_ends_the_loading(name, code):
    leaves = prepared(3)
    frontier = Frontier()
    for data in leaves:
        frontier = frontier.append(data)
    again = replace(admit("P1", Seen(root=frontier.root().hex(), size=3)), id=name)
    with pytest.raises(Refused) as refusal:
        registry.load(LOG, [*leaves, leaf(BEGAN * 2, 3, encode(again).decode())])
    assert refusal.value.code == code
    assert nothing_kept()


def test_the_record_of_another_consultation_is_not_kept_under_this_name():
    with pytest.raises(Refused) as refusal:
        registry.load("other-2026", prepared(2))
    assert refusal.value.code == "log_wrong"
    assert nothing_kept()


def test_bytes_that_are_no_leaf_are_not_kept():
    with pytest.raises(Unreadable):
        registry.load(LOG, [*prepared(2), b"{}"])
    assert nothing_kept()
