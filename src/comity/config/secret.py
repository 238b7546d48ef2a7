"""The installation's secrets: made at the first start, kept beside the data, readable by their owner only."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def secret(folder: Path) -> str:
    """What signs cookies and forms, in ``folder/secret``."""
    return _kept(folder / "secret", lambda: secrets.token_urlsafe(64))


def host_key(folder: Path) -> str:
    """What signs the heads of records: the seed of an Ed25519 key (RFC 8032), hexadecimal, in ``folder/host.key``."""
    return _kept(folder / "host.key", lambda: secrets.token_hex(32))


def _kept(kept: Path, make: Callable[[], str]) -> str:
    """The secret in the file ``kept``; created with mode 0600 where there is none.

    Processes that start together agree: the secret is written aside and linked into place, and the first link wins.
    """
    if not kept.exists():
        _keep(kept, make())
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
