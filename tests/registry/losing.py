"""Stores that lost what their host had signed, and what the doors say then."""

import pytest
from django.db import connection

from comity.core.errors import Refused
from comity.registry import store
from comity.registry.kept import KEPT
from registry.acts import LOG


def put_back(size, signed, log=LOG):
    """The store as it was at ``size`` acts, when its checkpoint was ``signed``, and a server that was started again."""
    with store.hold(log):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM registry_entry WHERE log_id = %s AND seq >= %s", (log, size))
            cursor.execute("DELETE FROM registry_cosignature WHERE log_id = %s AND size > %s", (log, size))
        store.keep_checkpoint(log, signed)
    KEPT.clear()


def refused(work):
    """The code and the facts with which ``work`` is refused."""
    with pytest.raises(Refused) as refusal:
        work()
    return refusal.value.code, refusal.value.facts
