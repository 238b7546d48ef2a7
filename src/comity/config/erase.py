"""``python -m comity.config.erase LOG ACT``: what an act vouches for leaves the store without an act of any party.

For whoever runs the server and is ordered to, also after a consultation was closed. The record shows the part as withheld.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

import django

from comity.cli.terminal.output import sentence, tell
from comity.core import queries
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language, say

BAD_INPUT = 2


def main(words: Sequence[str]) -> int:
    """Erase the sealed part of act number ``ACT``. Returns the exit code: 0, or 2 after one sentence."""
    form = ArgumentParser("python -m comity.config.erase")
    form.add_argument("log")
    form.add_argument("act", type=int)
    asked = form.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    language = reader_language()
    try:
        django.setup()
        _erase(asked.log, asked.act)
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return BAD_INPUT
    tell(say(language, "erase.done", log=asked.log, seq=asked.act))
    return 0


def _erase(log: str, act: int) -> None:
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    found = [part.digest for part in queries.parts(registry.state(log)) if part.seq == act]
    if not found:
        raise Refused("part_of_no_act", seq=act)
    for digest in found:
        registry.erase(log, digest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
