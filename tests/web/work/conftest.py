"""Holding up those at work for as long as a test likes."""

from contextlib import ExitStack

import pytest

from comity.web.work.kept import root
from comity.web.work.limits import AT_ONCE, place


@pytest.fixture
def places():
    """All places of those at work are taken, until they are let go: what is ordered waits till then."""
    root().mkdir(parents=True, exist_ok=True)
    with ExitStack() as taken:
        for _ in range(AT_ONCE):
            taken.enter_context(place(root() / "places"))
        yield taken
