"""What the tutorial shows of the command line is what the command line does."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[2] / "docs/tutorial"
SHOWN = re.findall(
    r"```console\n\$ (.*?)(?<!\\)\n(.*?)```", (TUTORIAL / "first-consultation.md").read_text("utf-8"), re.DOTALL
)


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(TUTORIAL / "files", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_the_tutorial_shows_the_command_at_work():
    assert len(SHOWN) >= 4


def test_every_command_gives_the_output_that_is_shown(comity, folder):
    for command, expected in SHOWN:
        program, *words = shlex.split(command.replace("\\\n", " "))
        assert program == "comity"
        answer = comity(*words)
        assert answer.code in {0, 1}, answer.err
        assert (answer.out + answer.err).strip() == expected.strip(), command
    assert (folder / "round.json").exists()
