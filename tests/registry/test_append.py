"""The door in: what it lets through is written as it is, and what it refuses leaves no trace."""

import contextlib
import time

import pytest
from django.db import OperationalError, connection, transaction
from msgspec.structs import replace

from comity import registry
from comity.core import fold
from comity.core.acts import Seen, encode
from comity.core.errors import Refused
from comity.record.leaf import leaf
from comity.record.tree import Frontier
from comity.registry import store
from registry.acts import ADMIT, LOG, OPEN, admit, append, grow

pytestmark = pytest.mark.django_db

NEVER = "ab" * 32


def leaves():
    return [leaf for leaf, _ in store.leaves(LOG)]


def test_what_is_appended_is_what_is_read():
    grow(4)
    first, *rest = registry.entries(LOG)
    assert first.act == OPEN
    assert [entry.act.admitted for entry in rest] == ["P1", "P2", "P3"]
    assert [entry.seq for entry in (first, *rest)] == [0, 1, 2, 3]
    assert registry.state(LOG) == fold.fold((first, *rest))


def test_the_store_holds_the_leaf_and_nothing_else():
    receipt = append(OPEN)
    assert leaves() == [leaf(receipt.at, receipt.seq, encode(OPEN).decode())]


def test_the_head_is_the_merkle_root_of_the_leaves():
    grow(7)
    frontier = Frontier()
    for data in leaves():
        frontier = frontier.append(data)
    assert registry.head(LOG) == Seen(root=frontier.root().hex(), size=7)


def test_a_retry_returns_the_first_receipt():
    first, *_ = grow(3)
    again = append(OPEN)
    assert (again.seq, again.at, again.again) == (first.seq, first.at, True)
    assert len(leaves()) == 3


def test_an_id_names_one_act_of_a_log():
    grow(3)
    for act in (replace(ADMIT, id="admit-p1", admitted="P9", seen=registry.head(LOG)), replace(OPEN, rule="unanimity")):
        with pytest.raises(Refused) as refusal:
            append(act)
        assert (refusal.value.code, refusal.value.facts) == ("id_taken", {"id": act.id})
    assert len(leaves()) == 3


def test_two_records_do_not_mix():
    grow(3)
    other = "other-2026"
    registry.append(other, encode(replace(OPEN, log=other)))
    append(admit("KAZ", registry.head(LOG)))
    assert registry.logs() == (other, LOG)
    assert (registry.state(other).size, registry.state(LOG).size) == (1, 4)
    with pytest.raises(Refused) as refusal:
        registry.append(other, encode(replace(admit("KAZ", registry.head(LOG)), log=other)))
    assert refusal.value.code == "seen_ahead"


def test_an_act_may_have_seen_any_head_the_record_ever_had():
    append(OPEN)
    seen = [registry.head(LOG)]
    for n in range(6):
        append(admit(f"P{n}", seen[-1]))
        seen.append(registry.head(LOG))
    for n, head in enumerate(seen):
        append(admit(f"Q{n}", head))
    assert registry.state(LOG).size == 14


def test_the_instant_never_goes_back():
    future = time.time_ns() // 1_000_000 + 86_400_000
    registry.load(LOG, [leaf(future, 0, encode(OPEN).decode())])
    receipt = append(admit("KAZ", registry.head(LOG)))
    assert receipt.at == future


REFUSED = {
    "statement_not_utf8": b"\xff\xfe",
    "statement_not_json": b"Dear colleagues,",
    "statement_not_canonical": encode(ADMIT).replace(b'"id":', b'"id": '),
    "field_missing": b"{}",
    "kind_unknown": encode(ADMIT).replace(b"party.admit", b"party.expel"),
    "field_unknown": encode(ADMIT).replace(b'{"actor"', b'{"a":1,"actor"'),
    "log_wrong": encode(replace(ADMIT, log="other-2026")),
}


@pytest.mark.parametrize("code", REFUSED)
def test_bytes_that_are_no_act_of_this_record_are_refused(code):
    grow(2)
    before = leaves()
    with pytest.raises(Refused) as refusal:
        registry.append(LOG, REFUSED[code])
    assert refusal.value.code == code
    assert leaves() == before


HOSTILE = {
    "a key twice": encode(ADMIT).replace(b'"id":"admit-kaz"', b'"id":"admit-kaz","id":"admit-kaz"'),
    "a float": encode(ADMIT).replace(b'"size":0', b'"size":0.0'),
    "not a number": encode(ADMIT).replace(b'"size":0', b'"size":NaN'),
    "a number past all integers": encode(ADMIT).replace(b'"size":0', b'"size":1e400'),
    "a list": b"[]",
    "nothing": b"",
    "null": b"null",
    "deep": b"[" * 100_000,
    "a right-to-left override": encode(replace(ADMIT, names={"en": "Kaza\u202ekhstan"})),
    "a lone surrogate": encode(ADMIT).replace(b"Kazakhstan", b"\\ud800"),
    "escaped letters": encode(ADMIT).replace(b"Kazakhstan", b"\\u004bazakhstan"),
    "decomposed letters": encode(replace(ADMIT, names={"en": "Cote d'Ivoire \u0065\u0301"})),
    "70 kB": encode(replace(ADMIT, names={"en": "K" * 70_000})),
    "SQL in the log's name": encode(ADMIT).replace(b"water-2026", b"'; DROP TABLE registry_entry; --"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_refused_and_leave_no_trace(name):
    grow(2)
    before = leaves()
    with pytest.raises(Refused):
        registry.append(LOG, HOSTILE[name])
    assert leaves() == before
    assert registry.logs() == (LOG,)


def test_the_same_act_without_malice_is_let_in():
    grow(2)
    assert append(ADMIT).seq == 2


def test_a_record_is_not_begun_by_an_act_that_opens_nothing():
    with pytest.raises(Refused) as refusal:
        append(ADMIT)
    assert refusal.value.code == "not_opened"
    assert registry.logs() == ()


def test_what_the_core_refuses_is_not_written():
    grow(3)
    before = leaves()
    with pytest.raises(Refused) as refusal:
        append(replace(admit("P1", registry.head(LOG)), id="again"))
    assert refusal.value.code == "party_admitted"
    assert leaves() == before


@pytest.mark.parametrize(
    ("root", "size", "code"),
    [(NEVER, 2, "seen_unknown"), (NEVER, 3, "seen_unknown"), (NEVER, 0, "seen_unknown"), (NEVER, 4, "seen_ahead")],
)
def test_an_act_that_saw_another_history_is_refused(root, size, code):
    grow(3)
    with pytest.raises(Refused) as refusal:
        append(admit("KAZ", Seen(root=root, size=size)))
    assert refusal.value.code == code
    assert len(leaves()) == 3


def read_only(on):
    """The store refuses to write, as a full disk or a standby does."""
    switch = {"sqlite": "PRAGMA query_only = {}", "postgresql": "SET default_transaction_read_only = {}"}
    with connection.cursor() as cursor:
        cursor.execute(switch[connection.vendor].format("on" if on else "off"))


@pytest.mark.django_db(transaction=True)
def test_a_store_that_fails_acknowledges_nothing_and_recovers():
    grow(3)
    act = admit("KAZ", registry.head(LOG))
    read_only(True)
    with pytest.raises(Refused) as refusal:
        append(act)
    assert refusal.value.code == "record_unavailable"
    assert registry.state(LOG).size == 3
    read_only(False)
    assert append(act).seq == 3
    assert registry.state(LOG) == fold.fold(registry.entries(LOG))


def break_down():
    """SQLite's disk is full from here on; PostgreSQL ends the connection, as it does when it is restarted."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")  # what earlier tests left free is no room
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        else:
            with contextlib.suppress(OperationalError):
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.django_db(transaction=True)
def test_a_store_that_breaks_down_is_there_again_when_it_can_be():
    grow(3)
    long = replace(admit("KAZ", registry.head(LOG)), names={"en": "K" * 50_000})
    break_down()
    with pytest.raises(Refused) as refusal:
        append(long)
    assert refusal.value.code == "record_unavailable"
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA max_page_count = 1000000")
    assert append(long).seq == 3
    assert registry.state(LOG) == fold.fold(registry.entries(LOG))


@pytest.mark.django_db(transaction=True)
def test_an_acknowledgement_that_got_lost_is_found_again():
    grow(3)
    act = admit("KAZ", registry.head(LOG))

    def cut(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith("INSERT INTO registry_entry"):
            connection.connection.commit()
            raise OSError("the line went dead after the write")
        return result

    with connection.execute_wrapper(cut), pytest.raises(Refused):
        append(act)
    receipt = append(act)
    assert (receipt.seq, receipt.again) == (3, True)
    assert registry.state(LOG).size == 4


def test_appending_within_a_transaction_is_a_mistake_of_the_programmer():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        append(OPEN)
