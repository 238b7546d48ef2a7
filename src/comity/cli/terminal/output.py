"""Results and sentences: what a command prints, and files that appear whole or not at all."""

import errno
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from comity.cli.terminal import STANDARD_INPUT
from comity.core.errors import Refused, Unreadable
from comity.locale import say


def tell(sentence: str) -> None:
    """Say one sentence, or a line of a summary, to the person, if anybody listens: standard error is for people."""
    if sys.stderr is None:
        return
    try:
        print(sentence, file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)


def sentence(error: Refused | Unreadable, language: str) -> str:
    """Why something was refused, in the reader's language."""
    if isinstance(error, Refused):
        return say(language, f"refused.{error.code}", **error.facts)
    where = say(language, "cli.standard_input") if error.where == STANDARD_INPUT else error.where
    return say(language, f"unreadable.{error.why}", **{**error.facts, "where": where})


def write(result: str | bytes, target: str | None = None) -> None:
    """Write a result to the file ``target``, or to standard output where there is none; text as UTF-8.

    A file is written beside its place and then put there, so that nobody finds half a document; devices and pipes are
    written directly. Only the name of a file, quoted in a title, can hold what is not UTF-8; a ``?`` stands for it.
    """
    data = result.encode(errors="replace") if isinstance(result, str) else result
    if not target or target == STANDARD_INPUT:
        _print(data)
        return
    try:
        _place(data, Path(target))
    except IsADirectoryError:
        raise Unreadable(target, "output_directory") from None
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(target, "output_folder") from None
    except PermissionError:
        raise Unreadable(target, "output_permission") from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Unreadable(target, "output_full") from None
        raise Unreadable(target, "output", reason=error.strerror or str(error)) from None


def suffix(target: str | None, kinds: Sequence[str]) -> str:
    """The kind of file to write by the extension of ``target``, one of ``kinds``; plain text where it has none."""
    found = Path(target or "").suffix.lower() or ".txt"
    if found not in kinds:
        raise Unreadable(target or "", "output_format", suffix=found, suffixes=", ".join(kinds))
    return found


def _print(data: bytes) -> None:
    if sys.stdout is None:
        raise Refused("standard_output_closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence(sys.stdout)
        if error.errno == errno.ENOSPC:
            raise Refused("standard_output_full") from None
        raise Refused("standard_output", reason=error.strerror or str(error)) from None


def _place(data: bytes, path: Path) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    place = path.resolve()
    scratch = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with scratch.open("xb") as file:
            file.write(data)
        if place.exists():
            scratch.chmod(stat.S_IMODE(place.stat().st_mode))
        scratch.replace(place)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def hush() -> int:
    """End quietly when the reader of our output has left (``comity … | head``): nobody needs to hear of it."""
    if sys.stdout is not None:
        _silence(sys.stdout)
    return 0


def _silence(stream: TextIO) -> None:
    """What is still unwritten goes nowhere, so that the interpreter does not fail over it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
