"""Records that ended, and as what they go on: told by the store, and by a file beside the heads."""

from pathlib import Path

from django.conf import settings

from comity.core.errors import Refused
from comity.registry import durable, store


def successor(log: str) -> str:
    """The log as which the record goes on; empty where it goes on as itself.

    A store that was put back knows nothing of what came after it; ``COMITY_DATA/successors/<log>`` does.
    """
    return store.successor(log) or _kept(log)


def remember(log: str, successor: str) -> None:
    """Keep that ``log`` goes on as ``successor``; it is on disk when this returns."""
    durable.put(_folder() / log, successor.encode())


def require_open(log: str) -> None:
    """Refuse (``record_succeeded``) to add to a record that goes on as another."""
    if new := successor(log):
        raise Refused("record_succeeded", log=log, successor=new)


def _kept(log: str) -> str:
    try:
        return (_folder() / log).read_text("ascii")
    except FileNotFoundError:
        return ""


def _folder() -> Path:
    return Path(settings.COMITY_DATA) / "successors"
