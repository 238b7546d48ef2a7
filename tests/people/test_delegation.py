"""The seats of a party: nobody ever sits where another sat, and who leaves is let in no longer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from comity.core.errors import Refused
from comity.people import delegation, links, seats, tokens
from comity.people.models import Account, Invitation, Place

LOG = "water-2026"

pytestmark = pytest.mark.django_db


def names(party="KAZ"):
    return [(each.seat, each.display) for each in delegation.seated(LOG, party)]


def come(token):
    account = links.redeem(token)
    account.last_login = timezone.now()
    account.save()
    return account


class Seats(TestCase):
    """Whatever is done with a delegation's seats, in any order."""

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.one_of(st.just("invite"), st.integers(0, 4)), max_size=12))
    def test_no_seat_is_given_twice_and_the_others_keep_theirs(self, steps):
        given_out, held = [], []
        for step in steps:
            if step == "invite":
                given_out.append(delegation.invite(LOG, "KAZ", "", "en").seat)
                held.append(given_out[-1])
            elif step < len(held):
                delegation.end(LOG, held.pop(step))
            assert [each.seat for each in delegation.seated(LOG, "KAZ")] == held
        assert len(set(given_out)) == len(given_out)
        assert Account.objects.count() == len(held)


def test_an_invited_colleague_comes_in_once_and_holds_the_seat():
    invited = delegation.invite(LOG, "KAZ", "First Secretary", "ru")
    (waiting,) = delegation.seated(LOG, "KAZ")
    assert (waiting.came, waiting.waiting > timezone.now()) == (None, True)
    assert "KAZ" not in delegation.come(LOG)
    account = come(invited.token)
    assert (seats.seat(account, LOG), account.display, account.language) == ("KAZ/1", "First Secretary", "ru")
    assert links.redeem(invited.token) is None
    (there,) = delegation.seated(LOG, "KAZ")
    assert (there.came is None, there.waiting) == (False, None)
    assert "KAZ" in delegation.come(LOG)


def test_a_seat_that_the_record_knows_is_given_to_nobody():
    assert delegation.invite(LOG, "KAZ", "", "en", {"KAZ/1", "KAZ/2"}).seat == "KAZ/3"


def test_parties_whose_codes_begin_alike_are_told_apart():
    delegation.invite(LOG, "KAZ", "one", "en")
    delegation.invite(LOG, "KAZ-2", "two", "en")
    assert (names("KAZ"), names("KAZ-2")) == ([("KAZ/1", "one")], [("KAZ-2/1", "two")])


def test_seats_stand_in_the_order_of_their_numbers():
    for number in range(1, 12):
        delegation.invite(LOG, "KAZ", str(number), "en")
    assert [seat for seat, _ in names()] == [f"KAZ/{number}" for number in range(1, 12)]


def test_a_delegation_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(delegation, "MOST", 2)
    delegation.invite(LOG, "KAZ", "", "en")
    delegation.invite(LOG, "KAZ", "", "en")
    with pytest.raises(Refused, match="seats_many"):
        delegation.invite(LOG, "KAZ", "", "en")


def test_a_new_link_makes_those_before_it_worthless_and_ends_sessions():
    first = delegation.invite(LOG, "KAZ", "", "en")
    second = delegation.renew(LOG, first.seat)
    assert links.redeem(first.token) is None
    account = come(second.token)
    session = account.get_session_auth_hash()
    delegation.renew(LOG, first.seat, stay=True)
    account.refresh_from_db()
    assert account.get_session_auth_hash() == session
    delegation.renew(LOG, first.seat)
    account.refresh_from_db()
    assert account.get_session_auth_hash() != session
    assert Invitation.objects.filter(used=0).count() == 1


def test_who_leaves_is_let_in_no_longer_nor_are_their_machines():
    account = come(delegation.invite(LOG, "KAZ", "Somebody", "en").token)
    token = tokens.issue(account, LOG, "witness")
    delegation.end(LOG, "KAZ/1")
    assert tokens.bearer(f"Bearer {token}", "127.0.0.1", LOG) is None
    assert not Account.objects.exists()
    assert Place.objects.get().seat == "KAZ/1"


def test_who_sits_elsewhere_too_keeps_that_seat():
    account = come(delegation.invite(LOG, "KAZ", "Somebody", "en").token)
    seats.give(account, "air-2026", "KAZ/7")
    delegation.end(LOG, "KAZ/1")
    assert seats.held(account) == {"air-2026": "KAZ/7"}


@pytest.mark.parametrize("step", [delegation.renew, delegation.end])
def test_a_seat_that_nobody_holds_has_no_link_and_no_end(step):
    delegation.invite(LOG, "KAZ", "", "en")
    delegation.end(LOG, "KAZ/1")
    for seat in ("KAZ/1", "KAZ/9", ""):
        with pytest.raises(Refused, match="seat_free"):
            step(LOG, seat)


@pytest.mark.django_db(transaction=True)
def test_eight_who_are_invited_at_once_get_eight_seats():
    start = Barrier(8)

    def invite(_):
        start.wait()
        try:
            return delegation.invite(LOG, "KAZ", "", "en").seat
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        found = sorted(threads.map(invite, range(8)))
    assert found == [f"KAZ/{number}" for number in range(1, 9)]


@pytest.mark.django_db(transaction=True)
def test_a_link_and_an_end_at_once_are_one_before_the_other():
    """Whoever comes second is told so, and no link is left of a seat that ended."""

    def outcome(step, seat, start):
        start.wait()
        try:
            step(LOG, seat)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    for _ in range(12):
        seat, start = delegation.invite(LOG, "KAZ", "", "en").seat, Barrier(2)
        with ThreadPoolExecutor(2) as threads:
            renewed = threads.submit(outcome, delegation.renew, seat, start)
            ended = threads.submit(outcome, delegation.end, seat, start)
        assert renewed.result() in {"done", "seat_free"}
        assert ended.result() == "done"
        assert not Invitation.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_the_seats_of_a_delegation_take_one_query(django_assert_num_queries, people):
    for _ in range(people):
        delegation.renew(LOG, delegation.invite(LOG, "KAZ", "", "en").seat)
    with django_assert_num_queries(1):
        assert len(delegation.seated(LOG, "KAZ")) == people
