"""A witness as a server of C2SP tlog-witness: hosts submit their checkpoints to it and get cosignatures."""

import re
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader
from threading import BoundedSemaphore, Thread
from typing import Any

from comity.cli.witnessing.paced import PATIENCE, Paced
from comity.cli.witnessing.turned import Turned
from comity.cli.witnessing.witness import Answer, Witness
from comity.core.errors import Refused, Unreadable
from comity.record import checkpoint, submission
from comity.record.submission import CONFLICT, COSIGNED, MALFORMED, MOST, SIZE, UNKNOWN

_TEXT = "text/plain; charset=utf-8"
_NO_LENGTH, _TOO_LARGE, _BROKEN = 411, 413, 500
_THEIRS = {"submission_malformed", "note_malformed", "checkpoint_malformed"}
"""What is wrong with a submission; anything else that cannot be read is a file of ours."""

_PORTS = 65_535
_DIGITS = 15
"""Of a length; more would not even be read as a number."""

AT_ONCE = 32
"""Connections that are answered at a time: a thread each."""


def opened(witness: Witness, listen: str) -> ThreadingHTTPServer:
    """The server at ``listen`` (``host:port``, or a port of this machine), answering in threads of its own.

    Refuses ``witness_place`` for what names none, ``witness_listen`` where nothing can listen there.
    """
    host, _, port = listen.rpartition(":")
    if not re.fullmatch("[0-9]{1,5}", port) or int(port) > _PORTS:
        raise Refused("witness_place", address=listen)

    class Door(_Door):
        """The door of this witness."""

        keeper = witness

    try:
        server = _Server((host or "127.0.0.1", int(port)), Door)
    except (OSError, ValueError) as error:
        raise Refused("witness_listen", address=listen, reason=getattr(error, "strerror", None) or str(error)) from None
    Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Server(ThreadingHTTPServer):
    """Threads that end with the process, ``AT_ONCE`` at most; who comes then is told to come again (503)."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], door: type[BaseHTTPRequestHandler]) -> None:
        self._free = BoundedSemaphore(AT_ONCE)
        self._turned = Turned()
        super().__init__(address, door)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, if one is free."""
        if self._free.acquire(blocking=False):
            try:
                super().process_request(request, client_address)
            except RuntimeError:  # the system has no thread left
                self._free.release()
                raise
        else:
            self._turned.away(request)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer, and let another come; the connection is closed thereafter, so whoever sees that finds a place free."""
        try:
            super().finish_request(request, client_address)
        finally:
            self._free.release()

    def service_actions(self) -> None:
        """Between two who come, and every half second."""
        self._turned.sweep()

    def server_close(self) -> None:
        """Listen no more."""
        super().server_close()
        self._turned.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle of an answer is nobody's business; anything else is a fault of ours."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Door(BaseHTTPRequestHandler):
    """One connection. It stays open for more submissions, and is closed where one has not come whole in time (``paced``)."""

    keeper: Witness
    connection: socket.socket
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "comity", ""
    timeout = PATIENCE

    def setup(self) -> None:
        """Read in time."""
        super().setup()
        self._came = Paced(self.connection, MOST, self.timeout)
        self.rfile.close()
        self.rfile = BufferedReader(self._came)

    def handle_one_request(self) -> None:
        """One submission, for which there is time anew."""
        self._came.begin()
        super().handle_one_request()

    def do_POST(self) -> None:
        """``add-checkpoint`` below any prefix."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self._close(_NO_LENGTH)
        elif len(length) > _DIGITS or int(length) > MOST:
            self._close(_TOO_LARGE)
        else:
            body = self.rfile.read(int(length))
            self._reply(*self._answer(body) if self.path.endswith("/add-checkpoint") else (UNKNOWN, b"", _TEXT))

    def do_GET(self) -> None:
        """``<hash of the origin>/checkpoint`` below any prefix, as C2SP tlog-mirror serves it: what was cosigned last of a log.

        A host that lost its store learns here what it had signed. The origin is random, so only who knows the log asks.
        """
        prefix, _, name = self.path.rpartition("/")
        try:
            found = self.keeper.shown(prefix.rpartition("/")[2]) if name == "checkpoint" else None
        except Unreadable:
            self._reply(_BROKEN, b"", _TEXT)
        else:
            self._reply(*((COSIGNED, bytes(found), _TEXT) if found else (UNKNOWN, b"", _TEXT)))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Nothing: the witness says one sentence a round, and this is not one."""

    def _answer(self, body: bytes) -> tuple[int, bytes, str]:
        try:
            found = self.keeper.add(submission.read(body))
        except Unreadable as error:
            return (MALFORMED if error.why in _THEIRS else _BROKEN), b"", _TEXT
        if found.status == COSIGNED:
            return COSIGNED, f"{found.line}\n".encode(), _TEXT
        return (CONFLICT, _size(found), SIZE) if found.status == CONFLICT else (found.status, b"", _TEXT)

    def _close(self, status: int) -> None:
        self.close_connection = True
        self._reply(status, b"", _TEXT)

    def _reply(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _size(found: Answer) -> bytes:
    """The size of the checkpoint cosigned last, as the answer to whoever names another."""
    return f"{checkpoint.read(found.last.text).size if found.last else 0}\n".encode()
