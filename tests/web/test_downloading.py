"""Any view of a text in any format, for whoever may read it: named well, never shown in place."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from comity.web import printing
from web.reading import checked
from web.waiting import followed
from web.water import LOG, TEXT, WORDS

FILE = reverse("download-file", args=(LOG, TEXT))
PLAIN = [view for view, formats in printing.PRINTED.items() if "txt" in formats]


def take(visitor, **query):
    """The file that these fields of the form ask for."""
    response = followed(visitor, visitor.client.get(FILE, query))
    assert response.status_code == 200, checked(response).text
    return response


@pytest.mark.parametrize("view", PLAIN)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_view_comes_as_text_in_every_language(come, view, language):
    response = take(come("observer"), view=view, format="txt", **{"in": language})
    text = response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert ("Стороны" in text) == (language == "ru")
    if language == "en":
        assert ("[KAZ:" in text) == (view in {"rolling", "delegation"})


@pytest.mark.parametrize(("chosen", "begins"), [("html", b"<!doctype html>"), ("md", b"")])
def test_every_format_of_our_own_is_written(come, chosen, begins):
    response = take(come("member"), format=chosen)
    assert response.content.startswith(begins)
    assert "data" in response.content.decode()


def test_the_file_is_named_in_ascii_and_in_words(come):
    disposition = take(come("member"), view="delegation", party="KAZ", format="txt", **{"in": "ru"})[
        "Content-Disposition"
    ]
    plain, words = re.fullmatch(r"attachment; filename=\"([ -~]+)\"; filename\*=UTF-8''(\S+)", disposition).groups()
    assert plain == "statement-rev0-delegation-kaz-ru.txt"
    assert unquote(words).endswith("предложения KAZ (ru).txt")
    assert not set('/\\"') & set(unquote(words))


def test_no_answer_with_a_file_is_kept_by_anybody_else_or_shown_in_place(come):
    response = take(come("member"), format="html")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; ")


def test_the_text_as_of_an_act_is_taken_away_as_it_was(held, come):
    visitor, size = come("member"), held.state.size
    assert WORDS.removeprefix("The Parties ") not in take(visitor, at=size - 1, format="txt").content.decode()
    page = visitor.get("download/", at=size - 1)
    assert f"after act {size - 2}," in page.text
    assert all(f"at={size - 1}" in each for each in page.links if "/download/file/" in each)
    assert page.one("input", name="at").get("value") == str(size - 1)


def test_a_state_that_never_was_is_not_here(come):
    assert come("member").client.get(FILE, {"at": 9999}).status_code == 404


def test_what_does_not_fit_is_said_and_the_choice_is_kept(come):
    response = come("member").client.get(FILE, {"view": "table", "format": "txt", "in": "ru"})
    assert response.status_code == 422
    page = checked(response)
    assert "Comparative table: this may be had as" in page.text
    assert page.one("input", name="view", value="table").get("checked") is not None
    assert page.one("option", value="ru").get("selected") is not None


def test_nothing_that_is_asked_for_in_vain_breaks_the_page(come):
    odd = {"view": "x", "format": "../../etc", "in": "xx", "party": "NOBODY", "old": "-1", "new": "9" * 40}
    assert take(come("member"), **odd)


def test_where_nobody_proposes_there_is_no_delegation_to_choose(held, come):
    held.do("text.withdraw", "KAZ/1", text=TEXT, proposal=held.proposal)
    visitor = come("member")
    assert not visitor.get("download/").all("select", id="party")
    response = visitor.client.get(FILE, {"view": "delegation", "format": "txt"})
    assert response.status_code == 422
    assert "No delegation" in checked(response).text


def test_the_text_page_leads_there_from_any_moment(held, come):
    assert reverse("download", args=(LOG, TEXT)) in come("member").get("").links
    then = come("member").get("", at=held.state.size - 1)
    assert f"{reverse('download', args=(LOG, TEXT))}?at={held.state.size - 1}" in then.links
