"""The store's settings: those in which an acknowledged act survives."""

import sqlite3

import pytest
from django.db import ConnectionHandler

from comity.config.database import CONNECTIONS, database, journal, pooled
from comity.core.errors import Refused

VERSIONS = {
    (3, 6, 23): "WAL",
    (3, 7, 0): "TRUNCATE",
    (3, 40, 1): "TRUNCATE",
    (3, 44, 5): "TRUNCATE",
    (3, 44, 6): "WAL",
    (3, 45, 0): "TRUNCATE",
    (3, 50, 6): "TRUNCATE",
    (3, 50, 7): "WAL",
    (3, 51, 0): "TRUNCATE",
    (3, 51, 2): "TRUNCATE",
    (3, 51, 3): "WAL",
    (3, 52, 0): "WAL",
    (4, 0, 0): "WAL",
}


@pytest.mark.parametrize(("version", "mode"), VERSIONS.items())
def test_releases_with_the_wal_reset_bug_truncate_their_journal(version, mode):
    assert journal(version) == mode


def test_a_connection_to_a_file_has_the_settings_that_were_proven(tmp_path, django_db_blocker):
    connection = ConnectionHandler({"default": database(str(tmp_path / "kept.sqlite3"))})["default"]
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        found = {pragma: cursor.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in asked}
    connection.close()
    full = 2
    assert found == {
        "journal_mode": journal(sqlite3.sqlite_version_info).lower(),
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
    }


def test_a_transaction_on_a_file_takes_the_writers_place_at_once(tmp_path):
    assert database(str(tmp_path / "kept.sqlite3"))["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


URLS = {
    "postgresql://comity@127.0.0.1:5433/records": ("records", "comity", "", "127.0.0.1", "5433", {}),
    "postgres://comity:p%40ss%2Fword@db.example/records": ("records", "comity", "p@ss/word", "db.example", "", {}),
    "postgresql:///records?host=/run/postgresql": ("records", "", "", "/run/postgresql", "", {}),
    "postgresql://u@h/r?sslmode=verify-full&port=6000": ("r", "u", "", "h", "6000", {"sslmode": "verify-full"}),
    "postgresql://[::1]:5432/r": ("r", "", "", "::1", "5432", {}),
    "postgresql://h": ("comity", "", "", "h", "", {}),
}


@pytest.mark.parametrize(("url", "parts"), URLS.items())
def test_a_url_says_where_postgresql_is(url, parts):
    found = database(url)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert tuple(found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == parts


@pytest.mark.parametrize("value", ["mysql://u:secret@h/r", "postgresql+psycopg://h/r", "postgresql://h:x/r"])
def test_an_address_of_another_database_is_no_name_of_a_file(value):
    with pytest.raises(Refused, match="setting_malformed") as refusal:
        database(value)
    assert refusal.value.facts == {"name": "COMITY_DATABASE"}


def test_only_connections_to_postgresql_are_shared(tmp_path):
    for value in (str(tmp_path / "kept.sqlite3"), "postgresql://h/r?sslmode=verify-full"):
        kept = database(value)
        pooled(kept)
        shared = kept["OPTIONS"].get("pool")
        assert shared == (None if "sqlite3" in value else {"min_size": 1, "max_size": CONNECTIONS, "max_idle": 60.0})
        assert kept.get("CONN_HEALTH_CHECKS", False) == bool(shared)
