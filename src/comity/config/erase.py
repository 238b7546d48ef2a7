"""``python -m comity.config.erase LOG ACT``: what an act vouches for leaves the store without an act of any party.

For whoever runs the server and is ordered to, also after a consultation was closed. The record shows the part as withheld.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from functools import partial

from comity.cli.terminal.output import tell
from comity.config import command
from comity.core import queries
from comity.core.errors import Refused
from comity.locale import say


def main(words: Sequence[str]) -> int:
    """Erase the sealed part of act number ``ACT``. Returns the exit code: 0, or 2 after one sentence."""
    form = ArgumentParser("python -m comity.config.erase", description=__doc__)
    form.add_argument("log", metavar="LOG")
    form.add_argument("act", metavar="ACT", type=int)
    asked = form.parse_args(words)
    return command.run(partial(_erase, asked.log, asked.act))


def _erase(log: str, act: int, language: str) -> None:
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    found = [part.digest for part in queries.parts(registry.state(log)) if part.seq == act]
    if not found:
        raise Refused("part_of_no_act", seq=act)
    for digest in found:
        registry.erase(log, digest)
    tell(say(language, "erase.done", log=log, seq=act))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
