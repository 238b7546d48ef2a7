"""``python -m comity.config.export LOG -o record.zip``: a whole record as one file, for whoever runs the server."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from functools import partial

from comity.cli.terminal.output import write
from comity.config import command


def main(words: Sequence[str]) -> int:
    """Write the bundle of a record that is kept here. Returns the exit code: 0, or 2 after one sentence."""
    form = ArgumentParser("python -m comity.config.export", description=__doc__)
    form.add_argument("log", metavar="LOG")
    form.add_argument("-o", "--output", metavar="record.zip", required=True)
    asked = form.parse_args(words)
    return command.run(partial(_export, asked.log, asked.output))


def _export(log: str, file: str, _language: str) -> None:
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    write(registry.export(log), file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
