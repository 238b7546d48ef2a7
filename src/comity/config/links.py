"""The sign-in links of the demonstration: as a table for the terminal, as a file for programs."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from comity.core.state import Names
from comity.locale import say


class Link(Struct, frozen=True):
    """A seat that one may take, and the address that leads there.

    ``title`` is the consultation's; ``part`` is ``chair``, ``secretariat`` or the kind of the party; ``names`` are the
    party's.
    """

    log: str
    title: Names
    seat: str
    part: str
    names: Names
    address: str


def table(links: Sequence[Link], language: str) -> str:
    """The links by consultation: part, seat, party, address."""
    return "\n".join(_lines(links, language))


def keep(links: Sequence[Link], path: Path) -> None:
    """Write one line a link (log, seat, part, address, separated by tabs); only the owner of ``path`` can read it."""
    path.touch(mode=0o600)
    path.write_text("".join(f"{link.log}\t{link.seat}\t{link.part}\t{link.address}\n" for link in links), "utf-8")


def _lines(links: Sequence[Link], language: str) -> Iterator[str]:
    width = max(len(_word(link.names, language)) for link in links) + 2
    for _, group in groupby(links, key=lambda link: link.log):
        seats = tuple(group)
        yield f"\n{_word(seats[0].title, language)}"
        for link in seats:
            part = say(language, f"serve.part.{link.part}")
            yield f"  {part:<15}{link.seat:<10}{_word(link.names, language):<{width}}{link.address}"


def _word(names: Names, language: str) -> str:
    return names.get(language) or next(iter(names.values()))
