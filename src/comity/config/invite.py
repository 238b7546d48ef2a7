"""``python -m comity.config.invite LOG PARTY``: a way in for a party whose people have none, or have lost it.

In the pages the secretariat lets the first person of a party in and a delegation its own. Whoever runs the server is asked
where nobody of a party can sign in any more.
"""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from urllib.parse import urlsplit

import django

from comity.cli.terminal.output import sentence, tell, write
from comity.core.errors import Refused
from comity.locale import reader_language

BAD_INPUT = 2


def main(words: Sequence[str]) -> int:
    """Print a link for a seat of the party. Returns the exit code: 0, or 2 after one sentence."""
    form = ArgumentParser("python -m comity.config.invite", description="A sign-in link for a seat of a party.")
    form.add_argument("log")
    form.add_argument("party", help="the code of the party")
    form.add_argument("--new", action="store_true", help="a seat of its own, where others are held already")
    form.add_argument("--address", type=address, default=address(), help="where people reach this server")
    asked = form.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    language = reader_language()
    try:
        django.setup()
        write(f"{asked.address}{_link(asked.log, asked.party, new=asked.new)}\n")
    except Refused as refused:
        tell(sentence(refused, language))
        return BAD_INPUT
    return 0


def _link(log: str, party: str, *, new: bool) -> str:
    """The path that lets somebody in once, at the party's first seat that somebody holds or at a ``new`` one."""
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up
    from comity.people import delegation  # noqa: PLC0415

    if party not in registry.state(log).parties:
        raise Refused("party_unknown", party=party)
    held = delegation.seated(log, party)
    if held and not new:
        return path(delegation.renew(log, held[0].seat).token)
    return path(delegation.invite(log, party, "", reader_language(), registry.seats(log, party)).token)


def path(token: str) -> str:
    """The path of the link that lets in by ``token``."""
    from django.urls import reverse  # noqa: PLC0415 - its pages are known only once Django is set up

    return reverse("sign-in-link", args=(token,))


def address(given: str = "") -> str:
    """Where people reach this server: as given, or by the first of its names (``COMITY_HOSTS``); without a slash at the end."""
    names = [name.strip() for name in os.environ.get("COMITY_HOSTS", "").split(",") if name.strip()]
    scheme = "https" if os.environ.get("COMITY_HTTPS") == "1" else "http"
    here = f"{scheme}://{names[0]}" if names else f"http://127.0.0.1:{os.environ.get('COMITY_PORT') or 8000}"
    found = urlsplit(given or here)
    if found.scheme not in {"http", "https"} or not found.netloc:
        raise ArgumentTypeError(given)
    return (given or here).rstrip("/")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
