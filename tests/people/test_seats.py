"""Seats: one account each, one each account, in every consultation anew."""

import pytest

from comity.people import seats
from comity.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts():
    return [Account.objects.create(name=name, display=name) for name in ("first", "second")]


def test_an_account_acts_for_the_party_of_its_seat(accounts):
    seats.give(accounts[0], "water-2026", "KAZ/12")
    assert seats.seat(accounts[0], "water-2026") == "KAZ/12"
    assert seats.party(accounts[0], "water-2026") == "KAZ"


def test_without_a_seat_there_is_no_party(accounts):
    seats.give(accounts[0], "water-2026", "KAZ/1")
    assert seats.seat(accounts[0], "other-2026") is None
    assert seats.party(accounts[0], "other-2026") is None
    assert seats.seat(accounts[1], "water-2026") is None


def test_one_account_holds_seats_in_several_consultations(accounts):
    seats.give(accounts[0], "water-2026", "KAZ/1")
    seats.give(accounts[0], "air-2026", "KAZ/2")
    assert seats.held(accounts[0]) == {"air-2026": "KAZ/2", "water-2026": "KAZ/1"}


def test_a_seat_that_is_given_on_leaves_the_one_who_held_it(accounts):
    seats.give(accounts[0], "water-2026", "KAZ/1")
    seats.give(accounts[1], "water-2026", "KAZ/1")
    assert seats.held(accounts[0]) == {}
    assert seats.held(accounts[1]) == {"water-2026": "KAZ/1"}


def test_an_account_that_is_given_another_seat_leaves_the_first(accounts):
    seats.give(accounts[0], "water-2026", "KAZ/1")
    seats.give(accounts[0], "water-2026", "UZB/1")
    assert seats.held(accounts[0]) == {"water-2026": "UZB/1"}
