"""Commands for whoever runs the server: whatever they cannot do is one sentence, and asking for help does nothing."""

import errno
import os
import subprocess
import sys

import pytest
from django.db import OperationalError

from comity.config.command import attempt
from comity.core.errors import Refused, Unreadable

COMMANDS = ("backup", "cosign", "erase", "export", "invite", "open", "recover", "rotate", "stamp", "succeed")


@pytest.fixture
def python(tmp_path):
    """Run Python beside the folder of a server that holds nothing yet."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(tmp_path / "data"), "COMITY_LANGUAGE": "en"}

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", *words], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return run


def failing(error):
    def work(_language):
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Refused("record_unknown", log="gas-2026"), "There is no record “gas-2026” here.\n"),
        (Unreadable("a.zip", "output_folder"), "a.zip"),
        (OperationalError("no such table"), "The database cannot be used (no such table).\n"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(capsys, error, told):
    assert attempt(failing(error), "en") == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(("answer", "code"), [(None, 0), (0, 0), (1, 1), (2, 2)])
def test_what_is_done_has_its_own_exit_code(answer, code):
    assert attempt(lambda _language: answer, "en") == code


@pytest.mark.parametrize("name", COMMANDS)
def test_asking_for_help_does_nothing(python, tmp_path, name):
    done = python(f"comity.config.{name}", "--help")
    assert f"python -m comity.config.{name}" in done.stdout + done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ("cosign",),
        ("erase", "water-2026", "0"),
        ("export", "water-2026", "-o", "record.zip"),
        ("invite", "water-2026", "SEC"),
        ("recover", "nowhere.zip"),
        ("rotate",),
        ("stamp", "--request", "."),
        ("succeed", "water-2026", "water-2027"),
    ],
)
def test_a_database_without_tables_is_one_sentence(python, words):
    done = python(f"comity.config.{words[0]}", *words[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
