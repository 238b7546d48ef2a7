"""What lets somebody in is in no log."""

import logging

import pytest
from django.test import Client

from comity.config.discreet import Discreet

LETS_IN = "8pMz-token_that-lets-in"


@pytest.mark.parametrize(
    ("message", "args", "told"),
    [
        (
            '%s - "%s %s HTTP/%s" %d',
            ("::1", "GET", f"/sign-in/{LETS_IN}/", "1.1", 200),
            '::1 - "GET /sign-in/…/ HTTP/1.1" 200',
        ),
        (f"Internal Server Error: /sign-in/{LETS_IN}/", (), "Internal Server Error: /sign-in/…/"),
        ("%s %s", (ValueError(1), "/sign-in/?next=/"), "1 /sign-in/?next=/"),
        ("%(path)s", ({"path": "/c/water-2026/"},), "/c/water-2026/"),
    ],
)
def test_a_token_is_left_out_and_the_rest_is_told(message, args, told):
    record = logging.LogRecord("any", logging.INFO, __file__, 1, message, args, None)
    assert Discreet().filter(record)
    assert record.getMessage() == told


@pytest.mark.django_db
def test_a_form_that_is_refused_tells_no_token():
    told = []
    console = next(each for each in logging.getLogger().handlers if any(isinstance(f, Discreet) for f in each.filters))

    def heard(record):
        told.append(record.getMessage())
        return False

    console.addFilter(heard)
    try:
        Client(enforce_csrf_checks=True).post(f"/sign-in/{LETS_IN}/")
    finally:
        console.removeFilter(heard)
    assert told == ["Forbidden (CSRF cookie not set.): /sign-in/…/"]
