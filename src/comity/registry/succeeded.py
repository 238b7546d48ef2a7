"""Records that ended, and as what they go on: told by the store, and by a file beside the heads; and those that are offered to."""

from pathlib import Path

from django.conf import settings

from comity.core.errors import Refused
from comity.registry import durable, store
from comity.registry.store import Log


def successor(log: str) -> str:
    """The log as which the record goes on; empty where it goes on as itself.

    A store that was put back knows nothing of what came after it; ``COMITY_DATA/successors/<log>`` does.
    """
    return _successor(store.log(log))


def remember(log: str, successor: str) -> None:
    """Keep that ``log`` goes on as ``successor``; it is on disk when this returns."""
    durable.put(_folder() / log, successor.encode())


def require_open(log: Log) -> None:
    """Refuse (``record_succeeded``) to add to a record that goes on as another."""
    if new := _successor(log):
        raise Refused("record_succeeded", log=log.name, successor=new)


def offer(log: str, statement: bytes) -> None:
    """Keep the statement of a succession for the secretariat to sign, in the place of any other."""
    durable.put(_folder("offered") / log, statement)


def offered(log: str) -> bytes:
    """The statement that was offered last; empty where none was."""
    return _read(_folder("offered") / log)


def _successor(log: Log) -> str:
    return log.successor or _read(_folder() / log.name).decode()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _folder(name: str = "successors") -> Path:
    return Path(settings.COMITY_DATA) / name
