"""In by a link, out again, and nowhere else."""

import pytest
from django.urls import reverse

from comity.people import demonstration, links
from web.conftest import Visitor
from web.water import LOG, SEATS

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(held):
    return reverse("sign-in-link", args=[links.issue(held.accounts["member"])])


def test_a_link_lets_its_person_in_once(link):
    visitor = Visitor(None)
    assert visitor.post(link).status_code == 302
    assert f"/c/{LOG}/" in visitor.get("/").links
    assert "lets nobody in" in Visitor(None).client.post(link).content.decode()


def test_looking_at_a_link_does_not_use_it_up(link):
    assert "You are invited" in Visitor(None).get(link).text
    assert Visitor(None).post(link).status_code == 302


def test_a_wrong_link_is_one_sentence():
    response = Visitor(None).client.post(reverse("sign-in-link", args=["x" * 43]))
    assert response.status_code == 422
    assert "lets nobody in" in response.content.decode()


def test_whoever_tries_too_often_waits(link):
    client = Visitor(None).client
    for _ in range(10):
        client.post(reverse("sign-in-link", args=["x" * 43]))
    assert client.post(link).status_code == 429


def test_one_goes_on_to_where_one_was_going(link):
    assert Visitor(None).client.post(link, {"next": f"/c/{LOG}/record/"}).url == f"/c/{LOG}/record/"


def test_but_never_to_another_host(link):
    assert Visitor(None).client.post(link, {"next": "https://elsewhere.example/"}).url == "/"


def test_signing_out_ends_the_session(come):
    visitor = come("member")
    assert visitor.client.post(reverse("sign-out")).status_code == 302
    assert visitor.client.get("/").status_code == 302


def test_only_a_demonstration_lists_its_roles(held, settings):
    assert "Demonstration" not in Visitor(None).get(reverse("sign-in")).text
    settings.COMITY_DEMONSTRATION = True
    demonstration.seat_all((LOG, seat, "en") for seat in SEATS.values())
    page = Visitor(None).get(reverse("sign-in"))
    assert "whoever can reach it may take any of these places" in page.text
    assert len(page.all("button", class_="role")) == len(SEATS)
    assert "UZB/2 chair" in page.text
    assert held.state.title["en"] in page.text


def test_the_language_is_chosen_before_signing_in():
    visitor = Visitor(None)
    visitor.client.post(reverse("language"), {"language": "ru", "next": reverse("sign-in")})
    assert visitor.get(reverse("sign-in")).one("html").get("lang") == "ru"
