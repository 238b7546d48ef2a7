"""The demonstration as ``make run`` starts it, in a process of its own and with a folder of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from waiting import PATIENCE


class Served(NamedTuple):
    """A running server: its address without a slash at the end, a sign-in link by log and seat, and its process."""

    address: str
    links: dict[tuple[str, str], str]
    parts: dict[tuple[str, str], str]
    told: str
    process: subprocess.Popen

    def stop(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[Served]:
    """Serve the data of ``folder``; its standard error goes to ``folder/stderr``."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(folder), "COMITY_PORT": "0", "COMITY_LANGUAGE": "en", **environment}
    command = [sys.executable, "-m", "comity.config.serve"]
    with (folder / "stderr").open("w") as errors:
        process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        told = _told(process, folder)
        rows = [line.split("\t") for line in (folder / "demonstration-links.txt").read_text("utf-8").splitlines()]
        links = {(log, seat): link for log, seat, _, link in rows}
        parts = {(log, seat): part for log, seat, part, _ in rows}
        address = re.search(r"open at (\S+)/ ", told)[1]
        yield Served(address, links, parts, told, process)
    finally:
        process.terminate()
        gone(process)
        process.stdout.close()


def gone(process: subprocess.Popen) -> None:
    """Wait for a process that was told to end; one that does not is killed, and that is a failure."""
    try:
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()


def _told(process: subprocess.Popen, folder: Path) -> str:
    """What the server says until it is open."""
    told = ""
    for line in process.stdout:
        told += line
        if line.startswith("Comity is open at"):
            return told
    raise AssertionError(told + (folder / "stderr").read_text())
