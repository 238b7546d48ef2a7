"""A sheaf: several statements in one text, each on a line of its own, followed by the lines by which it is signed.

So acts that wait for a signature leave a page in one file, are signed elsewhere in one go, and come back in one file. A
statement is JSON on one line and begins with a brace, which no line of a signature does.
"""

from collections.abc import Iterable

from msgspec import Struct

from comity.core.errors import Unreadable
from comity.record import written


class Sheet(Struct, frozen=True):
    """A statement, as its bytes, and the lines by which it is signed, as far as it is."""

    statement: bytes
    sigs: tuple[str, ...] = ()


def write(sheets: Iterable[Sheet]) -> str:
    """The sheaf of sheets, each line ended."""
    return "".join(f"{line}\n" for each in sheets for line in (each.statement.decode(), *each.sigs))


def read(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a sheaf; what their lines are worth is for others to judge.

    Ends of lines, and an encoding of 16 bits, that a shell of Windows wrote are taken as they are. ``Unreadable``
    (``sheaf_malformed``) for what is no such text: no statement at all, or signatures before the first.
    """
    try:
        text = written.text(data)
    except UnicodeDecodeError:
        raise Unreadable("sheaf", "sheaf_malformed") from None
    sheets: list[Sheet] = []
    for line in filter(None, (each.removesuffix("\r") for each in text.split("\n"))):
        if line.startswith("{"):
            sheets.append(Sheet(line.encode()))
        elif sheets:
            sheets[-1] = Sheet(sheets[-1].statement, (*sheets[-1].sigs, line))
        else:
            raise Unreadable("sheaf", "sheaf_malformed")
    if not sheets:
        raise Unreadable("sheaf", "sheaf_malformed")
    return tuple(sheets)
