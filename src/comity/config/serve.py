"""``make run``: the worked consultations at a local address, with a sign-in link for every role."""

import contextlib
import os
import signal
import socket
import sys
from collections.abc import Iterator

import django
import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError

from comity.cli.terminal.output import sentence, tell
from comity.config import links
from comity.config.command import BAD_INPUT
from comity.core.errors import Refused
from comity.locale import reader_language, say

HOST = "127.0.0.1"
"""The demonstration lets in whoever can reach it, so nobody but this machine can."""

_LAST = 65_535


def main() -> int:
    """Prepare the demonstration, tell its links, and serve until Ctrl-C. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    os.environ["COMITY_DEMONSTRATION"] = "1"
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started deaf to it
    language = reader_language()
    try:
        return _serve(language)
    except (OSError, DatabaseError) as error:
        return _sorry(say(language, "serve.no_store", why=str(error)))
    except Refused as refused:
        return _sorry(sentence(refused, language))


def _serve(language: str) -> int:
    django.setup()
    call_command("migrate", verbosity=0)
    listening = listen(settings.COMITY_PORT)
    if listening is None:
        return _sorry(say(language, "serve.no_port", port=settings.COMITY_PORT))
    with listening, contextlib.suppress(KeyboardInterrupt):
        told = opening(listening.getsockname()[1], language)
        for each in behind(language):
            tell(each)
        sys.stdout.write(told + "\n")
        sys.stdout.flush()
        config = uvicorn.Config("comity.config.asgi:application", log_level="warning", proxy_headers=False)
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def listen(port: str) -> socket.socket | None:
    """A socket that listens on ``port`` or on the next free one of a hundred (``0``: on any); none if there is none."""
    for candidate in _candidates(port):
        # The protocol is named, since asyncio sends small answers at once (TCP_NODELAY) only where it knows it is TCP.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
            listening.listen(128)
        except OSError:
            listening.close()
        else:
            return listening
    return None


def opening(port: int, language: str) -> str:
    """Prepare the demonstration; what its host reads. The links stand in ``COMITY_DATA/demonstration-links.txt`` too."""
    from comity.config.demonstration import prepare  # noqa: PLC0415 - its tables are known only once Django is set up

    address = f"http://{HOST}:{port}"
    found = prepare(address)
    kept = settings.COMITY_DATA / "demonstration-links.txt"
    links.keep(found, kept)
    moved = settings.COMITY_PORT not in {"0", str(port)}
    taken = [say(language, "serve.port_taken", port=settings.COMITY_PORT)] if moved else []
    told = say(language, "serve.demonstration", file=str(kept))
    return "\n".join((*taken, told, links.table(found, language), "", say(language, "serve.open", address=address)))


def behind(language: str) -> Iterator[str]:
    """Which records cannot be continued: here, unlike elsewhere, they may be thrown away, but nobody wonders why they are closed."""
    from comity.config import start  # noqa: PLC0415 - as above

    return (sentence(each, language) for each in start.behind())


def _candidates(port: str) -> range:
    first = int(port) if port.isdecimal() else _LAST + 1
    return range(first, min(first + 100, _LAST + 1)) if first else range(1)


def _sorry(why: str) -> int:
    tell(why)
    return BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
