"""How much a process may take: memory, processor time, size of what it writes, and a place among those at work."""

import fcntl
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comity.web.work.orders import Limits

AT_ONCE = 2
"""Processes at work at once, on one machine; others wait."""

_LARGEST = 256 * 1024**2
"""Bytes of one file that a process may write."""

_PATIENCE = 0.05
"""Seconds between two looks for a free place."""


def bound(limits: Limits) -> None:
    """Hold this process to ``limits`` from now on, and let pages be answered before it."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, _LARGEST),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(5)


@contextmanager
def place(folder: Path) -> Iterator[None]:
    """One of the ``AT_ONCE`` places of ``folder``; waits for it. The system frees it however this process ends."""
    folder.mkdir(mode=0o700, exist_ok=True)
    files = [os.open(folder / str(number), os.O_RDWR | os.O_CREAT, 0o600) for number in range(AT_ONCE)]
    try:
        while not any(map(_taken, files)):
            time.sleep(_PATIENCE)
        yield
    finally:
        for file in files:
            os.close(file)


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
