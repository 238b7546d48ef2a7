"""The door out: any state the record ever had, and never one it did not have."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity import registry
from comity.core import fold
from comity.core.acts import EMPTY_ROOT, Seen
from comity.core.errors import Refused
from comity.record.tile import Tile
from comity.registry import store
from comity.registry.kept import KEPT
from registry.acts import LOG, admit, append, grow

SIZE = 12
pytestmark = pytest.mark.django_db
examples = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

UPDATE = {
    "leaf": "UPDATE registry_entry SET leaf = %s WHERE log_id = %s AND seq = %s",
    "root": "UPDATE registry_entry SET root = %s WHERE log_id = %s AND seq = %s",
}


@pytest.fixture
def record():
    grow(SIZE)
    return registry.entries(LOG)


def execute(sql, *facts):
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)


def test_the_state_as_of_any_act_is_the_fold_up_to_it(record):
    for size in range(1, SIZE + 1):
        assert registry.state(LOG, size) == fold.fold(record[:size])


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("size", [-1, 0, SIZE + 1, 2**40])
def test_a_size_the_record_never_had_is_refused(size):
    with pytest.raises(Refused) as refusal:
        registry.state(LOG, size)
    assert refusal.value.code == "size_unknown"


ASKED = {
    "its leaf": lambda: registry.leaf(LOG, 5),
    "its receipt": lambda: registry.receipt(LOG, 5),
    "a receipt that its hash is part of": lambda: registry.receipt(LOG, 4),
    "a tile of entries": lambda: registry.tile(LOG, Tile(-1, 0, SIZE)),
    "a tile of hashes": lambda: registry.tile(LOG, Tile(0, 0, SIZE)),
    "the head after it": lambda: registry.head(LOG, 6),
    "the state after it": lambda: registry.state(LOG, 6),
}


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_an_act_that_is_no_longer_found_is_damage_and_not_absence(asked):
    """A spoilt index finds all acts in order, and one of them not by its number: it must not be told that there is none."""
    asked()
    KEPT.clear()
    registry.state(LOG)
    execute("DELETE FROM registry_entry WHERE log_id = %s AND seq = %s", LOG, 5)
    with pytest.raises(Refused) as refusal:
        asked()
    assert refusal.value.code == "record_damaged"


def test_entries_are_those_between_two_numbers(record):
    assert registry.entries(LOG, 3, 5) == record[3:5]
    assert registry.entries(LOG, SIZE - 1) == record[SIZE - 1 :]
    assert registry.entries(LOG, SIZE) == ()


def test_a_record_that_nobody_opened_is_unknown_and_its_head_is_empty():
    with pytest.raises(Refused) as refusal:
        registry.state("nowhere")
    assert refusal.value.code == "record_unknown"
    assert registry.head("nowhere") == Seen(root=EMPTY_ROOT, size=0)
    assert registry.entries("nowhere") == ()
    assert registry.logs() == ()


@pytest.mark.usefixtures("record")
def test_what_is_kept_equals_what_is_folded_anew():
    kept = registry.state(LOG), registry.head(LOG)
    KEPT.clear()
    assert (registry.state(LOG), registry.head(LOG)) == kept


@pytest.mark.usefixtures("record")
def test_a_page_of_leaves_is_followed_by_the_next(monkeypatch):
    whole = list(store.leaves(LOG))
    for page in (1, 5, SIZE, SIZE + 1):
        monkeypatch.setattr(store, "PAGE", page)
        assert list(store.leaves(LOG)) == whole
        assert list(store.leaves(LOG, 2, 9)) == whole[2:9]


@pytest.mark.usefixtures("record")
def test_nothing_new_costs_one_query(django_assert_num_queries):
    registry.state(LOG)
    with django_assert_num_queries(1):
        registry.state(LOG)


@pytest.mark.usefixtures("record")
def test_a_store_that_was_put_back_is_neither_read_nor_continued():
    registry.state(LOG)
    seen = registry.head(LOG)
    execute("DELETE FROM registry_entry WHERE log_id = %s AND seq >= %s", LOG, SIZE - 2)
    for door in (lambda: registry.state(LOG), lambda: append(admit("KAZ", seen))):
        with pytest.raises(Refused) as refusal:
            door()
        assert refusal.value.code == "record_put_back"
    assert len(list(store.leaves(LOG))) == SIZE - 2


@pytest.mark.usefixtures("record")
def test_a_last_act_that_was_exchanged_is_noticed():
    registry.state(LOG)
    *_, (leaf, _) = store.leaves(LOG)
    execute(
        "UPDATE registry_entry SET leaf = %s WHERE log_id = %s AND seq = %s",
        leaf.replace(b"P11", b"P99"),
        LOG,
        SIZE - 1,
    )
    with pytest.raises(Refused) as refusal:
        registry.state(LOG)
    assert refusal.value.code == "record_put_back"


@examples
@given(data=st.data())
def test_every_flipped_bit_of_the_record_is_noticed(data):
    KEPT.clear()
    if not registry.logs():
        grow(SIZE)
        KEPT.clear()
    rows = list(store.leaves(LOG))
    seq = data.draw(st.integers(0, SIZE - 1))
    column = data.draw(st.sampled_from(sorted(UPDATE)))
    whole = rows[seq][column == "root"]
    bit = data.draw(st.integers(0, 8 * len(whole) - 1))
    flipped = bytearray(whole)
    flipped[bit // 8] ^= 1 << bit % 8
    execute(UPDATE[column], bytes(flipped), LOG, seq)
    try:
        with pytest.raises(Refused) as refusal:
            registry.state(LOG)
        assert (refusal.value.code, refusal.value.facts) == ("record_damaged", {"seq": seq})
    finally:
        execute(UPDATE[column], whole, LOG, seq)
    assert registry.state(LOG).size == SIZE
