"""``python -m comity.config.export LOG -o record.zip``: a whole record as one file, for whoever runs the server."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

import django

from comity.cli.terminal.output import sentence, tell, write
from comity.core.errors import Refused, Unreadable
from comity.locale import reader_language

BAD_INPUT = 2


def main(words: Sequence[str]) -> int:
    """Write the bundle of a record that is kept here. Returns the exit code: 0, or 2 after one sentence."""
    form = ArgumentParser("python -m comity.config.export")
    form.add_argument("log")
    form.add_argument("-o", "--output", metavar="record.zip", required=True)
    asked = form.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    language = reader_language()
    try:
        django.setup()
        write(_bundle(asked.log), asked.output)
    except (Refused, Unreadable) as error:
        tell(sentence(error, language))
        return BAD_INPUT
    return 0


def _bundle(log: str) -> bytes:
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    return registry.export(log)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
