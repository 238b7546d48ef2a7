"""Files beside the records: whole, or as they were before; and nobody else's to look into."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from comity.registry import durable


def test_a_file_is_put_into_a_folder_of_its_owner_alone(tmp_path):
    durable.put(tmp_path / "kept/file", b"one")
    durable.put(tmp_path / "kept/file", b"two")
    assert (tmp_path / "kept/file").read_bytes() == b"two"
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700


def test_those_who_put_it_at_once_put_one_of_theirs_whole_and_leave_nothing_behind(tmp_path):
    given = [bytes([n]) * 10_000 for n in range(32)]
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda data: durable.put(tmp_path / "file", data), given))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() in given


def test_what_cannot_be_put_leaves_what_was_there(tmp_path):
    durable.put(tmp_path / "file", b"kept")
    program = f"from pathlib import Path; from comity.registry import durable; durable.put(Path({str(tmp_path / 'file')!r}), bytes(99))"
    begun = f"import django; django.setup(); {program}"
    command = ("prlimit", "--fsize=10", sys.executable, "-c", begun)
    assert "File too large" in subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"kept")]
