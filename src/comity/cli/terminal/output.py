"""Results and sentences: what a command prints, and files that appear whole or not at all."""

import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

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
    if target is None or target == "-":
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
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        scratch = Path(file.name)
        try:
            file.write(data)
            file.flush()
            scratch.chmod(_mode(path))
            scratch.replace(path)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those that any new file gets here."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def hush() -> int:
    """End quietly when the reader of our output has left (``comity … | head``): nobody needs to hear of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
