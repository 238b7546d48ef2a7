"""A comparison as text: what it amounts to, then section by section every change as a redline and as sentences."""

from collections.abc import Iterator

from comity.formats.comparison.changes import Change, Comparison, Section, runs
from comity.formats.comparison.told import amounts, kind, said, titled, told
from comity.formats.redline import PLAIN, Marks, spans, written
from comity.locale import say

COLOURED = ("\x1b[31;9m", "\x1b[0m", "\x1b[32;4m", "\x1b[0m")
"""Marks for a terminal: struck through in red, underlined in green."""


def write(comparison: Comparison, language: str, marks: Marks = PLAIN) -> str:
    """The comparison in ``language``; of what is kept only how much it is."""
    changed = [section for section in comparison.sections if section.count("kept") < len(section.changes)]
    lines = [*told(comparison, language)]
    if len(changed) > 1:
        lines += ["", *(f"  {titled(section, language)}: {amounts(section, language)}" for section in changed)]
    for section in changed:
        lines += ["", "", *_section(section, language, marks)]
    return "\n".join(lines) + "\n"


def _section(section: Section, language: str, marks: Marks) -> Iterator[str]:
    title = titled(section, language)
    yield title
    yield "=" * len(title)
    for group in runs(section.body):
        yield ""
        if isinstance(group, Change):
            yield from _change(group, language, marks)
        else:
            yield "  " + say(language, "diff.run", n=len(group))


def _change(change: Change, language: str, marks: Marks) -> Iterator[str]:
    """What became of a provision, its redline, and a sentence for each change."""
    yield kind(change, language)
    yield from (f"    {line}" for line in _redline(change, marks))
    for sentence in said(change, language):
        yield f"  • {sentence}"


def _redline(change: Change, marks: Marks) -> Iterator[str]:
    """The redline; of what is rewritten whole, the old and the new words on a line each."""
    redline = list(spans(change.before, change.after))
    if all(span.kind != "kept" for span in redline):
        yield from (written([span], marks) for span in redline)
    else:
        yield written(redline, marks)
