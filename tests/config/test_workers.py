"""Several worker processes on one store: one record, whichever of them is asked, and whichever of them dies."""

import os
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from threading import Event

import psycopg
import pytest

from comity.config.database import CONNECTIONS
from comity.core.acts import decode
from comity.record import checkpoint, note, receipt
from comity.record.leaf import read_leaf
from comity.record.tree import Frontier
from config.workers import PAGE, Person, working
from waiting import PATIENCE, until
from web.water import LOG, SEATS

WORKERS = 2
COMMENTS = 4


@pytest.fixture(scope="module")
def workers(tmp_path_factory, store):
    # The suite's PostgreSQL does not sync; only a demonstration is served from such a store.
    unsafe = {"COMITY_DEMONSTRATION": "1"} if store else {}
    with working(tmp_path_factory.mktemp("workers"), WORKERS, **store, **unsafe) as running:
        until(lambda: len(running.pids()) == WORKERS)
        yield running


@pytest.fixture(scope="module")
def people(workers):
    """Somebody at every seat."""
    came = [Person(workers, role) for role in SEATS]
    yield came
    for person in came:
        person.connection.close()


@pytest.fixture
def pair(workers, people):
    """Two people, each of whom a different worker answers."""
    pids = sorted(until(lambda: len(found := workers.pids()) == WORKERS and found))
    one, other = (person.turn(pid) for person, pid in zip(people, pids, strict=False))
    assert workers.worker(one.connection) != workers.worker(other.connection)
    return one, other


@pytest.fixture
def database(store):
    """A connection to the workers' database, from outside."""
    if not store:
        pytest.skip("SQLite is a file, to which nobody connects")
    with psycopg.connect(store["COMITY_DATABASE"], autocommit=True) as connection:
        yield connection


def head(person):
    """The newest head that a person is shown."""
    return checkpoint.read(note.read(person.get(f"/c/{LOG}/log/checkpoint")).text)


def leaf(person, seq):
    return person.get(f"/c/{LOG}/log/{seq}.json")


def written(person):
    """The number of each comment, by its words; no words twice, and every leaf under the head."""
    shown = head(person)
    leaves = [leaf(person, seq) for seq in range(shown.size)]
    frontier = Frontier()
    for each in leaves:
        frontier = frontier.append(each)
    assert frontier.root() == shown.root
    acts = enumerate(decode(read_leaf(each).stmt.encode()) for each in leaves)
    comments = [(act.note, seq) for seq, act in acts if act.kind == "text.comment"]
    assert set(Counter(words for words, _ in comments).values()) <= {1}
    return dict(comments)


def together(people, name, heard=lambda: None):
    """The number of every comment that was acknowledged, by its words; all write at once."""

    def write(who):
        told = {}
        for n in range(COMMENTS):
            words = f"{name} {who} {n}"
            told[words] = people[who].comment(words)
            heard()
        return told

    with ThreadPoolExecutor(len(people)) as threads:
        return {words: seq for told in threads.map(write, range(len(people))) for words, seq in told.items()}


def test_what_two_workers_acknowledge_is_one_record(workers, people, pair):
    pids = sorted(workers.pids())
    for n, person in enumerate(people):
        person.turn(pids[n % WORKERS])
    told = together(people, "at once")
    assert len(told) == len(set(told.values())) == len(people) * COMMENTS
    one, other = pair
    assert head(one) == head(other)
    for person in pair:
        assert told.items() <= written(person).items()


def test_a_receipt_of_one_worker_holds_against_the_checkpoint_of_another(pair):
    one, other = pair
    seq = one.comment("received")
    kept = receipt.read(one.get(f"/c/{LOG}/log/{seq}.tlog-proof"))
    key = note.read_key(other.get(f"/c/{LOG}/log/key").decode().strip())
    assert receipt.holds(kept, leaf(other, seq), key)
    assert kept.note.text == note.read(other.get(f"/c/{LOG}/log/checkpoint")).text


def test_an_act_of_another_worker_is_seen_as_of_its_number(pair):
    one, other = pair
    other.get(PAGE)
    seq = one.propose("The Parties shall exchange data without delay.")
    words = "“without delay”"
    other.comment("later")
    for person in pair:
        shown = [person.get(f"{PAGE}?at={size}").decode() for size in (seq, seq + 1, seq + 2)]
        assert [words in each for each in shown] == [False, True, True]


def test_a_worker_that_is_killed_loses_nothing_and_the_rest_go_on(workers, people, pair):
    pids = sorted(workers.pids())
    for n, person in enumerate(people):
        person.turn(pids[n % WORKERS])
    begun = Event()
    with ThreadPoolExecutor(1) as threads:
        told = threads.submit(together, people, "killed", begun.set)
        assert begun.wait(PATIENCE)
        os.kill(pids[0], signal.SIGKILL)
        told = told.result()
    assert len(told) == len(set(told.values())) == len(people) * COMMENTS
    fresh = until(lambda: len(found := workers.pids()) == WORKERS and pids[0] not in found and found)
    for person, pid in zip(pair, sorted(fresh), strict=True):
        assert told.items() <= written(person.turn(pid)).items()


OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def test_many_readers_at_once_share_a_few_connections(people, database):
    def read(n):
        reader = copy(people[n % 2])
        reader.cookies = dict(reader.cookies)
        reader.connection = reader.workers.asked()
        reader.get(PAGE)
        reader.connection.close()

    with ThreadPoolExecutor(40) as threads:
        list(threads.map(read, range(80)))
    (open_now,) = database.execute(f"SELECT count(*) {OTHERS}").fetchone()
    assert 0 < open_now <= WORKERS * CONNECTIONS


def test_connections_that_the_database_cut_off_are_made_anew(pair, database):
    (cut,) = database.execute(f"SELECT count(pg_terminate_backend(pid)) {OTHERS}").fetchone()
    assert cut
    for person in pair:
        until(lambda person=person: person._ask("GET", PAGE)[0] == 200)
    one, other = pair
    one.comment("after the cut")
    assert head(one) == head(other)
