"""Whoever comes while all are busy: told to come again, and heard out, for a door that shuts on who is speaking swallows its own answer."""

import socket
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

MOST = 32
"""Connections that are heard out at a time; the oldest makes room."""

LINGER = 5
"""Seconds for which one is heard out at most."""

_PIECE = 65_536


class Turned:
    """Connections that were turned away. They cost no thread and no memory: what still comes over one is dropped, unread.

    TCP resets a connection that is closed before all that came has been read, and with the reset goes the answer (RFC 9112,
    section 9.6). So our side is ended first, and the other has a while to notice.
    """

    def __init__(self) -> None:
        self._kept: deque[tuple[float, socket.socket]] = deque()

    def away(self, connection: socket.socket) -> None:
        """Say 503 over a connection, which is closed in time."""
        with suppress(OSError):  # who has gone already need not be told
            connection.setblocking(False)
            connection.send(_BUSY)
            connection.shutdown(socket.SHUT_WR)
        self._kept.append((time.monotonic() + LINGER, connection))
        if len(self._kept) > MOST:
            self._kept.popleft()[1].close()

    def sweep(self) -> None:
        """Close those whose other side has ended, and those that were heard for long enough."""
        self._kept = deque(self._left())

    def close(self) -> None:
        """Close all."""
        while self._kept:
            self._kept.pop()[1].close()

    def _left(self) -> Iterator[tuple[float, socket.socket]]:
        now = time.monotonic()
        for end, connection in self._kept:
            if end > now and not _gone(connection):
                yield end, connection
            else:
                connection.close()


def _gone(connection: socket.socket) -> bool:
    """Whether the other side has ended. A piece of what it said is dropped."""
    try:
        return not connection.recv(_PIECE)
    except BlockingIOError:
        return False
    except OSError:
        return True
