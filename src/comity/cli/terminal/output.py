"""Results and sentences: what a command prints, and files that appear whole or not at all."""

import os
import stat
import sys
from pathlib import Path

from comity.cli.terminal import STANDARD_INPUT
from comity.core.errors import Unreadable


def tell(sentence: str) -> None:
    """Say one sentence, or a line of a summary, to the person: standard error is for people."""
    print(sentence, file=sys.stderr)


def write(text: str, target: str | None = None) -> None:
    """Write a result as UTF-8 to the file ``target``, or to standard output where there is none.

    A file is written beside its place and then put there, so that nobody finds half a document; devices and pipes are
    written directly.
    """
    data = text.encode()
    if target is None or target == STANDARD_INPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _place(data, Path(target).resolve())
    except IsADirectoryError:
        raise Unreadable(target, "output_directory") from None
    except OSError as error:
        raise Unreadable(target, "output", reason=error.strerror or str(error)) from None


def _place(data: bytes, path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with scratch.open("xb") as file:
            file.write(data)
        if path.exists():
            scratch.chmod(stat.S_IMODE(path.stat().st_mode))
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def hush() -> int:
    """End quietly when the reader of our output has left (``comity … | head``): nobody needs to hear of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
