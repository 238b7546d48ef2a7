"""The way in and out: sessions are new, failures are counted, a closed account is out at once."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import F

from comity.core.errors import Refused
from comity.people import door, links, throttle
from comity.people.models import Account, Attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return Account.objects.create(name="kaz-1", display="Delegate of Kazakhstan")


@pytest.fixture
def come(rf):
    """A request from an address, with a session."""

    def request(address="192.0.2.7", key=None):
        made = rf.post("/", REMOTE_ADDR=address)
        made.session = SessionStore(key)
        return made

    return request


def test_a_token_opens_a_session_of_its_account(account, come):
    request = come()
    assert door.sign_in(request, links.issue(account)) == account
    request.session.save()
    assert get_user(come(key=request.session.session_key)) == account


def test_a_session_that_was_planted_before_is_worth_nothing(account, come):
    planted = SessionStore()
    planted.create()
    request = come(key=planted.session_key)
    door.sign_in(request, links.issue(account))
    assert request.session.session_key != planted.session_key
    assert not SessionStore().exists(planted.session_key)


def test_a_closed_account_is_out_at_once(account, come):
    request = come()
    door.sign_in(request, links.issue(account))
    Account.objects.update(is_active=False)
    assert not get_user(request).is_authenticated


def test_closing_the_sessions_ends_them_wherever_they_are_open(account, come):
    requests = [come(), come("192.0.2.8")]
    for request in requests:
        door.sign_in(request, links.issue(account))
    door.close_sessions(account)
    assert not any(get_user(request).is_authenticated for request in requests)
    again = come()
    door.sign_in(again, links.issue(account))
    assert get_user(again) == account


def test_an_address_that_fails_too_often_has_to_wait(account, come):
    for _ in range(throttle.FAILURES):
        assert door.sign_in(come(), "nobody") is None
    token = links.issue(account)
    with pytest.raises(Refused) as refusal:
        door.sign_in(come(), token)
    assert (refusal.value.code, refusal.value.facts) == ("too_many_attempts", {"minutes": 15})
    assert door.sign_in(come("192.0.2.8"), token) == account


def test_an_address_is_forgiven_when_the_window_has_passed(account, come):
    for _ in range(throttle.FAILURES):
        door.sign_in(come(), "nobody")
    Attempt.objects.update(since=F("since") - throttle.WINDOW)
    assert door.sign_in(come(), links.issue(account)) == account


def test_failures_that_are_long_past_are_not_kept(come):
    door.sign_in(come(), "nobody")
    Attempt.objects.update(since=F("since") - throttle.WINDOW - timedelta(seconds=1))
    door.sign_in(come("192.0.2.8"), "nobody")
    assert list(Attempt.objects.values_list("address", "failures")) == [("192.0.2.8", 1)]


def test_an_address_may_be_anything(come):
    for address in ("", "unix:", "2001:db8::1", "x" * 1_000):
        assert door.sign_in(come(address), "nobody") is None
    assert Attempt.objects.count() == 4


def test_those_who_succeed_are_not_counted(account, come):
    for _ in range(throttle.FAILURES + 1):
        assert door.sign_in(come(), links.issue(account)) == account
    assert not Attempt.objects.exists()
