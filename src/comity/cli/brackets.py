"""``comity brackets``: how much of a draft is not agreed, and which of its brackets do not balance."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import islice

from comity.cli.terminal import intake
from comity.cli.terminal.output import write
from comity.cli.terminal.parser import Grammar
from comity.core.wording.brackets import Bracket, Brackets, brackets, walk, written
from comity.formats import text
from comity.locale import number, say

_LISTED = 200
"""Lines of one kind that are listed; real drafts have fewer, and nobody reads more."""

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
        yield f"{number(language, getattr(counts, name)):>7}  {say(language, f'brackets.{name}')}"
    faults = (say(language, f"brackets.{fault.fault}", line=fault.line, mark=fault.mark) for fault in found.unbalanced)
    notes = [node for node in walk(found.nodes) if isinstance(node, Bracket) and node.kind == "note"]
    placed = (say(language, "brackets.note", line=note.line, note=_short(written((note,)))) for note in notes)
    yield from _listed("unbalanced", faults, len(found.unbalanced), language)
    yield from _listed("placement", placed, len(notes), language)


def _listed(key: str, sentences: Iterable[str], count: int, language: str) -> Iterator[str]:
    """How many there are, and the first of them."""
    if count:
        yield ""
        yield say(language, f"brackets.{key}", n=count)
        yield from (f"  {sentence}" for sentence in islice(sentences, _LISTED))
    if count > _LISTED:
        yield "  " + say(language, "brackets.more", n=count - _LISTED)


def _short(note: str) -> str:
    words = " ".join(note.split())
    return words if len(words) <= _NOTE_WIDTH else words[: _NOTE_WIDTH - 1].rstrip() + "…"
