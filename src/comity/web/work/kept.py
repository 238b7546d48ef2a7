"""One piece of work as its folder shows it: ordered, at work, done, failed; the same to every process of the server.

A process at work holds a lock on ``alive``, which the system lets go however it ends. So work that has neither a result nor
a process has stopped, whoever or whatever stopped it.
"""

import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import time
from typing import TypeVar, get_args

import msgspec
from django.conf import settings
from msgspec import Struct

from comity.core.errors import Refused, Unreadable
from comity.web.work.orders import About, Failure, Stage

KEPT = timedelta(hours=8)
"""How long a result waits for its account after it was last looked at."""

T = TypeVar("T")


class Work(Struct, frozen=True):
    """A piece of work of one account."""

    id: str
    folder: Path
    about: About

    @property
    def alive(self) -> bool:
        """Whether its process lives."""
        return is_alive(self.folder)

    @property
    def done(self) -> bool:
        """Whether there is a result."""
        return (self.folder / "result").exists()

    @property
    def stage(self) -> Stage:
        """What its process is at."""
        told, _ = self._told()
        return told if told in get_args(Stage) else "waiting"  # type: ignore[return-value] # just compared

    @property
    def percent(self) -> int:
        """How far its process is; 0 where that is not known."""
        _, percent = self._told()
        return int(percent) if percent.isdecimal() else 0

    @property
    def seconds(self) -> int:
        """How long it has been going on."""
        return max(int(time() - (self.folder / "about").stat().st_mtime), 0)

    def failure(self) -> Refused | Unreadable | None:
        """Why there is no result and will be none; none while there is one or may be."""
        alive = self.alive  # asked first: a process writes what it has to say before it ends
        if self.done:
            return None
        told = _read(self.folder / "failure")
        if told:
            return msgspec.msgpack.decode(told, type=Failure).error()
        return None if alive else Refused("work_stopped")

    def result(self) -> bytes:
        """What was made."""
        return (self.folder / "result").read_bytes()

    @property
    def size(self) -> int:
        """Bytes of what was made."""
        return (self.folder / "result").stat().st_size

    def value(self, kind: type[T]) -> T:
        """What was made, as a value of this type."""
        return msgspec.msgpack.decode(self.result(), type=kind)

    def _told(self) -> tuple[str, str]:
        stage, _, percent = _read(self.folder / "stage").decode().partition(" ")
        return stage, percent

    def cancel(self) -> None:
        """End its process, and forget it."""
        pid = _read(self.folder / "pid")
        if pid and self.alive:  # while it lives its number is its own
            with suppress(ProcessLookupError):
                os.killpg(int(pid), signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)


def find(about: About, work: str) -> Work | None:
    """The account's work of this id on this text; looking at it keeps it for a while."""
    folder = of_account(about.account) / work
    told = _read(folder / "about") if work.isalnum() else b""
    if not told:
        return None
    found = Work(work, folder, msgspec.msgpack.decode(told, type=About))
    if (found.about.log, found.about.text) != (about.log, about.text):
        return None
    with suppress(FileNotFoundError):
        os.utime(folder)
    return found


def of_text(about: About) -> Iterator[Work]:
    """All work of the account on this text."""
    for folder in of_account(about.account).glob("[0-9a-f]*"):
        work = find(about, folder.name)
        if work is not None:
            yield work


def root() -> Path:
    """The folder of all work."""
    return Path(settings.COMITY_DATA) / "work"


def of_account(account: int) -> Path:
    """The folder of an account's work."""
    return root() / str(account)


def folders() -> Iterator[Path]:
    """The folder of every piece of work."""
    return root().glob("[0-9]*/[0-9a-f]*")


def is_alive(folder: Path) -> bool:
    """Whether a process has the lock of ``folder``."""
    try:
        file = os.open(folder / "alive", os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
