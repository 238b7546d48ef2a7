import io
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from comity.cli import main

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


class Answer(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def comity(tmp_path, monkeypatch, capsysbinary):
    """Run the real command in a folder of its own; ``stdin`` are bytes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMITY_LANGUAGE", "en")

    def run(*words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = stop.code
        out, err = capsysbinary.readouterr()
        return Answer(code, out.decode(), err.decode())

    return run


@pytest.fixture
def files(tmp_path):
    """Write files into the folder of the command: names to text or bytes."""

    def write(**contents):
        for name, content in contents.items():
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name.replace("_", ".")).write_bytes(data)

    return write


@pytest.fixture
def in_shell(tmp_path):
    """Run a line of a real shell in the folder of the command; the word ``comity`` is the command."""

    def run(line):
        script = f"comity() {{ '{sys.executable}' -m comity.cli \"$@\"; }}; {line}"
        return subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="session")
def corpus():
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real drafts is not beside the repository")
    return CORPUS
