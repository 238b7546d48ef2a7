"""Files of keys that sign: PKCS #8 in PEM (RFC 5958, RFC 7468), as OpenSSL reads and writes them, for their owner's eyes only."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.terminal import intake
from comity.cli.terminal.output import tell
from comity.core.errors import Refused, Unreadable
from comity.locale import say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make(name: str, language: str, *, passphrase: bool) -> "Ed25519PrivateKey":
    """A new Ed25519 key in the file ``name`` (mode 0600), which must not exist; under a passphrase that is asked for, if wanted.

    The file is on disk when this returns. Refuses ``signing_not_installed`` and ``passphrases_differ``; ``Unreadable``
    (``key_exists`` and what else hinders writing).
    """
    made = generated()
    if Path(name).exists():
        raise Unreadable(name, "key_exists")
    _write(name, pem(made, _chosen(language) if passphrase else b""))
    return made


def generated(seed: bytes | None = None) -> "Ed25519PrivateKey":
    """A new Ed25519 key, or the one of a seed of 32 bytes (RFC 8032). Refuses ``signing_not_installed``."""
    with _cryptography():
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - a bare install verifies without it
            Ed25519PrivateKey,
        )
    return Ed25519PrivateKey.generate() if seed is None else Ed25519PrivateKey.from_private_bytes(seed)


def pem(private: "Ed25519PrivateKey", secret: bytes = b"") -> bytes:
    """A key as its file holds it, encrypted under ``secret`` if there is one."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - whoever has a key has the library

    sealed = serialization.BestAvailableEncryption(secret) if secret else serialization.NoEncryption()
    return private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, sealed)


def read(name: str, language: str) -> "Ed25519PrivateKey":
    """The key in a file; its passphrase is asked for where it has one.

    Refuses ``signing_not_installed``; ``Unreadable`` for a file that others may read (``key_open``), that holds no Ed25519 key
    (``key_none``), or under another passphrase (``passphrase_wrong``).
    """
    with _cryptography():
        from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - as above
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - as above
        from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - as above
    data = intake.content(name)
    if Path(name).is_file() and Path(name).stat().st_mode & _OTHERS:
        raise Unreadable(name, "key_open")
    secret = _asked(language, "cli.passphrase") if b"ENCRYPTED" in data else None
    try:
        found = load_pem_private_key(data, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise Unreadable(name, "key_none" if secret is None else "passphrase_wrong") from None
    if not isinstance(found, Ed25519PrivateKey):
        raise Unreadable(name, "key_none")
    return found


@contextmanager
def _cryptography() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError:
        raise Refused("signing_not_installed") from None


def _chosen(language: str) -> bytes:
    secret = _asked(language, "cli.passphrase_new")
    if not secret or secret != _asked(language, "cli.passphrase_again"):
        raise Refused("passphrases_differ")
    return secret


def _asked(language: str, key: str) -> bytes:
    """What a person types unseen; nothing where nobody is there."""
    try:
        return getpass(say(language, key) + " ").encode()
    except EOFError:
        tell("")
        return b""


def _write(name: str, data: bytes) -> None:
    try:
        with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise Unreadable(name, "key_exists") from None
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(name, "output_folder") from None
    except PermissionError:
        raise Unreadable(name, "output_permission") from None
    except OSError as error:
        raise Unreadable(name, "output", reason=error.strerror or str(error)) from None
