"""Real LibreOffice: one headless soffice for a test process, started when first asked and ended with it.

Documents are bytes with the kind they are (``docx``, ``odt``, ``xlsx`` …). Every answer comes within ``PATIENCE`` seconds
or the test fails with `LibreOfficeError`; a soffice that hung is ended, and the next question starts another.
"""

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from waiting import PATIENCE

SYSTEM_PYTHON = "/usr/bin/python3"
BRIDGE = Path(__file__).with_name("office.py")


class LibreOfficeError(AssertionError):
    """LibreOffice refused, died or did not answer in time."""


class Change(NamedTuple):
    """A tracked change as LibreOffice lists it.

    ``kind`` is ``Insert``, ``Delete``, ``Format``, ``ParagraphFormat`` …; ``text`` spans paragraphs by newlines and is
    none where the change is no span of text; ``at`` is ``2026-11-22T04:04:39`` as in the file, empty where there is none;
    ``beneath`` is (kind, author, at) of the insertion that a deletion stands in.
    """

    kind: str
    author: str
    text: str | None
    at: str
    comment: str
    beneath: tuple[str, str, str] | None


class Remark(NamedTuple):
    """A comment as LibreOffice shows it."""

    author: str
    text: str
    resolved: bool


def absent() -> str:
    """Why LibreOffice cannot be asked here; empty where it can."""
    if not shutil.which("soffice"):
        return "LibreOffice is not installed (apt-get install libreoffice-writer)"
    if not list(Path("/usr/lib/python3/dist-packages").glob("uno.py")):
        return "Python's bridge to LibreOffice is not installed (apt-get install python3-uno)"
    return ""


def converted(data: bytes, source: str, target: str) -> bytes:
    """The document saved by LibreOffice as ``docx``, ``odt``, ``pdf``, ``txt`` or ``html``."""
    return _SERVED.saved("convert", data, source, target)


def texts(data: bytes, source: str) -> tuple[list[str], list[str]]:
    """The paragraphs when all changes are rejected, and when all are accepted (tables cell by cell, row by row)."""
    original, accepted = _SERVED.asked("texts", data, source)
    return original, accepted


def shown(data: bytes, source: str) -> list[str]:
    """The paragraphs with all changes shown, as `edited` numbers them."""
    return _SERVED.asked("shown", data, source)


def changes(data: bytes, source: str) -> list[Change]:
    """Its tracked changes, in the order of the document."""
    return [
        Change(*found, beneath=tuple(under) if under else None)
        for *found, under in _SERVED.asked("changes", data, source)
    ]


def comments(data: bytes, source: str) -> list[Remark]:
    """The comments of its body, in order."""
    return [Remark(*found) for found in _SERVED.asked("comments", data, source)]


def edited(data: bytes, source: str, edits: list[tuple], *, track: bool = True, author: str = "Delegation") -> bytes:
    """The document after a person's edits in LibreOffice, saved as DOCX.

    Edits are made one after the other; ``n`` numbers the paragraphs as `shown` lists them at that moment:
    ``("replace", n, old, new)``, ``("insert_before", n, piece, new)``, ``("append", n, new)`` at its end,
    ``("add", n, new)`` a paragraph after it, ``("delete", n)``, ``("split", n, piece)`` before the piece, ``("merge", n)``
    with the next one, ``("comment", n, piece, words)``, ``("accept", text)`` and ``("reject", text)`` the first change that
    reads so, the ends of paragraphs around it aside. A piece is the first place in the paragraph where it stands.
    """
    return _SERVED.saved("edit", data, source, "docx", edits=edits, track=track, author=author)


class _Served:
    """The bridge of this process, and the folder where documents are handed over."""

    def __init__(self) -> None:
        self.process: subprocess.Popen | None = None
        self.folder: Path | None = None

    def saved(self, name: str, data: bytes, source: str, target: str, **more: object) -> bytes:
        out = self._folder() / f"out.{target}"
        out.unlink(missing_ok=True)
        self.asked(name, data, source, out=str(out), **more)
        if not out.is_file():
            raise LibreOfficeError(f"{name}: nothing was saved")
        return out.read_bytes()

    def asked(self, name: str, data: bytes, source: str, **more: object):
        path = self._folder() / f"in.{source}"
        path.write_bytes(data)
        if self.process is None:
            self._start()
        self.process.stdin.write(json.dumps({"do": name, "path": str(path), **more}).encode() + b"\n")
        self.process.stdin.flush()
        return self._answer(name)

    def _folder(self) -> Path:
        if self.folder is None:
            self.folder = Path(mkdtemp(prefix="comity-libreoffice-"))
            atexit.register(self._end)
        return self.folder

    def _start(self) -> None:
        with Path(self.folder, "stderr").open("w") as errors:
            self.process = subprocess.Popen(
                [SYSTEM_PYTHON, str(BRIDGE), str(self.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
                start_new_session=True,
                env={key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))},
            )
        self._answer("start")

    def _answer(self, name: str):
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            piece = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b""
            if not piece:
                self._kill()
                why = "died" if ready else f"did not answer in {PATIENCE} s"
                raise LibreOfficeError(f"{name}: LibreOffice {why}. {Path(self.folder, 'stderr').read_text()[-2000:]}")
            line += piece
        answer = json.loads(line)
        if answer.get("dead"):
            self._kill()
        if "wrong" in answer:
            raise LibreOfficeError(f"{name}: {answer['wrong']}")
        return answer["ok"]

    def _kill(self) -> None:
        """End the bridge with its soffice: both are in the group that it leads."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process = None

    def _end(self) -> None:
        if self.process is not None:
            self._kill()
        shutil.rmtree(self.folder, ignore_errors=True)


_SERVED = _Served()
