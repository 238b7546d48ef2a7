"""Whoever waits sees how far it is, is led to the result, may call it off, and is told why it came to nothing."""

import os

import pytest
from django.urls import reverse

from comity.web.work import About, Print, Read, begin
from waiting import until
from web.reading import checked
from web.waiting import ended
from web.water import LOG, TEXT
from web.work.test_work import document

FACTS = {"plain": "a.txt", "words": "слова.txt", "type": "text/plain; charset=utf-8", "query": "view=clean&format=txt"}
PARTIAL = {"hx-request": "true"}


@pytest.fixture
def order(held):
    """Order something as Kazakhstan's delegate, and look away at once; what it is, and its page."""

    begun = []

    def ordered(task, what="print"):
        about = About(held.accounts["member"].pk, LOG, TEXT, {**FACTS, "what": what})
        work = begin(about, task, patience=0)
        begun.append(work)
        return work, reverse("work", args=(LOG, TEXT, work.id))

    yield ordered
    for work in begun:
        work.cancel()


def test_work_that_goes_on_shows_its_steps_and_asks_again_by_itself(come, order, places):
    work, address = order(Print(document(2), "txt"))
    os.mkfifo(work.folder / "result.part")  # nobody reads there, so it does not get rid of what it wrote
    places.close()
    until(lambda: work.stage == "writing")
    page = come("member").get(address)
    assert "The document is being written" in page.text
    assert [each.get("data-state") for each in page.one("ol", class_="steps")] == ["done", "now"]
    assert page.one("div", class_="work").get("hx-get") == address
    assert address in page.links
    part = come("member").client.get(address, headers=PARTIAL).content.decode()
    assert "<html" not in part
    assert "hx-trigger" in part
    work.cancel()


def test_work_that_is_done_leads_to_its_file(come, order):
    work, address = order(Print(document(2), "txt"))
    ended(work.folder)
    visitor = come("member")
    assert visitor.client.get(address, headers=PARTIAL)["HX-Redirect"] == address
    page = visitor.get(address)
    assert "The document is ready" in page.text
    assert reverse("download", args=(LOG, TEXT)) + "?view=clean&format=txt" in page.links
    response = visitor.client.get(reverse("work-file", args=(LOG, TEXT, work.id)))
    assert response.content == work.result()
    assert "filename*=UTF-8''%D1%81%D0%BB" in response["Content-Disposition"]


@pytest.mark.usefixtures("places")
def test_there_is_no_file_before_it_is_done(come, order):
    work, _ = order(Print(document(2), "txt"))
    assert come("member").client.get(reverse("work-file", args=(LOG, TEXT, work.id))).status_code == 404
    work.cancel()


@pytest.mark.usefixtures("places")
def test_work_that_was_killed_says_so_and_where_to_try_again(come, order):
    work, address = order(Print(document(2), "txt"))
    os.kill(int((work.folder / "pid").read_text()), 9)
    ended(work.folder)
    visitor = come("member")
    assert visitor.client.get(address, headers=PARTIAL)["HX-Redirect"] == address
    response = visitor.client.get(address)
    assert response.status_code == 422
    assert "It was stopped before it was done" in checked(response).text


@pytest.mark.usefixtures("places")
def test_work_is_called_off_by_a_button(come, order):
    work, address = order(Print(document(2), "txt"))
    response = come("member").post(address)
    assert response.url.startswith(reverse("download", args=(LOG, TEXT)))
    assert not work.folder.exists()
    assert come("member").client.get(address).status_code == 404


def test_a_file_that_could_not_be_read_says_why_in_the_readers_language(come, order):
    work, address = order(Read(b"%PDF-1.7", "letter.docx"), "read")
    ended(work.folder)
    page = checked(come("member", "ru").client.get(address))
    assert page.status == 422
    assert "letter.docx" in page.text
    assert reverse("upload", args=(LOG, TEXT)) in {each.partition("?")[0] for each in page.links}
