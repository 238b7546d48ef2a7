"""Waiting for processes of the server, which end in their own time."""

import os
import time

from comity.web.work.kept import folders, is_alive


def until(happens, seconds=60):
    """Look again and again; a process cannot be waited for from here."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end
        os.sched_yield()


def followed(visitor, response):
    """Where a page leads, once all that was ordered is done; the file itself where the last page has one."""
    while response.status_code == 302:
        until(lambda: not any(map(is_alive, folders())))
        address = response.url
        response = visitor.client.get(address)
        if response.status_code == 200 and f"{address}file/" in response.content.decode(errors="replace"):
            response = visitor.client.get(f"{address}file/")
    return response
