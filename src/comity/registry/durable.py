"""Files beside the records that are whole and on the disk when the next line runs, or as they were before."""

import os
import secrets
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and put it there once it is on the disk; its folder is made where there is none."""
    made(path.parent)
    scratch = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with scratch.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    sync(path.parent)


def made(folder: Path) -> None:
    """Make a folder where there is none, its owner's alone, whose name survives a power cut too."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync(folder.parent)


def sync(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
