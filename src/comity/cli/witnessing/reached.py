"""A connection that is made in time: to find the addresses of a name and to try them takes one patience, however many there are."""

import errno
import os
import socket
import time
from queue import Empty, SimpleQueue
from threading import Thread

Place = tuple[str, int]
"""A host, by name or address, and a port."""

_Found = list[
    tuple[socket.AddressFamily, socket.SocketKind, int, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]
]


def reached(place: Place, patience: float, _source: object = None) -> socket.socket:
    """A connection to ``place``. What the library would do (``socket.create_connection``) waits so long for each address, and for the name without end.

    Each address gets its share of the time that is left, so that one which swallows everything leaves some for the next.
    ``TimeoutError`` once ``patience`` seconds have gone; else what the last address, or the system, says.
    """
    end = time.monotonic() + patience
    found = _found(place, patience)
    failed: OSError = _late()
    for tried, (family, kind, protocol, address) in enumerate(found):
        left = end - time.monotonic()
        if left <= 0:
            raise _late()
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(left / (len(found) - tried))
            made.connect(address)
        except OSError as error:
            made.close()
            failed = error
        else:
            return made
    raise failed


def _found(place: Place, patience: float) -> _Found:
    """The addresses of a host. The system sets no time for finding them, so it is left alone where it takes longer."""
    answers: SimpleQueue[_Found | Exception] = SimpleQueue()
    Thread(target=_find, args=(place, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=patience)
    except Empty:
        raise _late() from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _find(place: Place, answers: "SimpleQueue[_Found | Exception]") -> None:
    try:
        told = socket.getaddrinfo(*place, type=socket.SOCK_STREAM)
        answers.put([(family, kind, protocol, address) for family, kind, protocol, _, address in told])
    except (OSError, UnicodeError) as error:
        answers.put(error)


def _late() -> TimeoutError:
    return TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
