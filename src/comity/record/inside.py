"""The verifier inside a bundle: what ``python3 record.zip`` runs, with the standard library alone."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from comity.core.errors import Unreadable
from comity.locale import LANGUAGES, reader_language, say
from comity.record import findings, heads
from comity.record.verify import verify

UNSOUND = 1
BAD_INPUT = 2


def main(path: str, words: Sequence[str]) -> int:
    """Verify the bundle at ``path``, from which this very program comes, and say so. 0: sound; 1: not; 2: bad input."""
    form = ArgumentParser("record.zip", epilog=say(reader_language(), "verify.suspect"))
    form.add_argument("--trust", metavar="keys.txt", help=say(reader_language(), "verify.inside.trust"))
    form.add_argument("--language", choices=LANGUAGES, default=reader_language())
    asked = form.parse_args(words)
    try:
        trust = heads.read_keys(_content(asked.trust)) if asked.trust else ()
        report = verify(_content(path), trust)
    except Unreadable as error:
        _tell(say(asked.language, f"unreadable.{error.why}", **{**error.facts, "where": error.where}))
        return BAD_INPUT
    _tell(*findings.lines(report, asked.language), say(asked.language, "verify.suspect"))
    return 0 if report.sound else UNSOUND


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(name, "not_read", reason=error.strerror or "") from None


def _tell(*lines: str) -> None:
    """Say it in UTF-8, whatever the terminal is set to: names are written in many alphabets."""
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode(errors="replace"))
    sys.stdout.buffer.flush()
