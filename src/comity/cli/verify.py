"""``comity verify``: whether a record is what it says to be, offline, whoever handed it over."""

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from comity.cli.terminal import intake
from comity.cli.terminal.authorities import judge
from comity.cli.terminal.curves import curves
from comity.cli.terminal.output import write
from comity.cli.terminal.parser import Grammar
from comity.core.errors import Unreadable
from comity.record import findings, heads
from comity.record.archive import LARGEST
from comity.record.report import Report
from comity.record.verify import verify

UNSOUND = 1
_MEGABYTE = 1_000_000
_SAID = {"too_large": "bundle_too_large"}
"""What is advised for documents is no advice for a record."""


def arguments(grammar: Grammar) -> None:
    """A bundle, the keys that the reader trusts, and the certificates of time-stamping authorities."""
    grammar.argument("bundle", metavar="RECORD", key="verify.bundle")
    grammar.argument("--trust", metavar="KEYS", key="verify.trust")
    grammar.argument("--authorities", metavar="CERTIFICATES", key="verify.authorities")
    grammar.argument("--json", action="store_true", key="verify.json")


def run(options: Namespace) -> int:
    """Say what was found; the answer 1 says that the record is not what it says to be."""
    files = (options.bundle, options.trust, options.authorities)
    intake.refuse_conflicts([name for name in files if name], None)
    with _file(options.trust):
        trust = heads.read_keys(intake.content(options.trust)) if options.trust else ()
    with _file(options.authorities):
        authorities = judge(intake.content(options.authorities)) if options.authorities else None
    with _file(options.bundle):
        report = verify(intake.content(options.bundle, LARGEST // _MEGABYTE), trust, curves(), authorities)
    told = tuple(findings.lines(report, options.language))
    write(_json(report, told) if options.json else "".join(f"{line}\n" for line in told))
    return 0 if report.sound else UNSOUND


@contextmanager
def _file(name: str) -> Iterator[None]:
    """What cannot be read in here is the file of this name."""
    try:
        yield
    except Unreadable as error:
        raise Unreadable(name, _SAID.get(error.why, error.why), **error.facts) from None
    except MemoryError:
        raise Unreadable(name, "bundle_memory") from None


def _json(report: Report, told: Sequence[str]) -> str:
    """The report for programs: its fields, and the lines that a person would read."""
    found = {"sound": report.sound, **msgspec.to_builtins(report), "lines": list(told)}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
