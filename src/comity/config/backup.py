"""``python -m comity.config.backup FOLDER`` and ``… restore FOLDER``: a copy of an SQLite installation, and back again.

A copy holds the database, taken while the server runs, the heads that were known when it was taken, the announcements of host
keys, what was shown of other histories, and what goes on as what. The keys (``host.key``, ``secret``) are not in it: they are
kept apart from what they sign. PostgreSQL has tools of its own.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from comity.cli.terminal.output import sentence, tell
from comity.cli.witnessing.keeping import put, sync
from comity.config.copied import copied, sizes
from comity.config.database import database
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language, say
from comity.record import checkpoint, note

DATABASE = "comity.sqlite3"
HEADS, ROTATIONS, FORKS, SUCCESSORS = "heads", "rotations", "forks", "successors"


def backup(data: Path, folder: Path, kept: Path | None = None) -> None:
    """Copy the installation in ``data`` to ``folder``, which must not exist yet (``backup_exists``).

    Its database is ``kept``, ``data/comity.sqlite3`` unless told. It is copied as of one moment, after all else: so it is never
    behind it. There is a whole copy when this returns, of a sound database (``backup_unsound``), or none.
    """
    source = kept or data / DATABASE
    _find(source)
    if folder.exists():
        raise Refused("backup_exists", path=str(folder))
    folder.mkdir(mode=0o700, parents=True)
    try:
        for beside in (HEADS, ROTATIONS, FORKS, SUCCESSORS):
            _keep({folder / beside / path.name: path.read_bytes() for path in (data / beside).glob("*")})
        copied(source, folder / DATABASE)
        sizes(folder / DATABASE)
        sync(folder.parent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def restore(folder: Path, data: Path, kept: Path | None = None) -> None:
    """Put the backup in ``folder`` into ``data``, unless a record there, or a head known there, is newer (``restore_newer``).

    Its database becomes ``kept``, as ``backup`` says. The heads in ``data`` stay as they are: what the restored database lacks of
    them is recovered, never signed anew. So do newer announcements of host keys; where those in ``data`` are others, nothing is
    put back (``restore_rotations``).
    """
    target = kept or data / DATABASE
    _find(folder / DATABASE)
    found = sizes(folder / DATABASE)
    for log, size in _known(data, target).items():
        if size > found.get(log, 0):
            raise Refused("restore_newer", path=str(data), log=log, size=size, kept=found.get(log, 0))
    asked = (_lacking(folder, data, each) for each in (ROTATIONS, FORKS, SUCCESSORS))
    beside = {path: content for lacking in asked for path, content in lacking.items()}
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _keep(beside)
    aside = target.with_name(f"{target.name}.restored")
    copied(folder / DATABASE, aside)
    for rest in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + rest).unlink(missing_ok=True)
    aside.replace(target)
    sync(target.parent)


def _keep(files: dict[Path, bytes]) -> None:
    """Put files into their folders, which are made where they are not; on disk when this returns."""
    for path, content in files.items():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        put(path, content, 0o600)


def _lacking(folder: Path, data: Path, beside: str) -> dict[Path, bytes]:
    """What the backup holds in the folder ``beside`` and ``data`` lacks; files there only ever grow at their end, or stay."""
    found = {}
    for path in sorted((folder / beside).glob("*")):
        there = data / beside / path.name
        kept, ours = path.read_bytes(), there.read_bytes() if there.is_file() else b""
        if beside == ROTATIONS and not (kept.startswith(ours) or ours.startswith(kept)):
            raise Refused("restore_rotations", path=str(data), log=path.name)
        if kept.startswith(ours) and kept != ours:
            found[there] = kept
    return found


def _find(kept: Path) -> None:
    if not kept.is_file():
        raise Refused("backup_unsound", path=str(kept.parent), file=kept.name)


def _known(data: Path, kept: Path) -> dict[str, int]:
    """How far the records in ``data`` came: by their database if anything was ever written to it, and by the heads beside it."""
    found = sizes(kept) if kept.is_file() and kept.stat().st_size else {}
    for path in (data / HEADS).glob("*"):
        found[path.name] = max(found.get(path.name, 0), _size(path))
    return found


def _size(head: Path) -> int:
    """How far the record came whose newest head is in a file; nowhere, where the power went before its first act."""
    signed = head.read_bytes().rstrip(b"\0")
    try:
        return checkpoint.read(note.read(signed).text).size if signed else 0
    except Unreadable:
        raise Refused("heads_unreadable", log=head.name, file=str(head)) from None


def _database(data: Path) -> Path:
    """Where an installation in ``data`` keeps its records, as its server does. Refuses PostgreSQL (``backup_postgresql``)."""
    found = database(os.environ.get("COMITY_DATABASE") or str(data / DATABASE))
    if "sqlite3" not in found["ENGINE"]:
        raise Refused("backup_postgresql")
    return Path(found["NAME"])


def main(words: Sequence[str]) -> int:
    """Back up, or restore. Returns the exit code: 0, or 2 after one sentence."""
    data = Path(os.environ.get("COMITY_DATA") or "var").resolve()
    language = reader_language()
    try:
        match words:
            case ["restore", folder]:
                restore(Path(folder), data, _database(data))
            case [folder] if not folder.startswith("-"):
                backup(data, Path(folder), _database(data))
            case _:
                tell(say(language, "backup.usage"))
                return 2
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return 2
    except (OSError, sqlite3.Error) as error:
        tell(say(language, "backup.failed", why=str(error)))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
