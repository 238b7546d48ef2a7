"""Where a log is read from: an address, by HTTP, or a folder that another witness keeps."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

from comity.cli.witnessing import paced
from comity.cli.witnessing.keeping import got
from comity.core.errors import Refused, Unreadable
from comity.record.submission import Reply

_DONE, _ABSENT, _WHO = 200, 404, {401, 403}
_SENTENCE = 500


class Source:
    """The files of a log below ``where``: an address that begins with http, else a folder.

    A token goes over TLS, or to this machine, and nowhere else: redirects are not followed. The host is reached within
    ``patience`` seconds (``reached``), and its answer comes within as many, as ``paced`` says, however it is spread over them.
    """

    def __init__(self, where: str, token: str = "", patience: float | None = None) -> None:
        self.where = where.rstrip("/")
        self.is_served = self.where.startswith(("http://", "https://"))
        if self.is_served and not _is_private(self.where):
            raise Refused("witness_not_private", address=self.where)
        self._token = token
        self._patience = paced.PATIENCE if patience is None else patience

    def read(self, path: str, most: int) -> bytes:
        """A file of the log, of ``most`` bytes at most. ``Unreadable`` with the reason where it cannot be had."""
        if self.is_served:
            return self._ask(path, None, most)
        data = got(Path(self.where) / path)
        if data is None:
            raise Unreadable(f"{self.where}/{path}", "missing")
        return data

    def post(self, path: str, body: bytes) -> bytes:
        """The answer to what is posted."""
        return self._ask(path, body, _SENTENCE)

    def exchange(self, path: str, body: bytes | None, most: int) -> Reply:
        """Whatever is answered to a question, or to what is posted; ``Unreadable`` where nothing is, or too much."""
        address = f"{self.where}/{path}"
        try:
            with self._open(address, body, most) as response:
                reply = Reply(response.status, response.headers.get_content_type(), response.read(most + 1))
        except HTTPError as error:
            with error:
                return Reply(error.code, error.headers.get_content_type(), _begun(error))
        except (OSError, HTTPException, ValueError) as error:
            raise Unreadable(address, "witness_unreachable", reason=_reason(error)) from None
        if len(reply.body) > most:
            raise Unreadable(address, "witness_too_long", most=most)
        return reply

    def _ask(self, path: str, body: bytes | None, most: int) -> bytes:
        reply = self.exchange(path, body, most)
        if reply.status != _DONE:
            raise _said(f"{self.where}/{path}", reply)
        return reply.body

    def _open(self, address: str, body: bytes | None, most: int) -> HTTPResponse:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        if body is not None:
            headers["Content-Type"] = "text/plain; charset=utf-8"
        request = Request(address, body, headers)  # noqa: S310 - _is_private has seen the scheme
        response: HTTPResponse = paced.opener(most, self._patience).open(request, timeout=self._patience)
        return response


@contextmanager
def served(address: str) -> Iterator[None]:
    """What cannot be understood in here is what stands at this address: ``Unreadable`` (``witness_garbled``) names it."""
    try:
        yield
    except Unreadable:
        raise Unreadable(address, "witness_garbled") from None


def _is_private(address: str) -> bool:
    """Whether nobody on the way reads along: TLS, or this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        return parts.scheme == "https" or host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _begun(error: HTTPError) -> bytes:
    """The beginning of what is said beside a status; nothing where that never comes."""
    try:
        return error.read(_SENTENCE)
    except (OSError, HTTPException, ValueError):
        return b""


def _said(address: str, reply: Reply) -> Unreadable:
    """What the host's status means."""
    if reply.status in _WHO:
        return Unreadable(address, "witness_not_admitted")
    if reply.status == _ABSENT:
        return Unreadable(address, "witness_absent")
    told = reply.body.decode(errors="replace") if reply.kind == "text/plain" else ""
    sentence = " ".join("".join(each if each.isprintable() else " " for each in told).split())
    return Unreadable(address, "witness_status", status=reply.status, sentence=sentence)


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLError):
        return str(reason.reason or reason)
    return str(getattr(reason, "strerror", None) or reason)
