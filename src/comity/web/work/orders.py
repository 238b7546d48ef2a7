"""What may be ordered of another process, and what it answers: values that travel as bytes, and never as pickles.

A process that has opened a stranger's file may have been taken over by it; so what it hands back is decoded into the types
expected, and can be nothing else.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from comity.core.errors import Fact, Refused, Unreadable
from comity.formats.publication.values import Publication
from comity.formats.tracked.values import Tracked

Stage = Literal["waiting", "reading", "understanding", "writing"]
"""What a process is at; it waits while as many others as may work at once are at work."""

Tell = Callable[[Stage, int], None]
"""By which a task tells what it is at, and how far it is in percent; 0 where that is not known."""


class Print(Struct, frozen=True, tag="print"):
    """Write ``publication`` in a format of ``web.printing.FORMATS``."""

    publication: Publication
    format: str


class Read(Struct, frozen=True, tag="read"):
    """Read an uploaded file into a ``Tracked`` document."""

    data: bytes
    name: str


class Understand(Struct, frozen=True, tag="understand"):
    """Say what an uploaded document proposes, held against what was sent out; ``own`` are proposals it may restate."""

    upload: Tracked
    sent: Publication
    own: frozenset[str] = frozenset()


Task = Print | Read | Understand


class About(Struct, frozen=True):
    """For whom, on which text, and what the page has to know when the work is done (``facts``)."""

    account: int
    log: str
    text: str
    facts: Mapping[str, str] = {}


class Limits(Struct, frozen=True):
    """``memory`` in bytes of address space, ``seconds`` of processor time."""

    memory: int = 2 * 1024**3
    seconds: int = 180


class Order(Struct, frozen=True):
    """A task and its limits, as the process finds them."""

    task: Task
    limits: Limits


class Failure(Struct, frozen=True):
    """Why there is no result: a ``Refused`` or, with a place, an ``Unreadable``."""

    code: str
    facts: Mapping[str, Fact] = {}
    where: str | None = None

    def error(self) -> Refused | Unreadable:
        """The error that the process met."""
        if self.where is None:
            return Refused(self.code, **self.facts)
        return Unreadable(self.where, self.code, **self.facts)
