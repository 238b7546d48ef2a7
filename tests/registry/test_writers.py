"""Many who write at once: nothing lost, nothing twice, one history."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from msgspec.structs import replace

from comity import registry
from comity.core import fold
from comity.core.errors import Refused
from comity.record.tree import Frontier
from comity.registry import store
from comity.registry.kept import KEPT
from registry.acts import LOG, OPEN, admit, append
from registry.writer import write

WRITERS = 8
pytestmark = pytest.mark.django_db(transaction=True)


def together(work):
    """What ``work(n)`` gives in each of eight threads that begin at once."""
    start = Barrier(WRITERS)

    def run(n):
        start.wait()
        try:
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as threads:
        return list(threads.map(run, range(WRITERS)))


def assert_one_history(receipts):
    """The record holds exactly the acknowledged acts, where and when they were acknowledged."""
    entries = registry.entries(LOG)
    assert [entry.seq for entry in entries] == list(range(len(receipts) + 1))
    assert {entry.act.admitted: (entry.seq, entry.at) for entry in entries[1:]} == receipts
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    frontier = Frontier()
    for leaf, root in store.leaves(LOG):
        frontier = frontier.append(leaf)
        assert frontier.root() == root
    state = registry.state(LOG)
    KEPT.clear()
    assert registry.state(LOG) == state == fold.fold(entries)


def test_eight_threads_lose_nothing():
    append(OPEN)
    receipts = {}
    for told in together(lambda n: write(f"W{n}-", 12)):
        receipts |= told
    assert len(receipts) == WRITERS * 12
    assert_one_history(receipts)


def test_of_eight_who_do_the_same_thing_one_does_it():
    append(OPEN)
    seen = registry.head(LOG)

    def attempt(n):
        try:
            return append(replace(admit("KAZ", seen), id=f"admit-{n}"))
        except Refused as refusal:
            return refusal.code

    answers = together(attempt)
    assert sorted(map(str, answers)).count("party_admitted") == WRITERS - 1
    assert registry.state(LOG).size == 2


def test_of_eight_who_open_one_record_one_opens_it():
    receipts = together(lambda _: append(OPEN))
    assert sorted(receipt.again for receipt in receipts) == [False] + [True] * (WRITERS - 1)
    assert {(receipt.seq, receipt.at) for receipt in receipts} == {(0, receipts[0].at)}
    assert registry.state(LOG).size == 1


def address():
    """Where another process finds this test's database."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(found["NAME"])
    return f"postgresql://{found['USER']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


def test_eight_processes_lose_nothing(tmp_path, settings):
    append(OPEN)
    (tmp_path / "host.key").touch(mode=0o600)
    (tmp_path / "host.key").write_text(settings.COMITY_HOST_KEY)
    environ = {
        **os.environ,
        "COMITY_DATA": str(tmp_path),
        "COMITY_DATABASE": address(),
        "DJANGO_SETTINGS_MODULE": "comity.config.settings",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    commands = [[sys.executable, "-m", "registry.writer", f"W{n}-", "10"] for n in range(WRITERS)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with ExitStack() as running:
        writers = [running.enter_context(subprocess.Popen(command, env=environ, **pipes)) for command in commands]
        for writer in writers:
            running.callback(writer.kill)
        for writer in writers:
            assert writer.stdout.readline() == "ready\n"
        for writer in writers:
            writer.stdin.write("begin\n")
            writer.stdin.flush()
        told = [writer.communicate()[0] for writer in writers]
    receipts = {party: tuple(place) for answer in told for party, place in json.loads(answer).items()}
    assert len(receipts) == WRITERS * 10
    assert_one_history(receipts)
