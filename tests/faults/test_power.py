"""The power goes at any moment: what was acknowledged is there when it is back, and other settings would have lost it."""

import json
import random
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from faults.disk import STRACE, Disk, read
from faults.processes import acknowledged, opened, start

CUTS = 600
ACTS = 20
WAL = "WAL; PRAGMA wal_autocheckpoint=40"  # so that the log is written back several times
SAFE = {"the house's": (), "WAL, FULL": (WAL, "FULL"), "TRUNCATE, FULL": ("TRUNCATE", "FULL")}
UNSAFE = {"WAL, NORMAL": (WAL, "NORMAL"), "DELETE, FULL": ("DELETE", "FULL"), "TRUNCATE, OFF": ("TRUNCATE", "OFF")}


def traced(folder, settings):
    """A record, the calls by which a writer made it longer, and the disk as it was before."""
    data = opened(folder / "data")
    disk = Disk(data)
    with start("writer", "W", ACTS, *settings, folder=data, before=(*STRACE, "-o", folder / "trace")) as writer:
        writer.communicate()
    assert writer.returncode == 0
    return disk, read(folder / "trace", data, disk.named)


def cuts(folder, disk, calls, chance, many):
    """For each of ``many`` moments at which the power goes: what had been told by then, and a folder with what is left."""
    moments = sorted(chance.randrange(len(calls)) for _ in range(many))
    lines, done = [], 0
    for number, moment in enumerate(moments):
        for call in calls[done:moment]:
            if call.does == "tell":
                lines += call.data.decode().splitlines()
            else:
                disk.do(call)
        done = moment
        yield acknowledged(lines), _laid_out(folder / str(number), disk, chance)


def _laid_out(folder, disk, chance):
    for path, data in disk.left(chance).items():
        found = folder / path.relative_to(disk.folder)
        found.parent.mkdir(parents=True, exist_ok=True)
        found.write_bytes(data)
    return folder


def lost(folder, settings, many=CUTS):
    """Cuts after which something that was acknowledged is not there, or the record does not go on."""
    seed = random.randrange(10**9)  # noqa: S311 - chance, not secrecy
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
    disk, calls = traced(folder, settings)
    faults = []
    with start("reopen", "continued", folder=folder / "data") as server:
        for told, left in cuts(folder, disk, calls, chance, many):
            server.stdin.write(f"{left}\n")
            server.stdin.flush()
            found = json.loads(server.stdout.readline())
            if not holds(found, told):
                faults.append((seed, left.name, found.get("refused", "lost")))
            shutil.rmtree(left)
        server.stdin.close()
    return faults


def holds(found, told):
    """Whether a record has every act where it was acknowledged, is signed to its end, and was continued."""
    if "refused" in found:
        return False
    size = len(found["heads"])
    acts = all(
        found["acts"].get(party) == seq and found["heads"][str(seq + 1)] == root for party, (seq, root) in told.items()
    )
    return acts and found["signed"] == size and found["next"] == size


@pytest.fixture
def folder(tmp_path):
    """Where a record may lie: in memory if possible, since what a real disk does is not asked here."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
    with TemporaryDirectory(prefix="comity-power-", dir=memory if memory.is_dir() else tmp_path) as found:
        yield Path(found)


@pytest.mark.parametrize("name", SAFE)
def test_what_was_acknowledged_survives(folder, name):
    assert lost(folder, SAFE[name]) == []


@pytest.mark.parametrize("name", UNSAFE)
def test_other_settings_lose_acts_and_it_is_found(folder, name):
    assert lost(folder, UNSAFE[name], CUTS // 3)
