"""The files of the worked consultations: acts in the order they happened, as a person writes them down."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

CONSULTATIONS = ("iis-2020", "iis-2022", "anzus-1951")
"""Their names, in the order in which they are shown; each is the log's id and the folder of its files."""

Row = dict[str, Any]
"""One ``[[act]]`` as written: ``at`` (an instant with its zone), ``actor``, ``kind`` and the fields of that kind."""

# A wording may hold the no-break space of grouped thousands, so only the white space of layout is folded.
_LAYOUT = re.compile(r"[ \t\r\n]+")


def rows(name: str) -> Iterator[Row]:
    """Every act of a consultation, file by file in the order of their names.

    Line breaks in the files are layout: they read as spaces. A ``note`` in several languages becomes one note, a line
    for each.
    """
    folder = files(__package__) / name
    for file in sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name):
        for row in tomllib.loads(file.read_text("utf-8"))["act"]:
            yield _with_note(_laid_out(row))


def _laid_out(value: Any) -> Any:
    if isinstance(value, str):
        return _LAYOUT.sub(" ", value).strip()
    if isinstance(value, list):
        return [_laid_out(each) for each in value]
    if isinstance(value, dict):
        return {key: _laid_out(each) for key, each in value.items()}
    return value


def _with_note(row: Row) -> Row:
    note = row.get("note")
    return {**row, "note": "\n".join(note.values())} if isinstance(note, dict) else row
