"""The account of a long file, page by page: nothing ticked or typed on one page is lost on another."""

import pytest

from capital import Word
from comity.web import leafing
from web.reading import checked
from web.test_understood import RECORD, new, press, read, sent, ticked
from web.water import TEXT


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    monkeypatch.setattr(leafing, "SHOWN", 1)


@pytest.fixture
def other(come):
    """Russia's delegate."""
    return come("other member")


@pytest.fixture
def word():
    """A file with three proposals: other words for p2, and a provision after it and after p3."""
    made = Word(sent()).replace("p2", "should", "must")
    return made.add("p2", "Data are free of charge.").add("p3", "Water is shared.")


@pytest.fixture
def page(held, other, word):  # noqa: ARG001 - the consultation is kept
    """The account of the file, of which one page shows one proposal."""
    return read(other, word)


def turn(visitor, page, number, take=None, **fields):
    """Turn to a page; ``take`` are the keys ticked on the page that is left."""
    action, form = page.form({"page": str(number)})
    carried = [each.get("value") for each in page.all("input", name="take", type="hidden")]
    form["take"] = [*carried, *(ticked(page) if take is None else take)]
    response = visitor.client.post(action, {**form, **fields})
    assert response.status_code == 200
    return checked(response)


def kept(page):
    return {each.get("value") for each in page.all("input", name="take")}


def test_a_page_shows_its_own_and_counts_all(page):
    assert "The file makes 3 proposals" in page.text
    assert "3 are ticked." in page.text
    assert "Page 1 of 3" in page.text
    assert len(page.all("section", class_="paper")) == 1
    assert kept(page) == {"0", "1", "2"}


def test_what_is_unticked_and_typed_on_one_page_is_so_when_another_is_submitted(held, other, page):
    size = held.state.size
    second = turn(other, page, 2, take=[], **{"rationale-0-en": "Never used."})
    assert "2 are ticked." in second.text
    third = turn(other, second, 3, **{"rationale-1-en": "Typed on the second page."})
    back = turn(other, turn(other, third, 1), 3)
    assert kept(back) == {"1", "2"}
    response = press(other, back, take=["1", "2"])
    assert response.url == f"{RECORD}?since={size}"
    first, last = new(held)
    assert first.rationale == {"en": "Typed on the second page."}
    assert last.rationale == {}
    assert [each.pieces[0]["en"] for each in (first, last)] == ["Data are free of charge.", "Water is shared."]


def test_what_is_stuck_is_counted_and_its_page_is_marked_and_shown_when_it_is_refused(held, other, page):
    held.do("text.agree", held.accounts["chair"].display, text=TEXT, provision="p2")
    second = turn(other, page, 2)
    assert "1 cannot be submitted as it stands: its page is marked “!”." in second.text
    marked = [each.get("value") for each in second.all("button", name="page") if "cannot" in "".join(each.itertext())]
    assert marked == ["1", "1"]
    answer = press(other, second, take=["0", "1", "2"])
    assert answer.status_code == 422
    assert "Page 1 of 3" in checked(answer).text
    assert len(new(held)) == 2


@pytest.mark.parametrize("asked", ["0", "4", "-1", "x", "9" * 40])
def test_a_page_that_is_not_there_is_the_one_next_to_it(other, page, asked):
    assert "of 3" in turn(other, page, asked).text


def test_what_is_no_proposal_stands_on_the_last_page_and_is_kept_from_there(held, other, word):
    first = read(other, word.comment("p3", "Is this still needed?"))
    assert "Is this still needed?" not in first.text
    assert "stand on the last page" in first.text
    last = turn(other, first, 3)
    assert "Is this still needed?" in last.text
    back = turn(other, last, 1, take=["2", "c0"], **{"comment-c0": "Is it needed?"})
    assert kept(back) == {"0", "1", "2", "c0"}
    size = held.state.size
    press(other, back, take=["c0"])
    assert held.state.size == size + 1
    assert [each.note for each in held.text.provisions["p3"].comments] == ["Is it needed?"]
