"""``python -m comity.config.invite LOG PARTY``: a way in for a party whose people have none, or have lost it.

In the pages the secretariat lets the first person of a party in and a delegation its own. Whoever runs the server is asked
where nobody of a party can sign in any more.
"""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings

from comity.cli.terminal.output import write
from comity.config import command
from comity.core.errors import Refused


def main(words: Sequence[str]) -> int:
    """Print a link for a seat of the party. Returns the exit code: 0, or 2 after one sentence."""
    form = ArgumentParser("python -m comity.config.invite", description=__doc__)
    form.add_argument("log", metavar="LOG")
    form.add_argument("party", metavar="PARTY", help="the code of the party")
    form.add_argument("--new", action="store_true", help="a seat of its own, where others are held already")
    form.add_argument("--address", type=address, help="where people reach this server")
    return command.run(partial(_invite, form.parse_args(words)))


def _invite(asked: Namespace, language: str) -> None:
    """Let somebody in once, at the party's first seat that somebody holds or at a new one."""
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up
    from comity.people import delegation  # noqa: PLC0415 - as above

    log, party = asked.log, asked.party
    if party not in registry.state(log).parties:
        raise Refused("party_unknown", party=party)
    held = delegation.seated(log, party)
    if held and not asked.new:
        found = delegation.renew(log, held[0].seat)
    else:
        found = delegation.invite(log, party, "", language, registry.seats(log, party))
    write(f"{link(found.token, asked.address)}\n")


def link(token: str, address: str | None) -> str:
    """The address that lets in by ``token``, of this server as people reach it: by ``address``, or as its settings say."""
    from django.urls import reverse  # noqa: PLC0415 - its pages are known only once Django is set up

    return f"{address or settings.COMITY_ADDRESS}{reverse('sign-in-link', args=(token,))}"


def address(given: str) -> str:
    """An address as it was given, without a slash at its end. ``ArgumentTypeError`` where it is none of the web."""
    found = urlsplit(given)
    if found.scheme not in {"http", "https"} or not found.netloc:
        raise ArgumentTypeError(f"{given} - an address is asked for, as in https://talks.example")
    return given.rstrip("/")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
