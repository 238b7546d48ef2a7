"""The secret key: one, kept, and nobody else's to read."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from comity.config.database import database
from comity.config.secret import host_key, private, secret


def test_a_key_is_made_once_and_kept(tmp_path):
    key = secret(tmp_path)
    assert len(key) >= 64
    assert secret(tmp_path) == key
    assert secret(tmp_path / "elsewhere") != key


def test_only_its_owner_can_read_it(tmp_path):
    secret(tmp_path / "data")
    assert (tmp_path / "data/secret").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_those_who_start_together_agree_and_leave_nothing_behind(tmp_path):
    with ThreadPoolExecutor(16) as threads:
        keys = set(threads.map(secret, [tmp_path] * 64))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


@pytest.mark.parametrize("make", [secret, host_key])
def test_where_it_cannot_be_kept_no_half_of_it_is_left(tmp_path, make):
    program = f"from pathlib import Path; from comity.config.secret import *; {make.__name__}(Path({str(tmp_path)!r}))"
    full = ("prlimit", "--fsize=10", sys.executable, "-c", program)
    told = subprocess.run(full, capture_output=True, text=True, check=False).stderr
    assert "Refused" in told.splitlines()[-1]
    assert [*tmp_path.iterdir()] == []


def test_a_database_in_a_file_is_its_owners_alone_and_one_that_is_there_is_left(tmp_path):
    kept = tmp_path / "kept.sqlite3"
    private(database(str(kept)))
    assert (kept.stat().st_mode & 0o777, kept.read_bytes()) == (0o600, b"")
    kept.write_bytes(b"records")
    kept.chmod(0o640)
    private(database(str(kept)))
    assert (kept.stat().st_mode & 0o777, kept.read_bytes()) == (0o640, b"records")
    private(database(str(tmp_path / "nowhere/kept.sqlite3")))
    private(database("postgresql://h/r"))
