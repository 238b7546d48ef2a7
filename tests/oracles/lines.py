"""A program that answers JSON lines with JSON lines: started when first asked, kept, and ended with the test process."""

import atexit
import json
import os
import select
import subprocess

from waiting import PATIENCE


class LinesError(AssertionError):
    """The program died or did not answer in time."""


class Lines:
    """``command`` tells how the program is started; it is asked for when the first question comes."""

    def __init__(self, command) -> None:
        self.command = command
        self.process: subprocess.Popen | None = None

    def asked(self, question: dict) -> dict:
        """The answer to one question."""
        if self.process is None:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
            atexit.register(self._end)
        self._say(json.dumps(question).encode() + b"\n")
        return json.loads(self._answer())

    def _say(self, line: bytes) -> None:
        while line:
            line = line[self.process.stdin.write(line) :]

    def _answer(self) -> bytes:
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            piece = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b""
            if not piece:
                self._end()
                raise LinesError("it died" if ready else f"it did not answer in {PATIENCE} s")
            line += piece
        return line

    def _end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None
