"""Files that are whole and on the disk when the next line runs, or as they were before."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comity.core.errors import Unreadable


def put(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write ``data`` beside ``path``, and put it there once it is on the disk. ``Unreadable`` where it cannot be kept."""
    aside = path.with_name(f".{path.name}.aside")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        sync(path.parent)
    except OSError as error:
        raise Unreadable(str(path), "output", reason=error.strerror or str(error)) from None


def got(path: Path) -> bytes | None:
    """The bytes of a file; none where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(str(path), "system", reason=error.strerror or str(error)) from None


@contextmanager
def written(path: Path) -> Iterator[None]:
    """What cannot be understood in here stands in a file that this witness wrote: ``Unreadable`` (``witness_file``) names it."""
    try:
        yield
    except Unreadable as error:
        if error.why == "system":
            raise
        raise Unreadable(str(path), "witness_file") from None


def sync(path: Path) -> None:
    """Make what a file holds, or the names in a folder, last through a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only one, of all threads and processes, that holds the lock ``path``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise Unreadable(str(path), "output", reason=error.strerror or str(error)) from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
