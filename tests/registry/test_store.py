"""A query is answered alike whether somebody looks on or not, and fails alike."""

import asyncio

import pytest
from django.core.exceptions import SynchronousOnlyOperation
from django.db import ProgrammingError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.db.utils import OperationalError
from django.test.utils import CaptureQueriesContext

from comity.registry.store import queried

SUM = "SELECT 1 + %s"
NONE = "SELECT nothing FROM registry_nowhere"
pytestmark = pytest.mark.django_db


@pytest.fixture(params=["unseen", "counted", "wrapped"])
def watch(request):
    """What the database was asked while somebody looked on; nothing where nobody does."""
    asked = []

    def wrapped(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    if request.param == "unseen":
        yield lambda: None
    elif request.param == "wrapped":
        with connection.execute_wrapper(wrapped):
            yield lambda: len(asked)
    else:
        with CaptureQueriesContext(connection) as counted:
            yield lambda: len(counted)


def test_a_query_is_answered_and_counted_once(watch):
    assert [tuple(row) for row in queried(SUM, (2,))] == [(3,)]
    assert watch() in {None, 1}


@pytest.mark.usefixtures("watch")
def test_a_failure_is_the_one_that_django_knows():
    with pytest.raises((ProgrammingError, OperationalError)), transaction.atomic():
        queried(NONE)


@pytest.mark.usefixtures("watch")
def test_nothing_is_asked_in_a_transaction_that_has_failed():
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            queried(SUM, (2,))


@pytest.mark.usefixtures("watch")
def test_nothing_is_asked_where_others_would_have_to_wait():
    async def ask():
        return queried(SUM, (2,))

    with pytest.raises(SynchronousOnlyOperation):
        asyncio.run(ask())


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("watch")
def test_a_connection_that_was_closed_is_opened_again():
    connection.close()
    assert [tuple(row) for row in queried(SUM, (2,))] == [(3,)]
