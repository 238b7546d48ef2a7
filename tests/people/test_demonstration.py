"""The demonstration: a seat and a link for everybody, anew at every start, and only while it runs."""

import pytest

from comity.people import demonstration, links, seats
from comity.people.models import Account, Invitation

PLACES = [("water-2026", "SEC/1", "en"), ("water-2026", "KAZ/1", "ru"), ("air-2026", "KAZ/1", "ru")]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _runs(settings):
    settings.COMITY_DEMONSTRATION = True


def test_every_role_signs_in_to_its_seat():
    demonstration.seat_all(PLACES)
    roles = demonstration.roles()
    assert [(role.log, role.seat) for role in roles] == [(log, seat) for log, seat, _ in PLACES]
    for role in roles:
        assert seats.held(links.redeem(role.token)) == {role.log: role.seat}


def test_accounts_read_in_the_language_of_their_consultation():
    demonstration.seat_all(PLACES)
    assert dict(Account.objects.values_list("name", "language")) == {
        "water-2026.SEC-1": "en",
        "water-2026.KAZ-1": "ru",
        "air-2026.KAZ-1": "ru",
    }


def test_the_next_start_keeps_the_accounts_and_makes_the_old_links_worthless():
    demonstration.seat_all(PLACES)
    old = {role.token for role in demonstration.roles()}
    demonstration.seat_all(PLACES)
    new = {role.token for role in demonstration.roles()}
    assert Account.objects.count() == len(PLACES)
    assert not old & new
    assert all(links.redeem(token) is None for token in old)


def test_invitations_of_real_people_outlive_a_demonstration():
    token = links.issue(Account.objects.create(name="real", display="Real"))
    demonstration.seat_all(PLACES)
    assert links.redeem(token).name == "real"


def test_where_no_demonstration_runs_there_are_no_roles(settings):
    demonstration.seat_all(PLACES)
    settings.COMITY_DEMONSTRATION = False
    assert demonstration.roles() == ()
    assert Invitation.objects.filter(demonstration=True).count() == len(PLACES)
