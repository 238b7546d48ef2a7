"""Whoever is signed out while writing, or writes on a page older than the sign-in, gets the words back."""

import pytest
from django.test import Client
from django.urls import reverse

from comity.people import links
from web.conftest import Visitor
from web.reading import checked, fields_of
from web.water import LOG, TEXT

WORDS = "The Parties shall meet yearly."
PROPOSE = f"/c/{LOG}/t/{TEXT}/p/p2/propose/"


@pytest.fixture
def strict(held):
    """Somebody whose forms are held to their token, as in earnest."""
    visitor = Visitor(held.accounts["member"])
    visitor.client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    visitor.client.force_login(held.accounts["member"])
    return visitor


def _written(visitor):
    """The fields of the form to propose, with other words in it."""
    _, fields = visitor.get("p/p2/propose/").form({"step": "submit"})
    return {**fields, "wording-en": WORDS}


def _sign_in(client, account):
    """In another window: the token of every form that is open grows old."""
    door = reverse("sign-in-link", args=(links.issue(account),))
    action, fields = checked(client.get(door)).form()
    assert client.post(action, fields).status_code == 302


def test_words_typed_before_the_session_ended_are_sent_after_signing_in_again(held, strict):
    client, size = strict.client, held.state.size
    fields = _written(strict)
    del client.cookies["sessionid"]
    out = client.post(PROPOSE, fields)
    assert out.status_code == 403
    _sign_in(client, held.accounts["member"])
    action, kept = checked(out).form({"step": "submit"})
    assert kept["wording-en"] == WORDS
    again = client.post(action, kept)
    assert again.status_code == 403
    assert "send it again" in checked(again).text
    assert held.state.size == size
    action, kept = checked(again).form({"step": "submit"})
    assert client.post(action, kept).status_code == 302
    assert held.text.proposals[fields["act"]].pieces == ({"en": WORDS},)


def test_a_form_of_another_site_is_neither_done_nor_handed_back(held, strict):
    size = held.state.size
    for origin in ("https://elsewhere.example", "null", ""):
        response = strict.client.post(PROPOSE, {"wording-en": WORDS, "step": "submit"}, headers={"origin": origin})
        assert response.status_code == 403
        assert WORDS not in checked(response).text
    assert held.state.size == size


def test_a_preview_asked_for_when_signed_out_says_so_and_leaves_the_field_alone(come, held):  # noqa: ARG001 - the text exists
    client = come(None).client
    response = client.post(PROPOSE, {"wording-en": WORDS}, headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert response.content.decode().startswith("You are signed out.")


@pytest.mark.parametrize("words", ["слово " * 180_000, "word " * 210_000], ids=["Cyrillic", "Latin"])
def test_a_megabyte_of_words_is_handed_back_with_the_reason(held, come, words):
    size = held.state.size
    response = come("member").post("p/p2/propose/", **{"wording-en": words, "step": "submit"})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "65535" in response.content.decode()
    assert held.state.size == size


def test_more_than_a_page_takes_is_one_sentence_in_both_languages(come, held):  # noqa: ARG001 - the text exists
    response = come("member").client.post(PROPOSE, {"wording-en": "w" * 9_000_000})
    assert response.status_code == 400
    page = checked(response)
    assert "your words are still in the form" in page.text
    assert "Вернитесь назад" in page.text


def _switch(visitor, page, language):
    """Press another language on a page; the page that answers."""
    (form,) = (each for each in page.all("form") if each.get("action") == reverse("language"))
    response = visitor.client.post(form.get("action"), {**dict(fields_of(form)), "language": language})
    return checked(response) if response.status_code == 200 else response


def test_words_that_were_refused_are_still_there_in_another_language(held, come):
    visitor, size = come("member"), held.state.size
    refused = visitor.post(
        "p/p2/propose/", **{"wording-en": "", "rationale-en": "As agreed.\nIn June.", "step": "submit"}
    )
    assert refused.status_code == 422
    page = _switch(visitor, checked(refused), "ru")
    page = _switch(visitor, _switch(visitor, page, "en"), "ru")
    assert page.one("html").get("lang") == "ru"
    assert held.state.size == size
    action, fields = page.form({"step": "submit"})
    assert action == PROPOSE
    assert fields["rationale-en"] == "As agreed.\nIn June."
    again = checked(visitor.client.post(action, fields))
    assert again.status == 422
    assert "Это не выполнено" in again.text
    done = visitor.client.post(action, {**fields, "wording-en": WORDS})
    assert done.status_code == 302
    assert held.text.proposals[fields["act"]].pieces == ({"en": WORDS},)


def test_the_words_are_handed_back_to_no_other_site(come, held):  # noqa: ARG001 - the text exists
    fields = {"next": "https://elsewhere.example/", "language": "ru", "kept-note": WORDS}
    page = checked(come("member").client.post(reverse("language"), fields))
    assert page.form()[0] == "/"


def test_a_page_that_did_something_is_asked_for_anew(come, held):  # noqa: ARG001 - the text exists
    visitor = come("member")
    path = reverse("machines", args=(LOG,))
    done = checked(visitor.post(path, label="Laptop", step="issue"))
    response = _switch(visitor, done, "ru")
    assert (response.status_code, response.url) == (302, path)
