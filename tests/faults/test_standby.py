"""Two PostgreSQL servers, of which one follows the other: the follower takes no act, and where it lags and takes over, it is not continued."""

import psycopg

from config.test_start import begun
from faults.processes import opened, reopened, start
from postgres import server, standby
from waiting import PATIENCE, until

SETTINGS = ("timezone=UTC",)


def write(folder, prefix, acts, address):
    """Append so many acts; the party of the last that was acknowledged."""
    with start("writer", prefix, acts, folder=folder, COMITY_DATABASE=address) as writer:
        lines = writer.communicate()[0].splitlines()
    assert all(line.startswith("act ") for line in lines)
    return lines[-1].split()[1]


def told(address, question, expected=None):
    """What a server answers; asked again until it is what is expected, if anything is."""
    with psycopg.connect(address, autocommit=True) as connection:

        def answer():
            return connection.execute(question).fetchone()[0]

        return answer() if expected is None else until(lambda: answer() == expected)


def cut_off(second):
    """Let the follower hear no more of what it follows."""
    with psycopg.connect(second, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET primary_conninfo = ''")
        connection.execute("SELECT pg_reload_conf()")
    told(second, "SELECT count(*) FROM pg_stat_wal_receiver", 0)


def test_a_standby_that_missed_acts_and_takes_over_is_not_continued(tmp_path):
    with server(SETTINGS) as first:
        opened(tmp_path, COMITY_DATABASE=first)
        with standby(first, SETTINGS) as second:
            last = write(tmp_path, "A", 3, first)
            written = told(first, "SELECT pg_current_wal_lsn()::text")
            told(second, f"SELECT pg_last_wal_replay_lsn() >= '{written}'::pg_lsn", True)
            follows(tmp_path, second, last)
            cut_off(second)
            write(tmp_path, "B", 2, first)
            assert told(second, f"SELECT pg_promote(true, {PATIENCE})") is True
            assert reopened([tmp_path], COMITY_DATABASE=second) == [{"refused": "record_behind"}]
            code, said = begun(tmp_path, COMITY_DATABASE=second)
            assert (code, said.partition(", but")[0]) == (0, "The store holds 4 acts of the record “water-2026”")
            (read,) = reopened([tmp_path], "read", COMITY_DATABASE=second)
            assert last in read["parties"]
        (found,) = reopened([tmp_path], COMITY_DATABASE=first)
        assert (found["signed"], found["next"]) == (6, 6)


def follows(folder, second, last):
    """It may be read, and takes nothing."""
    (read,) = reopened([folder], "read", COMITY_DATABASE=second)
    assert last in read["parties"]
    assert reopened([folder], COMITY_DATABASE=second) == [{"refused": "record_unavailable"}]
    code, said = begun(folder, COMITY_DATABASE=second)
    assert code != 0
    assert "standby" in said.lower()


def test_a_standby_that_missed_nothing_goes_on(tmp_path):
    with server(SETTINGS) as first:
        opened(tmp_path, COMITY_DATABASE=first)
        with standby(first, SETTINGS) as second:
            write(tmp_path, "A", 3, first)
            written = told(first, "SELECT pg_current_wal_lsn()::text")
            told(second, f"SELECT pg_last_wal_replay_lsn() >= '{written}'::pg_lsn", True)
            assert told(second, f"SELECT pg_promote(true, {PATIENCE})") is True
            (found,) = reopened([tmp_path], COMITY_DATABASE=second)
            assert (found["signed"], found["next"]) == (4, 4)
