"""A process that appends to a record until it is stopped: ``python -m faults.writer PREFIX ACTS [JOURNAL SYNCHRONOUS]``.

It tells every acknowledged act on its output, one line each: ``act <party> <seq> <root>``; a refusal as ``no <code>``.
"""

import sys

import django
from django.db import connection

from comity import registry
from comity.core.errors import Refused
from registry.acts import LOG, admit, append


def write(prefix, acts):
    """Admit parties one after the other, and tell each only when it was acknowledged."""
    for n in range(acts):
        try:
            receipt = append(admit(f"{prefix}{n}", registry.head(LOG)))
            tell(f"act {prefix}{n} {receipt.seq} {registry.head(LOG, receipt.seq + 1).root}")
        except Refused as refusal:
            tell(f"no {refusal.code}")


def tell(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def settle(journal, synchronous):
    """Other settings than the house's, to see what they lose."""
    connection.settings_dict["OPTIONS"]["init_command"] = (
        f"PRAGMA journal_mode={journal}; PRAGMA synchronous={synchronous};"
    )


if __name__ == "__main__":
    django.setup()
    if sys.argv[3:]:
        settle(*sys.argv[3:])
    write(sys.argv[1], int(sys.argv[2]))
