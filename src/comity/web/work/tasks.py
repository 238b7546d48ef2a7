"""What a process at work does. The libraries of a format are loaded here, when that format is asked for."""

import logging
from importlib import import_module

import msgspec

from comity.core.errors import Unreadable
from comity.formats import html, rolling
from comity.formats.kinds import kind_of
from comity.formats.publication.values import Publication
from comity.web.work.orders import Print, Read, Task, Tell, Understand

_WRITERS = {
    "docx": "comity.formats.docx",
    "odt": "comity.formats.odt",
    "pdf": "comity.formats.pdf",
    "akn": "comity.formats.akn",
    "table-docx": "comity.formats.table.docx",
    "table-xlsx": "comity.formats.table.xlsx",
    "table-pdf": "comity.formats.table.pdf",
}
_STEPS = 7
_READERS = {"docx": "comity.formats.docx", "odt": "comity.formats.odt"}


def do(task: Task, tell: Tell) -> bytes:
    """The result of a task; ``tell`` is told what is being done. Raises what the formats raise."""
    match task:
        case Print():
            tell("writing", 0)
            _listen(tell)
            return _print(task.publication, task.format)
        case Read():
            tell("reading", 0)
            return msgspec.msgpack.encode(_read(task.data, task.name))
        case Understand():
            tell("understanding", 0)
            understand = import_module("comity.formats.upload").understand
            return msgspec.msgpack.encode(understand(task.upload, task.sent, task.own))


def _listen(tell: Tell) -> None:
    """Hand on what WeasyPrint logs of its way, seven steps that begin ``Step 3 - …``; other writers are quick."""
    heard = logging.getLogger("weasyprint.progress")
    heard.setLevel(logging.INFO)
    heard.addHandler(_Steps(tell))


class _Steps(logging.Handler):
    """Turns the steps that it hears of into percents."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Tell how far the writer is."""
        step = record.getMessage().removeprefix("Step ")[:1]
        if step.isdecimal():
            self._tell("writing", 100 * (int(step) - 1) // _STEPS)


def _print(publication: Publication, format: str) -> bytes:  # noqa: A002 - the word of the vocabulary
    if format in _WRITERS:
        written: bytes = import_module(_WRITERS[format]).write(publication)
        return written
    if format == "html":
        return html.write(publication, publication.letterhead.language).encode()
    return rolling.write(publication, markdown=format == "md").encode()


def _read(data: bytes, name: str) -> object:
    """The document in a file, whatever it is called."""
    kind = kind_of(data, name)
    if kind not in _READERS:
        raise Unreadable(name, "not_an_office_file", kind=kind)
    return import_module(_READERS[kind]).read(data, name)
