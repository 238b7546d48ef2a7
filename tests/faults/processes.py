"""Processes of the faults' tests: a folder with an opened record, and programs of this folder run on it."""

import json
import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent


def environ(folder, **more):
    """The environment of a server whose data lie in ``folder``; the database is SQLite's unless ``more`` says another."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    return own | {
        "COMITY_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "comity.config.settings",
        "PYTHONPATH": str(TESTS),
        **more,
    }


def start(program, *words, folder, before=(), **more):
    """Start one of the programs of this folder."""
    command = [*before, sys.executable, "-m", f"faults.{program}", *map(str, words)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, env=environ(folder, **more), **pipes)


def opened(folder, **more):
    """Make the tables and open the record."""
    with start("opener", folder=folder, **more) as process:
        process.communicate()
    assert process.returncode == 0
    return folder


def reopened(folders, record="continued", **more):
    """What a server that is started again finds in each of the folders."""
    with start("reopen", record, folder=folders[0], **more) as server:
        answers, _ = server.communicate("".join(f"{folder}\n" for folder in folders))
    return [json.loads(line) for line in answers.splitlines()]


def acknowledged(lines):
    """Number and root by party, of the acts that a writer told."""
    told = (line.split() for line in lines if line.startswith("act "))
    return {party: (int(seq), root) for _, party, seq, root in told}
