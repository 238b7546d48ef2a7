"""The installation's secrets: made at the first start, kept beside the data, readable by their owner only."""

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from comity.cli.witnessing.keeping import sync
from comity.core.errors import Refused

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def secret(folder: Path) -> str:
    """What signs cookies and forms, in ``folder/secret``."""
    return _kept(folder / "secret", lambda: secrets.token_urlsafe(64))


def host_key(folder: Path) -> str:
    """What signs the heads of records: the seed of an Ed25519 key (RFC 8032), hexadecimal, in ``folder/host.key``."""
    return _kept(folder / "host.key", _seed)


def next_host_key(folder: Path) -> str:
    """The key that is to follow the host's, in ``folder/host.key.next``: the same until it has taken its place."""
    return _kept(folder / "host.key.next", _seed)


def replace_host_key(folder: Path) -> None:
    """Put the next host key in the place of the last, which is gone then; on disk when this returns."""
    (folder / "host.key.next").replace(folder / "host.key")
    sync(folder)


def private(database: dict[str, Any]) -> None:
    """Have an SQLite file, by its settings, readable by its owner only from the first, and so what SQLite lays beside it.

    It holds sessions and sealed parts, and its folder may have been made by others. Where it cannot be made, the database tells why.
    """
    if "sqlite3" in database["ENGINE"]:
        with suppress(OSError):
            Path(database["NAME"]).touch(mode=0o600, exist_ok=False)


def _seed() -> str:
    return secrets.token_hex(32)


def _kept(kept: Path, make: Callable[[], str]) -> str:
    """The secret in the file ``kept``; created with mode 0600 where there is none.

    Refuses (``secret_open``) a file that others on the machine may read: it may have been read; and (``folder_unusable``) a
    folder in which nothing can be kept.
    Processes that start together agree: the secret is written aside and linked into place, and the first link wins.
    """
    try:
        if not kept.exists():
            _keep(kept, make())
        if kept.stat().st_mode & _OTHERS:
            raise Refused("secret_open", file=str(kept))
        return kept.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("folder_unusable", why=str(error)) from None


def _keep(kept: Path, key: str) -> None:
    """Keep a secret unless there is one; its name is on disk too when this returns, before anything is signed with it."""
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # sessions and records lie here too
    aside = kept.with_name(f"{kept.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            kept.hardlink_to(aside)
    finally:
        aside.unlink(missing_ok=True)
    sync(kept.parent)
