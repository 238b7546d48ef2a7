"""The command itself: help, version, language, speed, and what goes wrong before any file is read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli import office
from comity import __version__
from comity.cli import commands
from comity.locale import LANGUAGES, say

DOCUMENTS = {"compose", "project", "brackets", "diff", "docx"}
"""Commands whose examples need nothing but documents."""


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_help_names_every_command(comity, words):
    code, out, err = comity(*words)
    assert (code, err) == (0, "")
    assert all(f"\n  {name} " in out for name in commands())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", commands())
def test_every_command_explains_itself_with_examples(comity, name, language):
    code, out, _ = comity(name, "--help", "--language", language)
    assert code == 0
    assert out.count(f"comity {name}") >= 3
    assert ("examples:" if language == "en" else "примеры:") in out
    assert "cli." not in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_help_runs_as_it_is_printed(tmp_path, in_shell, language):
    lines = [
        line.strip() for name in sorted(DOCUMENTS) for line in say(language, f"cli.{name}.examples").splitlines()[1:]
    ]
    assert {line.partition("comity ")[2].split()[0] for line in lines} == DOCUMENTS
    for number, name in enumerate(sorted(set(re.findall(r"\w+\.(?:txt|md|docx|odt)\b", " ".join(lines))))):
        paragraphs = "The Parties cooperate.", f"They hold {number} meetings."
        make = {".docx": office.word, ".odt": office.opendocument}.get(Path(name).suffix)
        text = "\n\n".join(paragraphs).encode()
        (tmp_path / name).write_bytes(make(*office.plain(*paragraphs)) if make else text)
    for line in lines:
        done = in_shell(line)
        assert done.returncode == ("comity diff" in line), done.stderr
        assert done.stdout or " -o " in line or " > " in line


@pytest.mark.parametrize("columns", ["1", "2", "13", "500"])
def test_help_fits_any_terminal(comity, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    assert comity("verify", "--help").code == 0


def test_the_version(comity):
    assert comity("--version") == (0, f"comity {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("merge",), f"There is no command “merge”; there are: {', '.join(commands())}."),
        (("compose",), "comity compose: the following arguments are required: BASE, PARTY=FILE. comity compose --help shows examples."),
        (("brackets", "a", "--all"), "comity brackets: unrecognized arguments: --all. comity brackets --help shows examples."),
        (("--language", "fr"), "Messages are in en, ru, not in “fr”."),
        (("brackets", "--language=ru"), "comity brackets: не хватает аргументов: FILE. Примеры: comity brackets --help"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_refused_in_one_sentence(comity, words, sentence):
    assert comity(*words) == (2, "", sentence + "\n")


def test_the_terminal_decides_the_language(comity, monkeypatch):
    monkeypatch.delenv("COMITY_LANGUAGE")
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert comity("merge").err.startswith("Нет команды «merge»")


def test_work_with_files_imports_no_server():
    script = (
        "import sys; from comity.cli import main; main(['compose', 'no-such-file', 'KAZ=none']);"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'uvicorn', 'psycopg', 'hypothesis')"
        " or name.startswith(('comity.web', 'comity.registry', 'comity.people', 'comity.config'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_only_the_chosen_command_is_imported():
    script = (
        "import sys; from comity.cli import main; main(['--version']);"
        "print([name for name in sys.modules if name.startswith(('comity.core.wording', 'comity.formats', 'msgspec'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1] == "[]"
