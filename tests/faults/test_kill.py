"""Processes that are killed while they write and read: nothing acknowledged is lost, and there is one history."""

import random
from contextlib import contextmanager
from threading import Semaphore, Thread

import pytest

from faults.processes import acknowledged, opened, reopened, start
from postgres import server
from waiting import PATIENCE

KILLS = 50
WRITERS, READERS = 3, 2
LINES = 8
"""What a process tells before it is killed, at most."""


class Role:
    """A writer or a reader: one process after the other, and all that they told."""

    def __init__(self, program, number, folder, more):
        self.program, self.number, self.folder, self.more = program, number, folder, more
        self.told, self.lives = [], 0
        self.begin()

    def begin(self):
        """Start the next process."""
        self.lives += 1
        words = (f"W{self.number}L{self.lives}N", 10**6) if self.program == "writer" else ()
        self.process = start(self.program, *words, folder=self.folder, **self.more)
        self.lines = Semaphore(0)
        self.listening = Thread(target=self.listen)
        self.listening.start()

    def listen(self):
        """Take what the process tells until it is dead."""
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.told.append(line)
                self.lines.release()

    def end(self, lines):
        """Kill the process once it has told so many lines; what it was doing then is cut off."""
        for _ in range(lines):
            assert self.lines.acquire(timeout=PATIENCE)
        self.process.kill()
        self.process.wait()
        self.listening.join()
        self.process.stdin.close()
        self.process.stdout.close()


@contextmanager
def store(vendor):
    """Where the records lie: what the processes are told about it."""
    if vendor == "SQLite":
        yield {}
        return
    with server(("timezone=UTC",)) as address:
        yield {"COMITY_DATABASE": address}


@pytest.mark.parametrize("vendor", ["SQLite", "PostgreSQL"])
def test_killed_writers_and_readers_leave_one_history(tmp_path, vendor):
    seed = random.randrange(10**9)  # noqa: S311 - chance, not secrecy
    chance = random.Random(seed)  # noqa: S311
    with store(vendor) as more:
        opened(tmp_path, **more)
        roles = [Role("writer", n, tmp_path, more) for n in range(WRITERS)]
        roles += [Role("reader", n, tmp_path, more) for n in range(READERS)]
        for _ in range(KILLS):
            role = chance.choice(roles)
            role.end(chance.randint(1, LINES))
            role.begin()
        for role in roles:
            role.end(1)
        (found,) = reopened([tmp_path], **more)
    assert "refused" not in found, seed
    lost(found, [line for role in roles for line in role.told], seed)


def lost(found, lines, seed):
    """Nothing is: every act stands where it was acknowledged, and every head that was seen belongs to this history."""
    told = acknowledged(lines)
    assert len(told) > KILLS
    assert {party: found["acts"].get(party) for party in told} == {party: seq for party, (seq, _) in told.items()}, seed
    assert all(found["heads"][str(seq + 1)] == root for seq, root in told.values()), seed
    seen = [line.split() for line in lines if line.startswith("head ")]
    assert len(seen) > READERS
    assert all(found["heads"][size] == root for _, size, root in seen), seed
    assert not [line for line in lines if line.startswith("no ")], seed
    assert found["signed"] == len(found["heads"]) == found["next"]
