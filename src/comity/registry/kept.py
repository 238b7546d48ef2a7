"""Folded logs that this process keeps at hand, so that a request folds only what is new."""

from collections import OrderedDict
from threading import Lock

from comity.registry.folded import Folded


class Kept:
    """The logs used last, of at most ``most`` acts together (about 360 bytes an act); the newest stays in any case."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._logs: OrderedDict[str, Folded] = OrderedDict()
        self._lock = Lock()

    def get(self, log: str) -> Folded:
        """The log as folded so far; nothing of it if it is not kept."""
        with self._lock:
            if log in self._logs:
                self._logs.move_to_end(log)
            return self._logs.get(log) or Folded()

    def keep(self, log: str, folded: Folded) -> None:
        """Keep ``folded``, unless another thread has come further meanwhile."""
        with self._lock:
            held = self._logs.get(log)
            if held is None or held.size < folded.size:
                self._logs[log] = folded
            self._logs.move_to_end(log)
            while len(self._logs) > 1 and sum(held.size for held in self._logs.values()) > self._most:
                self._logs.popitem(last=False)

    def forget(self, log: str) -> None:
        """Drop a log; the next reader folds it from the store again."""
        with self._lock:
            self._logs.pop(log, None)

    def clear(self) -> None:
        """Drop every log."""
        with self._lock:
            self._logs.clear()


KEPT = Kept(most=500_000)
