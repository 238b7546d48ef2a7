"""Files beside the records that are whole and on the disk when the next line runs, or as they were before."""

import os
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and put it there once it is on the disk; its folder is made where there is none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    with scratch.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
