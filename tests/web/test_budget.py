"""What a page may cost: questions to the database, and bytes on the wire."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity import registry, worked
from comity.core.acts import encode
from comity.people import seats
from comity.people.models import Account
from comity.record.leaf import leaf
from web.conftest import Visitor

READING = {
    "": 5,
    "?view=clean": 5,
    "table/": 5,
    "matrix/": 5,
    "compare/": 5,
    "p/p1/": 5,
    "p/p2/propose/": 5,
    "issue/": 5,
    "download/": 5,
    "upload/": 5,
    "room/": 6,
    "/c/water-2026/": 9,
    "/c/water-2026/record/": 9,
    "/": 9,
}
"""Session, account, seat, record, and what continues it; the record's own acts, the visit, and the rooms, where a page shows them."""


@pytest.mark.parametrize(("path", "number"), READING.items())
@pytest.mark.parametrize("proposals", [1, 4])
def test_a_page_asks_the_database_as_often_for_many_proposals_as_for_one(held, come, path, number, proposals):
    for n in range(1, proposals):
        held.reword("RUS/1", f"p{n}", f"The Parties agree on {n}.")
    visitor = come("member")
    visitor.get(path)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(path)
    assert len(asked) == number, [each["sql"] for each in asked]


@pytest.mark.django_db
def test_the_text_page_of_a_whole_consultation_is_small():
    acts = list(worked.acts("iis-2020"))
    log = acts[0][1].log
    registry.load(log, (leaf(at, seq, encode(act).decode()) for seq, (at, act) in enumerate(acts)))
    account = Account.objects.create(name="reader", display="reader")
    seats.give(account, log, "KAZ/1")
    visitor = Visitor(account)
    for query in ("", "?in=ru&with=en"):
        page = visitor.get(f"/c/{log}/t/statement/{query}")
        assert len(page.all("section", class_="provision")) >= 39
        assert len(gzip.compress(page.response.content)) < 60_000
