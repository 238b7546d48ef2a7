"""Docxodus, an independent engine for Word files (.NET in WebAssembly, run by Node)."""

import atexit
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from oracles.lines import Lines, LinesError
from oracles.package import paragraphs

HERE = Path(__file__).parent


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
        self.lines = Lines(lambda: ["node", str(HERE / "docxodus.mjs")])
        self.folder: Path | None = None

    def asked(self, name: str, data: bytes):
        if self.folder is None:
            self.folder = Path(mkdtemp(prefix="comity-docxodus-"))
            atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        path = self.folder / "in.docx"
        path.write_bytes(data)
        try:
            answer = self.lines.asked({"do": name, "path": str(path)})
        except LinesError as error:
            raise DocxodusError(f"{name}: Docxodus: {error}") from None
        if "wrong" in answer:
            raise DocxodusError(f"{name}: {answer['wrong']}")
        return answer["ok"], path


_RUNNING = _Running()
