"""How long tests wait for what must come, and a clock that goes as often as it is looked at."""

import os
import time

PATIENCE = 300
"""Seconds for what takes a moment on a quiet machine: nobody waits so long but where something is broken."""


def until(happens):
    """Look again and again until it has happened; what it gave. For what the system has no way to wait for."""
    end = time.monotonic() + PATIENCE
    while not (found := happens()):
        assert time.monotonic() < end
        os.sched_yield()
    return found


class Ticking:
    """Stands where a module has ``time``: a second goes by with each look at the clock, however long that took."""

    def __init__(self):
        self.now = 0

    def monotonic(self):
        """The seconds so far."""
        self.now += 1
        return self.now
