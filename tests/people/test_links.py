"""Sign-in links: one person, once, in time."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from comity.people import links
from comity.people.models import Account, Invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return Account.objects.create(name="kaz-1", display="Delegate of Kazakhstan")


def test_a_link_lets_its_person_in_once(account):
    token = links.issue(account)
    assert links.redeem(token) == account
    assert links.redeem(token) is None


@pytest.mark.parametrize("token", ["", "a", "a" * 10_000, "é\u202e", "' OR 1=1 --", "\x00"])
def test_a_token_that_nobody_issued_lets_nobody_in(account, token):
    links.issue(account)
    assert links.redeem(token) is None


def test_the_token_itself_is_kept_nowhere(account):
    token = links.issue(account)
    (kept,) = Invitation.objects.values_list("digest", flat=True)
    assert kept == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(list(Invitation.objects.values()))


def test_no_two_tokens_are_alike(account):
    assert len({links.issue(account) for _ in range(20)}) == 20
    assert min(len(links.issue(account)) for _ in range(20)) >= 43


def test_a_link_waits_no_longer_than_its_lifetime(account):
    token = links.issue(account)
    Invitation.objects.update(expires=timezone.now() - timedelta(milliseconds=1))
    assert links.redeem(token) is None


def test_the_lifetime_begins_when_the_link_is_issued(account):
    links.issue(account)
    invitation = Invitation.objects.get()
    assert invitation.expires - invitation.created == links.LIFETIME


def test_a_closed_account_is_let_in_by_no_link(account):
    token = links.issue(account)
    Account.objects.update(is_active=False)
    assert links.redeem(token) is None


def test_a_demonstrations_link_is_used_again_and_again_while_it_runs(account, settings):
    token = links.issue(account, demonstration=True)
    settings.COMITY_DEMONSTRATION = True
    assert [links.redeem(token) for _ in range(3)] == [account] * 3
    settings.COMITY_DEMONSTRATION = False
    assert links.redeem(token) is None


def test_a_demonstrations_link_can_be_told_again_with_the_secret_only(account, settings):
    token = links.issue(account, demonstration=True)
    assert links.token(Invitation.objects.get()) == token
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]
    assert links.token(Invitation.objects.get()) != token


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_come_at_once_with_one_link_one_is_let_in(account):
    token = links.issue(account)
    start = Barrier(8)

    def come(_):
        start.wait()
        try:
            return links.redeem(token)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(come, range(8)))
    assert sorted(answer is None for answer in answers) == [False] + [True] * 7
