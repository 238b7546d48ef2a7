"""A copy of an installation, taken while it runs; and back again, never over a newer record."""

import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile

import pytest

from comity.config.backup import backup, main, restore
from comity.core.errors import Refused
from faults.processes import acknowledged, environ, opened, reopened, start

pytestmark = pytest.mark.skipif("COMITY_DATABASE" in os.environ, reason="PostgreSQL is backed up with its own tools")


def written(folder, prefix, acts):
    with start("writer", prefix, acts, folder=folder) as writer:
        return acknowledged(writer.communicate()[0].splitlines())


def test_a_copy_of_a_running_record_holds_all_that_was_acknowledged_before(tmp_path):
    data = opened(tmp_path / "data")
    with start("writer", "W", 10**6, folder=data) as writer:
        before = acknowledged([writer.stdout.readline() for _ in range(5)])
        backup(data, tmp_path / "copy")
        writer.kill()
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["comity.sqlite3", "heads"]
    fresh = tmp_path / "fresh"
    restore(tmp_path / "copy", fresh)
    for key in ("host.key", "secret"):
        shutil.copy(data / key, fresh / key)
    (found,) = reopened([fresh])
    assert "refused" not in found
    assert (
        before.items() <= {party: (seq, found["heads"][str(seq + 1)]) for party, seq in found["acts"].items()}.items()
    )


def test_an_older_copy_is_not_put_over_a_newer_record(tmp_path):
    data = opened(tmp_path / "data")
    backup(data, tmp_path / "copy")
    assert len(written(data, "W", 3)) == 3
    with pytest.raises(Refused) as refusal:
        restore(tmp_path / "copy", data)
    assert (refusal.value.code, refusal.value.facts["size"], refusal.value.facts["kept"]) == ("restore_newer", 4, 1)
    (data / "comity.sqlite3").unlink()
    with pytest.raises(Refused):
        restore(tmp_path / "copy", data)


def test_announcements_of_keys_are_put_back_and_never_over_newer_ones(tmp_path):
    data, beside = opened(tmp_path / "data"), "rotations"
    file = data / beside / "water-2026"
    for told, copy in ((b"one", "first"), (b"one two", "second")):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(told)
        backup(data, tmp_path / copy)
    (data / "forks").mkdir()
    (data / "forks/water-2026").write_bytes(b"seen")
    backup(data, tmp_path / "third")
    restore(tmp_path / "first", data)
    assert file.read_bytes() == b"one two"
    restore(tmp_path / "first", tmp_path / "fresh")
    restore(tmp_path / "second", tmp_path / "fresh")
    assert (tmp_path / "fresh" / beside / "water-2026").read_bytes() == b"one two"
    restore(tmp_path / "third", tmp_path / "fresh")
    assert (tmp_path / "fresh/forks/water-2026").read_bytes() == b"seen"
    assert (tmp_path / "fresh" / beside).stat().st_mode & 0o777 == 0o700
    file.write_bytes(b"another")
    database = (data / "comity.sqlite3").read_bytes()
    with pytest.raises(Refused) as refusal:
        restore(tmp_path / "second", data)
    assert refusal.value.code == "restore_rotations"
    assert (file.read_bytes(), (data / "comity.sqlite3").read_bytes()) == (b"another", database)


def test_an_older_copy_put_back_by_hand_is_read_and_refuses_to_write(tmp_path):
    data = opened(tmp_path / "data")
    backup(data, tmp_path / "copy")
    written(data, "W", 3)
    shutil.copy(tmp_path / "copy/comity.sqlite3", data / "comity.sqlite3")
    (found,) = reopened([data])
    assert found == {"refused": "record_behind"}
    (found,) = reopened([data], record="read")
    assert len(found["entries"]) == 1


def run(module, *words, folder, before=(), **more):
    """Exit code and standard error of one of the server's commands."""
    command = [*before, sys.executable, "-m", f"comity.config.{module}", *map(str, words)]
    ended = subprocess.run(
        command, env=environ(folder, COMITY_LANGUAGE="en", **more), capture_output=True, text=True, check=False
    )
    return ended.returncode, ended.stderr


def test_what_the_backup_lacks_comes_back_from_a_copy_of_the_record(tmp_path):
    data = opened(tmp_path / "data")
    backup(data, tmp_path / "copy")
    told = written(data, "W", 3)
    assert run("export", "water-2026", "-o", tmp_path / "record.zip", folder=data)[0] == 0
    shutil.copy(tmp_path / "copy/comity.sqlite3", data / "comity.sqlite3")
    assert run("recover", tmp_path / "record.zip", folder=data) == (
        0,
        "The record “water-2026” holds 4 acts again, and can be continued.\n",
    )
    (found,) = reopened([data])
    assert {party: found["acts"][party] for party in told} == {party: seq for party, (seq, _) in told.items()}
    for name in (tmp_path / "copy/comity.sqlite3", tmp_path / "none.zip", tmp_path, packed(tmp_path / "bomb.zip")):
        code, sentence = run("recover", name, folder=data)
        assert (code, sentence.count("\n")) == (2, 1)


def test_what_the_backup_lacks_comes_back_from_the_folder_of_a_mirror(tmp_path):
    data = opened(tmp_path / "data")
    backup(data, tmp_path / "copy")
    written(data, "W", 3)
    run("export", "water-2026", "-o", tmp_path / "record.zip", folder=data)
    with zipfile.ZipFile(tmp_path / "record.zip") as record:
        record.extractall(tmp_path / "mirror", [name for name in record.namelist() if name.startswith("tile/")])
    entries = tmp_path / "mirror/tile/entries/000.p"
    first = int.from_bytes((entries / "4").read_bytes()[:2], "big")
    (entries / "1").write_bytes((entries / "4").read_bytes()[: 2 + first])
    shutil.copy(tmp_path / "copy/comity.sqlite3", data / "comity.sqlite3")
    assert run("recover", tmp_path / "mirror", folder=data) == (
        0,
        "The record “water-2026” holds 4 acts again, and can be continued.\n",
    )
    (found,) = reopened([data], record="read")
    assert len(found["entries"]) == 4


def test_a_head_that_was_never_written_stops_no_restoring_and_one_that_cannot_be_read_does(tmp_path):
    data = opened(tmp_path / "data")
    backup(data, tmp_path / "copy")
    (data / "heads/gas-2026").touch()
    restore(tmp_path / "copy", data)
    (data / "heads/gas-2026").write_bytes(b"something else")
    with pytest.raises(Refused, match="heads_unreadable"):
        restore(tmp_path / "copy", data)


def packed(path):
    """A file as a bundle would be, if bundles were packed: it unpacks into far more than it is."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("tile/entries/000", bytes(50_000_000))
    return path


def test_a_backup_replaces_nothing_and_a_folder_that_is_none_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COMITY_DATA", str(opened(tmp_path / "data")))
    monkeypatch.setenv("COMITY_LANGUAGE", "en")
    assert main([str(tmp_path / "copy")]) == 0
    assert main([str(tmp_path / "copy")]) == 2
    assert "exists already" in capsys.readouterr().err
    assert main(["restore", str(tmp_path)]) == 2
    assert "is missing" in capsys.readouterr().err
    assert main([]) == 2
    assert "backup" in capsys.readouterr().err


def test_a_disk_that_is_full_keeps_no_half_of_a_copy(tmp_path):
    data = opened(tmp_path / "data")
    backup(data, tmp_path / "copy")
    full = ("prlimit", "--fsize=40000")
    code, told = run("backup", tmp_path / "second", folder=data, before=full)
    assert (code, told.count("\n")) == (2, 1)
    assert told.startswith("The copy cannot be made (")
    assert not (tmp_path / "second").exists()
    written = (data / "comity.sqlite3").read_bytes()
    assert run("backup", "restore", tmp_path / "copy", folder=data, before=full)[0] == 2
    assert (data / "comity.sqlite3").read_bytes() == written
    assert not [*data.glob("*.restored*")]
    code, told = run("backup", "restore", tmp_path / "copy", folder=tmp_path / "fresh", before=full)
    assert (code, told.count("\n")) == (2, 1)
    assert [*(tmp_path / "fresh").iterdir()] == []


def test_a_copy_can_be_read_where_nothing_can_be_written(tmp_path):
    data = opened(tmp_path / "data")
    with sqlite3.connect(data / "comity.sqlite3") as connection:
        assert connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    connection.close()
    backup(data, tmp_path / "copy")
    assert (tmp_path / "copy/comity.sqlite3").read_bytes()[18:20] == b"\x01\x01"  # SQLite's file format, section 1.3.3


def test_an_installation_that_holds_nothing_is_not_copied_and_takes_a_copy(tmp_path):
    data, begun = opened(tmp_path / "data"), tmp_path / "begun"
    backup(data, tmp_path / "copy")
    assert run("invite", "water-2026", "UZB", folder=begun)[0] == 2
    assert (begun / "comity.sqlite3").read_bytes() == b""
    with pytest.raises(Refused, match="backup_unsound"):
        backup(begun, tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    restore(tmp_path / "copy", begun)
    assert (begun / "comity.sqlite3").stat().st_mode & 0o777 == 0o600


def test_the_database_is_found_where_the_server_keeps_it(tmp_path):
    data, elsewhere = opened(tmp_path / "data"), {"COMITY_DATABASE": str(tmp_path / "elsewhere.sqlite3")}
    shutil.move(data / "comity.sqlite3", tmp_path / "elsewhere.sqlite3")
    assert run("backup", tmp_path / "copy", folder=data)[0] == 2
    assert run("backup", tmp_path / "copy", folder=data, **elsewhere) == (0, "")
    (tmp_path / "elsewhere.sqlite3").unlink()
    assert run("backup", "restore", tmp_path / "copy", folder=data, **elsewhere) == (0, "")
    assert run("export", "water-2026", "-o", tmp_path / "record.zip", folder=data, **elsewhere) == (0, "")


def test_postgresql_is_left_to_its_own_tools(tmp_path):
    data = opened(tmp_path / "data")
    code, told = run("backup", tmp_path / "copy", folder=data, COMITY_DATABASE="postgresql://u:secret@127.0.0.1:1/x")
    assert (code, told.count("\n")) == (2, 1)
    assert told.startswith("The records are kept in PostgreSQL")
    assert not (tmp_path / "copy").exists()
