"""A server that starts: on a store that is safe, with every record it ever signed; or it says in one sentence why not."""

import os
import shutil
import subprocess
import sys

import pytest
from django.db import connection

from comity.config.backup import backup
from comity.config.start import unsafe
from faults.processes import environ, opened, start


def begun(folder, **more):
    """Exit code and standard error of a server that is only loaded."""
    command = [sys.executable, "-c", "import comity.config.asgi"]
    ended = subprocess.run(
        command, env=environ(folder, COMITY_LANGUAGE="en", **more), capture_output=True, text=True, check=False
    )
    return ended.returncode, ended.stderr


@pytest.mark.skipif("COMITY_DATABASE" in os.environ, reason="an SQLite file is put back here")
def test_a_record_that_was_put_back_is_named(tmp_path):
    data = opened(tmp_path / "data")
    assert begun(data) == (0, "")
    backup(data, tmp_path / "copy")
    with start("writer", "W", 3, folder=data) as writer:
        writer.communicate()
    shutil.copy(tmp_path / "copy/comity.sqlite3", data / "comity.sqlite3")
    code, told = begun(data)
    assert code == 0
    assert told.startswith("The store holds 1 acts of the record “water-2026”, but this host has signed 4")


WRONG = {
    "a key that others can read": ({}, "can be read by others on this machine"),
    "a size that is none": ({"COMITY_UPLOAD": "much"}, "COMITY_UPLOAD is set to what cannot be used"),
    "a size of nothing": ({"COMITY_UPLOAD": "0"}, "COMITY_UPLOAD is set to what cannot be used"),
    "an address that is none": (
        {"COMITY_DATABASE": "postgresql://me:secret@[host/x"},
        "COMITY_DATABASE is set to what",
    ),
    "a port that is none": ({"COMITY_DATABASE": "postgresql://me:secret@host:x/x"}, "COMITY_DATABASE is set to what"),
    "a switch that is neither on nor off": ({"COMITY_HTTPS": "true"}, "COMITY_HTTPS is set to what cannot be used"),
    "a host that is an address": ({"COMITY_HOSTS": "https://a.example"}, "COMITY_HOSTS is set to what cannot be used"),
    "a folder that is a file": ({"COMITY_DATA": __file__}, "Nothing can be kept here"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_server_that_cannot_begin_is_one_sentence(tmp_path, name):
    """As ``uvicorn`` itself starts it, which shows whatever goes wrong."""
    more, sentence = WRONG[name]
    if not more:
        (tmp_path / "host.key").write_text("0" * 64)
        (tmp_path / "host.key").chmod(0o644)
    command = [sys.executable, "-m", "uvicorn", "comity.config.asgi:application", "--port", "0"]
    own = environ(tmp_path, COMITY_LANGUAGE="en") | more
    ended = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    told = [line for line in ended.stderr.splitlines() if not line.startswith("INFO:")]
    assert len(told) == 1, ended.stderr
    assert sentence in told[0]
    assert "secret@" not in told[0]


def test_a_store_that_is_not_there_is_one_sentence(tmp_path):
    code, told = begun(tmp_path, COMITY_DATABASE="postgresql://127.0.0.1:1/kept")
    assert code == 2
    assert told.startswith("The database cannot be used (conn")


@pytest.mark.django_db(transaction=True)
def test_settings_that_lose_acts_are_named():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
        assert [refusal.code for refusal in unsafe()] == ["store_sqlite"]
        connection.close()
        assert list(unsafe()) == []
    else:  # as tests/postgres.py runs it, for speed
        assert {refusal.facts["setting"] for refusal in unsafe()} == {"fsync", "full_page_writes"}
