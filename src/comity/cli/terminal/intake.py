"""Files that a person names: read whole or refused in one sentence, never larger than memory should hold."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from comity.cli.terminal import STANDARD_INPUT
from comity.cli.terminal.libraries import installed
from comity.core.errors import Refused, Unreadable
from comity.formats.intake import Document, read

LIMIT = 20
"""Megabytes that one document may have; the largest negotiating text known to the house has half of one."""

LONGEST = 2_000_000
"""Characters that one paragraph may have: comparing two of them takes memory in proportion."""

_MEGABYTE = 1_000_000


def document(name: str) -> Document:
    """The document in a file, of whatever kind its content and its name tell; ``-`` is standard input."""
    data = content(name)
    if not data:
        raise Unreadable(name, "empty")
    with installed():
        found = read(data, name)
    for line in (*found.original, *found.accepted):
        if len(line.text) > LONGEST:
            code = "paragraph_too_long" if found.tracked is None else "long_paragraph"
            raise Unreadable(name, code, line=line.sources[0] + 1, limit=LONGEST // _MEGABYTE)
    return found


def content(name: str, limit: int = LIMIT) -> bytes:
    """The bytes of a file; its size is asked before anything is read, and a stream is read no further than the limit."""
    try:
        if name == STANDARD_INPUT:
            return _bounded(sys.stdin.buffer, name, limit) if sys.stdin else b""
        size = Path(name).stat().st_size
        if size > limit * _MEGABYTE:
            raise _too_large(name, limit)
        with Path(name).open("rb") as file:
            return _bounded(file, name, limit)
    except FileNotFoundError:
        raise Unreadable(name, "missing") from None
    except IsADirectoryError:
        raise Unreadable(name, "directory") from None
    except PermissionError:
        raise Unreadable(name, "no_permission") from None
    except (OSError, ValueError) as error:
        raise Unreadable(name, "system", reason=getattr(error, "strerror", None) or str(error)) from None


def refuse_conflicts(files: Sequence[str], output: str | None) -> None:
    """Refuse standard input for two files, and an output that would overwrite what is read."""
    if files.count(STANDARD_INPUT) > 1:
        raise Refused("standard_input_twice")
    if output and any(file != STANDARD_INPUT and _same(file, output) for file in files):
        raise Refused("output_is_input", output=output)


def _same(file: str, output: str) -> bool:
    return Path(file).resolve() == Path(output).resolve()


def _bounded(file: BinaryIO, name: str, limit: int) -> bytes:
    data = file.read(limit * _MEGABYTE + 1)
    if len(data) > limit * _MEGABYTE:
        raise _too_large(name, limit)
    return data


def _too_large(name: str, limit: int) -> Unreadable:
    return Unreadable(name, "too_large", limit=limit)
