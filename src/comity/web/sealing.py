"""Files that are to be kept with the record: sealed when they are uploaded, waiting for their act, for their account only.

They lie in ``COMITY_DATA/sealed/<account>/<digest>``: a few of each account, for some hours, so that an act may be signed
meanwhile on another machine. Nothing in them is opened, and no page shows them.
"""

import os
import re
import secrets
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from time import time

import msgspec
from django.conf import settings

from comity import registry
from comity.core.errors import Refused
from comity.record import sealed
from comity.registry.append import Receipt
from comity.registry.parts import MOST

KEPT = timedelta(hours=8)
"""How long a file waits after it was last looked at."""

OF_ONE = 6
"""Files of one account that wait; the oldest go first."""

_DIGEST = re.compile("[0-9a-f]{64}")


def keep(account: int, data: bytes) -> str:
    """Seal a file under a salt that nobody else knows, and let it wait; its digest.

    Refuses ``part_too_large``, and ``work_unavailable`` where the data folder takes nothing.
    """
    if len(data) > MOST:
        raise Refused("part_too_large", limit=MOST // 1024**2)
    digest, blob = sealed.seal(data, secrets.token_bytes(sealed.SALT))
    folder = _folder(account)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(account)
        aside = folder / f".{digest}"
        aside.touch(0o600)
        aside.write_bytes(blob)
        aside.replace(folder / digest)
    except OSError as error:
        raise Refused("work_unavailable") from error
    return digest


def append(account: int, log: str, statement: bytes, sigs: Sequence[str] = ()) -> Receipt:
    """Append a statement with the files of the account that it vouches for; they wait no longer once the act stands.

    Raises ``Refused`` as ``registry.append`` does: ``part_missing`` where a file waits no more.
    """
    parts = _waiting(account, statement) if b'"sealed"' in statement else []
    receipt = registry.append(log, statement, sigs, parts)
    for each in parts:
        forget(account, sealed.digest(each))
    return receipt


def forget(account: int, digest: str) -> None:
    """Wait no longer: the act is done, or will never be."""
    if _DIGEST.fullmatch(digest):
        (_folder(account) / digest).unlink(missing_ok=True)


def _waiting(account: int, statement: bytes) -> list[bytes]:
    """The blobs that a statement vouches for, as many as are still there; looking at them keeps them."""
    try:
        named = [*sealed.named(msgspec.json.decode(statement))]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return [blob for each in named if (blob := _read(account, each)) is not None]


def _read(account: int, digest: str) -> bytes | None:
    if not _DIGEST.fullmatch(digest):
        return None
    path = _folder(account) / digest
    try:
        os.utime(path)
        blob = path.read_bytes()
    except FileNotFoundError:
        return None
    return blob if sealed.digest(blob) == digest else None


def sweep(account: int) -> None:
    """Remove what nobody has looked at for long, and of this account what is more than may wait: at every upload."""
    idle = sorted(((_touched(path), path) for path in _all()), reverse=True)
    old = [path for touched, path in idle if touched < time() - KEPT.total_seconds()]
    own = [path for _, path in idle if path.parent == _folder(account)]
    for path in {*old, *own[OF_ONE - 1 :]}:
        path.unlink(missing_ok=True)


def _all() -> Iterator[Path]:
    return _root().glob("[0-9]*/*")


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _folder(account: int) -> Path:
    return _root() / str(account)


def _root() -> Path:
    return Path(settings.COMITY_DATA) / "sealed"
