"""A store that fails under a running server: nothing is acknowledged or signed meanwhile, and it recovers by itself."""

import os

import pytest

from faults.processes import acknowledged, opened, reopened, start

ACTS = 40
FAILING = {
    "the disk is full": "pwrite64:error=ENOSPC:when=60..80",
    "the disk takes nothing": "pwrite64:error=EIO:when=60..80",
    "a sync fails": "fdatasync,fsync:error=EIO:when=40..55",
    "every third sync fails": "fdatasync,fsync:error=EIO:when=40+3",
}


@pytest.mark.parametrize("name", FAILING)
def test_what_could_not_be_kept_was_not_acknowledged(tmp_path, name):
    data = opened(tmp_path / "data")
    inject = ("strace", "-qq", "-o", tmp_path / "trace", "-e", f"inject={FAILING[name]}")
    with start("writer", "W", ACTS, folder=data, before=inject) as writer:
        lines = writer.communicate()[0].splitlines()
    told, refused = acknowledged(lines), [line for line in lines if line.startswith("no ")]
    assert len(told) + len(refused) == ACTS
    assert set(refused) <= {"no record_unavailable", "no record_unread"}
    assert len(refused) > 2
    assert lines[0].startswith("act ")
    assert "every" in name or lines[-1].startswith("act ")
    assert_kept(data, told)


def assert_kept(data, told):
    """Every acknowledged act is where it was acknowledged, in a record that is signed to its end and goes on."""
    (found,) = reopened([data])
    assert "refused" not in found
    assert {party: found["acts"].get(party) for party in told} == {party: seq for party, (seq, _) in told.items()}
    assert all(found["heads"][str(seq + 1)] == root for seq, root in told.values())
    assert found["signed"] == len(found["heads"]) == found["next"]


def test_a_folder_that_may_not_be_written_is_written_again_when_it_may(tmp_path):
    data = opened(tmp_path / "data")
    plain = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
    _allow(data, writing=False)
    with start("writer", "W", 10**6, folder=data, before=plain) as writer:
        first = [writer.stdout.readline() for _ in range(5)]
        _allow(data, writing=True)
        later = next(line for line in writer.stdout if line.startswith("act "))
        writer.kill()
    assert set(first) <= {"no record_unavailable\n", "no record_unread\n"}
    assert_kept(data, acknowledged([later]))


def test_names_are_on_disk_before_anything_is_signed(tmp_path):
    """What a file holds is synced everywhere; that it has a name is synced only where its folder is."""
    data, trace = tmp_path / "data", tmp_path / "trace"
    calls = ("strace", "-qq", "-f", "-y", "-s", "0", "-e", "trace=fsync,pwrite64", "-o", trace)
    with start("opener", folder=data, before=calls) as process:
        process.communicate()
    lines = trace.read_text().splitlines()
    signed = next(n for n, line in enumerate(lines) if "pwrite64" in line and f"<{data}/heads/" in line)
    for folder in (data, data / "heads"):
        assert any("fsync" in line and f"<{folder}>" in line for line in lines[:signed])


def _allow(folder, *, writing):
    for path in (folder, *folder.rglob("*")):
        path.chmod((0o700 if path.is_dir() else 0o600) if writing else 0o500 if path.is_dir() else 0o400)
