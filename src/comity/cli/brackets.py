"""``comity brackets``: how much of a draft is not agreed, and which of its brackets do not balance."""

from argparse import Namespace
from collections.abc import Iterator

from comity.cli.terminal import intake
from comity.cli.terminal.output import write
from comity.cli.terminal.parser import Grammar
from comity.core.wording.brackets import Bracket, Brackets, brackets, walk, written
from comity.formats import text
from comity.locale import say

_GROUPING = {"en": ",", "ru": "\u00a0"}

_NOTE_WIDTH = 72
"""Characters of a placement note that are shown."""


def arguments(grammar: Grammar) -> None:
    """One file."""
    grammar.argument("file", metavar="FILE", key="argument.file")


def run(options: Namespace) -> int:
    """Print the counts; the answer is "no" (1) where brackets do not balance."""
    found = brackets(text.decode(intake.content(options.file), options.file))
    write("".join(f"{line}\n" for line in _report(found, options.language)))
    return 1 if found.unbalanced else 0


def _report(found: Brackets, language: str) -> Iterator[str]:
    counts = found.counts
    for name in ("opening", "closing", "pairs", "crossing", "depth", "adjacent", "options", "notes", "markup"):
        number = f"{getattr(counts, name):,}".replace(",", _GROUPING[language])
        yield f"{number:>7}  {say(language, f'brackets.{name}')}"
    if found.unbalanced:
        yield ""
        yield say(language, "brackets.unbalanced", n=len(found.unbalanced))
        for fault in found.unbalanced:
            yield "  " + say(language, f"brackets.{fault.fault}", line=fault.line, mark=fault.mark)
    notes = [node for node in walk(found.nodes) if isinstance(node, Bracket) and node.kind == "note"]
    if notes:
        yield ""
        yield say(language, "brackets.placement", n=len(notes))
        for note in notes:
            yield "  " + say(language, "brackets.note", line=note.line, note=_short(written((note,))))


def _short(note: str) -> str:
    words = " ".join(note.split())
    return words if len(words) <= _NOTE_WIDTH else words[: _NOTE_WIDTH - 1].rstrip() + "…"
