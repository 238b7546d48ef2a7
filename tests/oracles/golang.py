"""Go's own readers of signed notes and transparency logs (golang.org/x/mod/sumdb), which guard every module Go fetches.

Verdicts are words: empty where nothing is wrong. Keys are verifier keys as people pass them on.
"""

import os
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from oracles.lines import Lines
from waiting import PATIENCE

JUDGE = Path(__file__).parent / "golang/judge.go"
SOURCES = Path("/usr/share/gocode")
BUILT = TemporaryDirectory(prefix="comity-golang-")


def absent() -> str:
    """Why Go cannot be asked here; empty where it can."""
    if not shutil.which("go"):
        return "Go is not installed (apt-get install golang-go)"
    if not (SOURCES / "src/golang.org/x/mod/sumdb/note").is_dir():
        return "Go's note and tlog packages are not installed (apt-get install golang-golang-x-mod-dev)"
    return ""


def checkpoint(log: str, signed: bytes, witnesses: Iterable[str] = ()) -> str:
    """What is wrong with a checkpoint that the log is to have signed, and the witnesses cosigned."""
    return _wrong(log=log, checkpoint=signed, witnesses=list(witnesses))


def tiles(log: str, signed: bytes, found: Mapping[str, bytes]) -> str:
    """What is wrong with the tiles and entries of a log, by path, under its checkpoint."""
    return _wrong(log=log, checkpoint=signed, tiles=dict(found))


def growth(log: str, older: bytes, signed: bytes, proof: Iterable[bytes]) -> str:
    """What is wrong with the proof that the log of the older checkpoint was only added to."""
    return _wrong(log=log, older=older, checkpoint=signed, growth=list(proof))


def receipt(log: str, leaf: bytes, given: bytes, witnesses: Iterable[str] = ()) -> str:
    """What is wrong with the receipt of a leaf."""
    return _wrong(log=log, leaf=leaf, receipt=given, witnesses=list(witnesses))


def _wrong(**question: object) -> str:
    return _JUDGE.asked({key: _plain(value) for key, value in question.items()})["wrong"]


def _plain(value):
    """Bytes in base64, wherever they are: so does Go's reader of JSON."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _built() -> list[str]:
    """The judge, compiled once for a test process; it takes some seconds."""
    program = Path(BUILT.name, "judge")
    run = subprocess.run(
        ["go", "build", "-o", program, JUDGE],
        cwd=BUILT.name,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        env=os.environ
        | {"GO111MODULE": "off", "GOPATH": str(SOURCES), "GOCACHE": f"{BUILT.name}/cache", "GOTOOLCHAIN": "local"},
    )
    assert run.returncode == 0, run.stderr.decode()
    return [str(program)]


_JUDGE = Lines(_built)
