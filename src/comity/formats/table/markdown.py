"""The comparative table in Markdown: a row for each wording, what goes and what comes in ``<del>`` and ``<ins>``."""

import re
from collections.abc import Iterable, Iterator

from comity.formats.redline import marked
from comity.formats.table.entries import Entry, Run
from comity.formats.table.plain import said, untouched
from comity.locale import say

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]")
_MARKS = ("<del>", "</del>", "<ins>", "</ins>")


def write(groups: Iterable[Entry | Run], language: str) -> str:
    """One table with four columns."""
    columns = (say(language, f"table.{name}") for name in ("provision", "base", "sponsors", "wording"))
    return "\n".join((_row(*columns), "|---|---|---|---|", *_rows(groups, language))) + "\n"


def _rows(groups: Iterable[Entry | Run], language: str) -> Iterator[str]:
    for group in groups:
        if isinstance(group, Run):
            yield _row("", _escaped(untouched(group, language)), "", "")
            continue
        named = (_escaped(group.provision), _escaped(group.base) or f"*{say(language, 'table.new')}*")
        for row in group.rows:
            wording = (
                marked(group.base, row.wording, _MARKS, _escaped)
                if row.wording
                else f"*{_escaped(said(row, language))}*"
            )
            yield _row(*named, ", ".join(row.sponsors), wording)
            named = ("", "")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(words: str) -> str:
    """Words that Markdown shall not take for its own."""
    return _SPECIAL.sub(r"\\\g<0>", words)
