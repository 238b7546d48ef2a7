"""What a bare install lacks: one sentence instead of a traceback where a format's library is not there."""

from collections.abc import Iterator
from contextlib import contextmanager

from comity.core.errors import Refused


@contextmanager
def installed() -> Iterator[None]:
    """Refuse in one sentence if a library of the extra ``files`` is wanted in here and is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library == "comity":
            raise
        raise Refused("files_not_installed", library=library) from None
