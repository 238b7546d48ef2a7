"""The comparative table as plain text: a block for each provision."""

from collections.abc import Iterable, Iterator

from comity.formats.redline import marked
from comity.formats.structure import told
from comity.formats.table.entries import Entry, Row, Run
from comity.locale import say


def write(groups: Iterable[Entry | Run], language: str) -> str:
    """The table; blocks are separated by an empty line."""
    return "\n\n".join("\n".join(_block(group, language)) for group in groups) + "\n"


def _block(group: Entry | Run, language: str) -> Iterator[str]:
    """The number, where there is one; the base; then each party's codes and what they ask for, a line each."""
    if isinstance(group, Run):
        yield untouched(group, language)
        return
    if group.provision:
        yield say(language, "table.entry", provision=group.provision.rstrip("."))
    yield f"  {say(language, 'table.base')}: {group.base or say(language, 'table.new')}"
    for row in group.rows:
        yield f"  {', '.join(row.sponsors)}: {_asked(group, row, language)}"


def _asked(entry: Entry, row: Row, language: str) -> str:
    if row.wording and entry.base:
        return marked(entry.base, row.wording)
    return row.wording or said(row, language)


def said(row: Row, language: str) -> str:
    """What a row without wording asks for."""
    return told(row.remark, language) if row.remark else say(language, "table.delete")


def untouched(run: Run, language: str) -> str:
    """The line that stands for a run of provisions."""
    return say(language, "table.untouched", n=run.count, first=run.first, last=run.last)
