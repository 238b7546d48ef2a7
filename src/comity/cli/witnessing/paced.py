"""Answers over HTTP that are waited for as a whole: no byte of one, nor of its headers, buys a sender who drips more patience."""

import errno
import os
import socket
import time
from collections.abc import Callable
from email.message import Message
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, Any, cast
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from comity.cli.witnessing.reached import reached

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PATIENCE = 30
"""Seconds in which whoever is asked has to say something."""

PACE = 4096
"""Bytes that have to come each second thereafter."""


class Paced(RawIOBase):
    """What comes over a connection: ``TimeoutError`` once ``patience`` seconds have gone, and one more for each ``PACE`` bytes.

    Only the first ``most`` bytes buy time, so that an answer without end ends too. ``begin`` starts the clock again.
    """

    def __init__(self, connection: socket.socket, most: int, patience: float) -> None:
        super().__init__()
        self._connection, self._most, self._patience = connection, most, patience
        self._raw = connection.makefile("rb", buffering=0)
        self.begin()

    def begin(self) -> None:
        """Wait for something new."""
        self._began, self._came = time.monotonic(), 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        """What comes next, in the time that is left."""
        bought = min(self._came, self._most) / PACE
        left = self._began + self._patience + bought - time.monotonic()
        if left <= 0:
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        self._connection.settimeout(left)
        found = self._raw.readinto(buffer)
        self._came += found or 0
        return found

    def close(self) -> None:
        """Let the connection go."""
        if not self.closed:
            self._raw.close()
        super().close()


def opener(most: int, patience: float) -> OpenerDirector:
    """What opens an address and reads an answer of ``most`` bytes so. It follows no redirect: what stands behind one was not asked."""
    answer = partial(_Answer, most=most, patience=patience)
    return build_opener(Stay, _Plain(answer), _Private(answer))


class Stay(HTTPRedirectHandler):
    """Follows nobody."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the signature is urllib's
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """No request."""


class _Answer(HTTPResponse):
    """An answer that is read in time, from its first line on."""

    def __init__(self, connection: socket.socket, *args: Any, most: int, patience: float, **options: Any) -> None:
        super().__init__(connection, *args, **options)
        self.fp.close()
        self.fp = BufferedReader(Paced(connection, most, patience))


class _Plain(HTTPHandler):
    """Without TLS."""

    def __init__(self, answer: Callable[..., HTTPResponse]) -> None:
        super().__init__()
        self._answer = answer

    def http_open(self, req: Request) -> HTTPResponse:
        """What is answered."""
        return self.do_open(partial(_connection, HTTPConnection, self._answer), req)


class _Private(HTTPSHandler):
    """With TLS."""

    def __init__(self, answer: Callable[..., HTTPResponse]) -> None:
        super().__init__()
        self._answer = answer

    def https_open(self, req: Request) -> HTTPResponse:
        """What is answered."""
        return self.do_open(partial(_connection, HTTPSConnection, self._answer), req)


def _connection(
    kind: type[HTTPConnection], answer: Callable[..., HTTPResponse], host: str, **options: Any
) -> HTTPConnection:
    made = kind(host, **options)
    made.response_class = cast("type[HTTPResponse]", answer)  # it is called, and nothing else
    vars(made)["_create_connection"] = reached  # http.client keeps it there to be replaced
    return made
