"""The installation's secret key: made at the first start, kept beside the data, readable by its owner only."""

import os
import secrets
from pathlib import Path


def secret(folder: Path) -> str:
    """The key kept in ``folder/secret``; created with mode 0600 where there is none.

    Processes that start together agree: the key is written aside and linked into place, and the first link wins.
    """
    kept = folder / "secret"
    if not kept.exists():
        _keep(kept, secrets.token_urlsafe(64))
    return kept.read_text(encoding="ascii").strip()


def _keep(kept: Path, key: str) -> None:
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # sessions and records lie here too
    aside = kept.with_name(f"{kept.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        kept.hardlink_to(aside)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
