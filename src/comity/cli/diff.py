"""``comity diff``: what changed between two versions of a document, as a redline and as sentences."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from comity.cli.terminal import intake
from comity.cli.terminal.output import suffix, write
from comity.cli.terminal.parser import Grammar
from comity.formats import comparison
from comity.formats.comparison.plain import COLOURED
from comity.formats.redline import PLAIN

FORMATS = ("text", "html")
WRITTEN = (".txt", ".md", ".html")


def arguments(grammar: Grammar) -> None:
    """Two versions of one document."""
    grammar.argument("old", metavar="OLD", key="argument.old")
    grammar.argument("new", metavar="NEW", key="argument.new")
    grammar.argument("--format", choices=FORMATS, key="argument.format")
    grammar.argument("-o", "--output", metavar="OUT", key="diff.output")


def run(options: Namespace) -> int:
    """Write the comparison; as with ``diff``, the answer 1 says that the versions differ."""
    kind = suffix(options.output, WRITTEN)
    intake.refuse_conflicts((options.old, options.new), options.output)
    found = comparison.compare(intake.document(options.old), intake.document(options.new))
    if options.format == "html" or (options.format is None and kind == ".html"):
        title = " → ".join(Path(name).stem for name in (options.old, options.new))
        write(comparison.html.write(found, options.language, title), options.output)
    else:
        marks = COLOURED if _in_colour(options.output) else PLAIN
        write(comparison.plain.write(found, options.language, marks), options.output)
    return 0 if found.same else 1


def _in_colour(output: str | None) -> bool:
    """Colour is for a terminal, and only where nobody asked for none (no-color.org)."""
    return not output and sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
