"""Single bits of the database file that turn over: whatever is then read is what was kept, or it is refused."""

import random
import shutil

from faults.processes import opened, reopened, start

FLIPS = 200
ACTS = 40


def test_no_flipped_bit_goes_unnoticed(tmp_path):
    data = opened(tmp_path / "data")
    with start("writer", "W", ACTS, folder=data) as writer:
        writer.communicate()
    (kept,) = reopened([_copy(data, tmp_path / "kept")], record="read")
    seed = random.randrange(10**9)  # noqa: S311 - chance, not secrecy
    chance = random.Random(seed)  # noqa: S311
    folders = [_flipped(_copy(data, tmp_path / str(n)), chance) for n in range(FLIPS)]
    found = reopened(folders, record="read")
    assert len(found) == FLIPS
    wrong = [folder.name for folder, each in zip(folders, found, strict=True) if "refused" not in each and each != kept]
    assert wrong == [], seed
    assert any("refused" in each for each in found)


def _copy(data, folder):
    return shutil.copytree(data, folder)


def _flipped(folder, chance):
    path = folder / "comity.sqlite3"
    data = bytearray(path.read_bytes())
    bit = chance.randrange(8 * len(data))
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)
    return folder
