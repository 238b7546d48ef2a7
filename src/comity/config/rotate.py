"""``python -m comity.config.rotate``: a new host key, announced under the old one; the server is stopped meanwhile."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from django.conf import settings

from comity.cli.terminal.output import tell, write
from comity.config import command, secret
from comity.locale import say


def main(words: Sequence[str]) -> int:
    """Pass the host's key on, and print the new key of every log as parties keep it. Returns the exit code: 0, or 2 after one sentence."""
    ArgumentParser("python -m comity.config.rotate", description=__doc__).parse_args(words)
    return command.run(_rotate)


def _rotate(language: str) -> None:
    """Announce first and only then put the new key in the place of the old: a power cut between leaves the old one in use."""
    from comity.registry.rotation import announce  # noqa: PLC0415 - its tables are known only once Django is set up

    following = secret.next_host_key(settings.COMITY_DATA)
    announced = announce(bytes.fromhex(following))
    secret.replace_host_key(settings.COMITY_DATA)
    write("".join(f"{each.new}\n" for each in announced))
    tell(say(language, "rotate.done"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
