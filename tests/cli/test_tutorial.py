"""What the tutorial shows of the command line is what the command line does."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[2] / "docs/tutorial"
PAGES = {"en": "first-consultation.md", "ru": "first-consultation.ru.md"}


def shown(language):
    """The commands of the page in a language, each with the output that is shown."""
    page = (TUTORIAL / PAGES[language]).read_text("utf-8")
    return re.findall(r"```console\n\$ (.*?)(?<!\\)\n(.*?)```", page, re.DOTALL)


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(TUTORIAL / "files", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_the_tutorial_shows_the_command_at_work():
    assert len(shown("en")) >= 4


@pytest.mark.parametrize("language", PAGES)
def test_every_command_gives_the_output_that_is_shown(comity, folder, monkeypatch, language):
    monkeypatch.setenv("COMITY_LANGUAGE", language)
    for command, expected in shown(language):
        program, *words = shlex.split(command.replace("\\\n", " "))
        assert program == "comity"
        answer = comity(*words)
        assert answer.code in {0, 1}, answer.err
        assert (answer.out + answer.err).strip() == expected.strip(), command
    assert (folder / "round.json").exists()
