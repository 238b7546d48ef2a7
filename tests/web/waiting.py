"""Waiting for processes of the server, which end in their own time."""

import fcntl
from contextlib import suppress

from comity.web.work.kept import folders


def ended(folder):
    """Wait until the process at work in a folder is gone: then the system lets go of its lock."""
    with suppress(FileNotFoundError), (folder / "alive").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)


def all_ended():
    """Wait until nobody is at work."""
    for folder in folders():
        ended(folder)


def followed(visitor, response):
    """Where a page leads, once all that was ordered is done; the file itself where the last page has one."""
    while response.status_code == 302:
        all_ended()
        address = response.url
        response = visitor.client.get(address)
        if response.status_code == 200 and f"{address}file/" in response.content.decode(errors="replace"):
            response = visitor.client.get(f"{address}file/")
    return response
