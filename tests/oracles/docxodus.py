"""Docxodus, an independent engine for Word files (.NET in WebAssembly, run by Node)."""

import atexit
import json
import os
import select
import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from oracles.package import paragraphs

HERE = Path(__file__).parent
PATIENCE = 90


class DocxodusError(AssertionError):
    """Docxodus refused, died or did not answer in time."""


class Revision(NamedTuple):
    """A tracked change as Docxodus lists it: ``kind`` is ``insert``, ``delete``, ``move``, ``format`` …"""

    kind: str
    author: str
    text: str
    at: str
    scope: str


def absent() -> str:
    """Why Docxodus cannot be asked here; empty where it can."""
    if not shutil.which("node"):
        return "Node is not installed (apt-get install nodejs npm)"
    if not (HERE / "node_modules/docxodus").is_dir():
        return "the packages of tests/oracles are not installed (npm ci)"
    return ""


def texts(data: bytes) -> tuple[list[str], list[str]]:
    """The paragraphs of the body when all changes are rejected, and when all are accepted."""
    path = _RUNNING.asked("texts", data)[1]
    original, accepted = (Path(f"{path}.{view}").read_bytes() for view in ("original", "accepted"))
    return paragraphs(original), paragraphs(accepted)


def changes(data: bytes) -> list[Revision]:
    """Its tracked changes, in the order of the document."""
    return [Revision(*found) for found in _RUNNING.asked("changes", data)[0]]


class _Running:
    """The engine of this process; it starts in half a second and is kept."""

    def __init__(self) -> None:
        self.process: subprocess.Popen | None = None
        self.folder: Path | None = None

    def asked(self, name: str, data: bytes):
        if self.process is None:
            self._start()
        path = self.folder / "in.docx"
        path.write_bytes(data)
        self.process.stdin.write(json.dumps({"do": name, "path": str(path)}).encode() + b"\n")
        return self._answer(name), path

    def _start(self) -> None:
        if self.folder is None:
            self.folder = Path(mkdtemp(prefix="comity-docxodus-"))
            atexit.register(self._end)
        self.process = subprocess.Popen(
            ["node", str(HERE / "docxodus.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._answer("start")

    def _answer(self, name: str):
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            piece = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b""
            if not piece:
                self._kill()
                raise DocxodusError(f"{name}: Docxodus {'died' if ready else f'did not answer in {PATIENCE} s'}")
            line += piece
        answer = json.loads(line)
        if "wrong" in answer:
            raise DocxodusError(f"{name}: {answer['wrong']}")
        return answer["ok"]

    def _kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process = None

    def _end(self) -> None:
        if self.process is not None:
            self._kill()
        shutil.rmtree(self.folder, ignore_errors=True)


_RUNNING = _Running()
