"""Requests have an end: what is larger than any page takes is refused before it is on this machine.

Django writes the whole of a request to disk before a page sees any of it, so the bound has to stand in front.
"""

from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from typing import Any

from comity.config.security import CONTENT

Event = Mapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

_TOO_LARGE = 413


def bounded(application: Application, most: int) -> Application:
    """``application``, which reads ``most`` bytes of a request at most; to whoever sends more it answers 413 (RFC 9110)."""

    async def guarded(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
        elif _announced(dict(scope["headers"])) > most:
            await _refuse(send)
        else:
            request = _Request(receive, send, most)
            await application(scope, request.receive, request.send)
            if request.broken and not request.answered:
                await _refuse(send)

    return guarded


class _Request:
    """One request, whose bytes are counted; once there are too many, its sender is gone as far as anybody is told."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send = receive, send
        self._left = most
        self.broken = self.answered = False

    async def receive(self) -> Event:
        """The next piece of the request."""
        event = await self._receive()
        if event["type"] == "http.request":
            self._left -= len(event.get("body", b""))
            self.broken = self.broken or self._left < 0
        return {"type": "http.disconnect"} if self.broken else event

    async def send(self, event: Event) -> None:
        """The next piece of the answer."""
        self.answered = True
        await self._send(event)


def _announced(headers: dict[bytes, bytes]) -> int:
    told = headers.get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0


async def _refuse(send: Send) -> None:
    body = files("comity.web").joinpath("templates/413.html").read_bytes()
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(body)),
        "content-security-policy": CONTENT,
        "x-content-type-options": "nosniff",
    }
    told = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": _TOO_LARGE, "headers": told})
    await send({"type": "http.response.body", "body": body})
