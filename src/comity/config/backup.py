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
from contextlib import closing
from pathlib import Path

from comity.cli.terminal.output import sentence, tell
from comity.cli.witnessing.keeping import put, sync
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language, say
from comity.record import checkpoint, note

DATABASE = "comity.sqlite3"
HEADS, ROTATIONS, FORKS, SUCCESSORS = "heads", "rotations", "forks", "successors"


def backup(data: Path, folder: Path) -> None:
    """Copy the installation in ``data`` to ``folder``, which must not exist yet (``backup_exists``).

    The database is copied as of one moment (SQLite, "Online Backup API"), after all else: so it is never behind it.
    """
    _find(data)
    if folder.exists():
        raise Refused("backup_exists", path=str(folder))
    folder.mkdir(mode=0o700, parents=True)
    for beside in (HEADS, ROTATIONS, FORKS, SUCCESSORS):
        if (data / beside).is_dir():
            shutil.copytree(data / beside, folder / beside)
    _copy(data / DATABASE, folder / DATABASE)


def restore(folder: Path, data: Path) -> None:
    """Put the backup in ``folder`` into ``data``, unless a record there, or a head known there, is newer (``restore_newer``).

    The heads in ``data`` stay as they are: what the restored database lacks of them is recovered, never signed anew. So do
    newer announcements of host keys; where those in ``data`` are others, nothing is put back (``restore_rotations``).
    """
    _find(folder)
    kept = _sizes(folder / DATABASE)
    for log, size in _known(data).items():
        if size > kept.get(log, 0):
            raise Refused("restore_newer", path=str(data), log=log, size=size, kept=kept.get(log, 0))
    asked = (_lacking(folder, data, each) for each in (ROTATIONS, FORKS, SUCCESSORS))
    beside = {path: content for lacking in asked for path, content in lacking.items()}
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path, content in beside.items():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        put(path, content, 0o600)
    aside = data / f"{DATABASE}.restored"
    _copy(folder / DATABASE, aside)
    for rest in ("-wal", "-shm", "-journal"):
        (data / f"{DATABASE}{rest}").unlink(missing_ok=True)
    aside.replace(data / DATABASE)
    sync(data)


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


def _find(folder: Path) -> None:
    if not (folder / DATABASE).is_file():
        raise Refused("backup_unsound", path=str(folder), file=DATABASE)


def _known(data: Path) -> dict[str, int]:
    """How far the records in ``data`` came: by their database if there is one, and by the heads beside it."""
    sizes = _sizes(data / DATABASE) if (data / DATABASE).is_file() else {}
    for path in (data / HEADS).glob("*"):
        sizes[path.name] = max(sizes.get(path.name, 0), _size(path))
    return sizes


def _size(head: Path) -> int:
    """How far the record came whose newest head is in a file; nowhere, where the power went before its first act."""
    signed = head.read_bytes().rstrip(b"\0")
    try:
        return checkpoint.read(note.read(signed).text).size if signed else 0
    except Unreadable:
        raise Refused("heads_unreadable", log=head.name, file=str(head)) from None


def _sizes(database: Path) -> dict[str, int]:
    """Acts by log. ``backup_unsound`` for a file that is no database of records, or no longer a sound one."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            (sound,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            rows = connection.execute("SELECT log_id, count(*) FROM registry_entry GROUP BY log_id").fetchall()
    except sqlite3.DatabaseError:
        sound, rows = "", []
    if sound != "ok":
        raise Refused("backup_unsound", path=str(database.parent), file=DATABASE)
    return dict(rows)


def _copy(source: Path, target: Path) -> None:
    """A consistent copy of a database that others may be writing to, on disk when this returns."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous=FULL")
        live.backup(copy)
    target.chmod(0o600)
    sync(target)
    sync(target.parent)


def main(words: Sequence[str]) -> int:
    """Back up, or restore. Returns the exit code: 0, or 2 after one sentence."""
    data = Path(os.environ.get("COMITY_DATA") or "var").resolve()
    language = reader_language()
    try:
        match words:
            case ["restore", folder]:
                restore(Path(folder), data)
            case [folder] if not folder.startswith("-"):
                backup(data, Path(folder))
            case _:
                tell(say(language, "backup.usage"))
                return 2
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return 2
    except OSError as error:
        tell(say(language, "serve.no_store", why=str(error)))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
