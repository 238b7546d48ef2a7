"""Folded logs that this process keeps at hand, so that a request folds only what is new."""

import gc
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from threading import Lock

from comity.registry.folded import Folded

MARK = 50
"""Acts from one earlier state that is kept to the next: so many are folded at most to see the record as of any act."""

LONG = 5_000
"""Acts folded at once after which the process settles."""

PER_BYTE = 2
"""Bytes that a folded log takes in memory for each byte of its leaves, earlier states included (1.8 as measured)."""


class _Log:
    """One log as folded so far, and as it was at every ``MARK`` acts; what did not change they hold in common."""

    def __init__(self) -> None:
        self.newest = Folded()
        self.marks: list[Folded] = []

    def keep(self, folded: Folded) -> None:
        if folded.size > self.newest.size:
            self.newest = folded
        if folded.size >= MARK + (self.marks[-1].size if self.marks else 0):
            self.marks.append(folded)

    def before(self, size: int) -> Folded:
        at = bisect_right(self.marks, size, key=lambda mark: mark.size)
        return self.marks[at - 1] if at else Folded()


class Kept:
    """The logs used last, of at most ``most`` bytes together; the newest stays in any case."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._logs: OrderedDict[str, _Log] = OrderedDict()
        self._lock = Lock()

    def get(self, log: str) -> Folded:
        """The log as folded so far; nothing of it if it is not kept."""
        with self._lock:
            if log in self._logs:
                self._logs.move_to_end(log)
                return self._logs[log].newest
            return Folded()

    def before(self, log: str, size: int) -> Folded:
        """The largest state kept of the log with ``size`` acts or fewer."""
        with self._lock:
            return self._logs[log].before(size) if log in self._logs else Folded()

    def keep(self, log: str, *folded: Folded) -> None:
        """Keep the log as folded so far, after earlier states of it, unless another thread has come further meanwhile."""
        with self._lock:
            held = self._logs.setdefault(log, _Log())
            for each in folded:
                held.keep(each)
            self._logs.move_to_end(log)
            while len(self._logs) > 1 and sum(self._weights()) > self._most:
                self._logs.popitem(last=False)

    def forget(self, log: str) -> None:
        """Drop a log; the next reader folds it from the store again."""
        with self._lock:
            self._logs.pop(log, None)

    def clear(self) -> None:
        """Drop every log."""
        with self._lock:
            self._logs.clear()

    def _weights(self) -> Iterator[int]:
        return (held.newest.weight * PER_BYTE for held in self._logs.values())


def marked(growth: Iterable[Folded]) -> list[Folded]:
    """Of a log that grows, at least one step: the states at every ``MARK`` acts, and last the one it came to.

    After every ``LONG`` steps the process settles.
    """
    marks = []
    for step, folded in enumerate(growth):
        if folded.size % MARK == 0:
            marks.append(folded)
        if step % LONG == LONG - 1:
            _settle()
    return [*marks, folded]


def _settle() -> None:
    """Take what was just folded out of the sight of the garbage collector, which would look at all of it again and again.

    Only what is young is collected first, by whose rubbish the process could grow: a look at everything costs as much as the fold.
    """
    gc.collect(1)
    gc.freeze()


KEPT = Kept(most=512 * 1024**2)
