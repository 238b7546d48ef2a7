"""Ordering work: the folder with the order in it, the process that does it, and a moment's patience."""

import fcntl
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread
from time import time

import msgspec

from comity.core.errors import Refused
from comity.web.work.kept import KEPT, Work, folders, is_alive, of_account, root
from comity.web.work.orders import About, Limits, Order, Task

PATIENCE = 1.5
"""Seconds that whoever orders waits for the result before a page about the work is shown."""

OF_ONE = 3
"""Pieces of work of one account that may wait or be at work."""

OF_ALL = 24
"""Pieces of work of everybody that may wait or be at work."""

RESULTS = 12
"""Pieces of work of one account that are kept; the oldest go first."""

_LONGEST = 900
"""Seconds after which a process is ended, however it spent them."""


def begin(about: About, task: Task, limits: Limits | None = None, patience: float = PATIENCE) -> Work:
    """Order ``task``, wait a moment (``patience``, in seconds), and answer how it stands. The same order of the same account is the same work.

    Refuses ``work_too_many`` where the account or everybody together has ordered enough, and ``work_unavailable`` where
    the data folder takes no order.
    """
    order = msgspec.msgpack.encode(Order(task, limits or Limits()))
    told = msgspec.msgpack.encode(about)
    work = Work(sha256(told + order).hexdigest()[:32], of_account(about.account), about)
    work = Work(work.id, work.folder / work.id, about)
    try:
        with _in_turn(work.folder.parent):
            _sweep(about.account)
            if is_alive(work.folder) or work.done:  # of two who order the same at once, one does it
                return work
            _refuse_too_many(about.account)
            process = _order(work, told, order)
    except OSError as error:
        raise Refused("work_unavailable") from error
    _wait(process, patience)
    return work


@contextmanager
def _in_turn(folder: Path) -> Iterator[None]:
    """One after the other, of all threads and processes that order for an account: what one has put there no other removes."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".turn").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _order(work: Work, told: bytes, order: bytes) -> "subprocess.Popen[bytes]":
    """Put the folder in its place whole and locked, and start the process that inherits the lock."""
    shutil.rmtree(work.folder, ignore_errors=True)  # what is left of an earlier try that came to nothing
    aside = work.folder.with_name(f".{secrets.token_hex(8)}")
    aside.mkdir(mode=0o700, parents=True)
    (aside / "about").write_bytes(told)
    (aside / "order").write_bytes(order)
    lock = os.open(aside / "alive", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        aside.rename(work.folder)
        return _start(work.folder, lock)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    finally:
        os.close(lock)


def _start(folder: Path, lock: int) -> "subprocess.Popen[bytes]":
    """A process that knows nothing of the server: no environment, no files but the lock, no session."""
    cache = root() / "cache"
    process = subprocess.Popen(  # noqa: S603 - our own program, on a folder of our own
        [sys.executable, "-I", "-m", "comity.web.work", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=(lock,),
        start_new_session=True,
        cwd=folder,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(cache), "HOME": str(cache)},
    )
    (folder / "pid").write_text(str(process.pid))
    return process


def _wait(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """A moment; then somebody else waits for the process, and ends it where it does not end."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        Thread(target=_attend, args=(process,), daemon=True).start()


def _attend(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(_LONGEST)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _refuse_too_many(account: int) -> None:
    alive = [folder for folder in folders() if is_alive(folder)]
    if len(alive) >= OF_ALL or sum(folder.parent == of_account(account) for folder in alive) >= OF_ONE:
        raise Refused("work_too_many")


def _sweep(account: int) -> None:
    """Remove what nobody has looked at for long, and of this account what is more than it may keep."""
    idle = sorted(((_touched(folder), folder) for folder in folders() if not is_alive(folder)), reverse=True)
    own = [folder for _, folder in idle if folder.parent == of_account(account)]
    old = [folder for touched, folder in idle if touched < time() - KEPT.total_seconds()]
    for folder in {*old, *own[RESULTS - 1 :]}:
        shutil.rmtree(folder, ignore_errors=True)


def _touched(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0
