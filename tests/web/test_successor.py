"""The pages of a record that ended, and of the one that continues it."""

import pytest

from comity import registry
from comity.people import seats
from comity.web.moved import follow
from web.water import LOG, SEATS

NEXT = "water-2027"
HOME, RECORD = f"/c/{LOG}/", f"/c/{LOG}/record/"


@pytest.fixture
def ended(held):
    """The consultation goes on as another record."""
    registry.succeed(registry.propose(LOG, NEXT))
    follow(LOG, NEXT)
    return held


@pytest.mark.usefixtures("held")
def test_a_record_that_goes_on_as_itself_says_nothing_of_others(come):
    page = come("member").get(HOME)
    assert "goes on in another" not in page.text
    assert "continues" not in page.text


@pytest.mark.usefixtures("ended")
@pytest.mark.parametrize("path", [HOME, RECORD, ""])
@pytest.mark.parametrize(("language", "words"), [("en", "takes no more"), ("ru", "консультации продолжаются")])
def test_every_page_of_the_old_one_leads_to_the_new(come, path, language, words):
    page = come("member", language).get(path)
    assert words in page.text
    assert f"/c/{NEXT}/" in page.links


@pytest.mark.usefixtures("ended")
@pytest.mark.parametrize("path", [f"/c/{NEXT}/", f"/c/{NEXT}/record/"])
@pytest.mark.parametrize(("language", "words"), [("en", "nothing of it is lost"), ("ru", "ничего не утрачено")])
def test_the_new_one_says_where_it_came_from(come, path, language, words):
    page = come("member", language).get(path)
    assert words in page.text
    assert HOME in page.links
    assert "takes no more" not in page.text


def test_the_first_page_names_the_new_one_only_unless_there_is_no_seat_there(ended, come):
    assert [link for link in come("member").get("/").links if link in {HOME, f"/c/{NEXT}/"}] == [f"/c/{NEXT}/"]
    seats.Place.objects.filter(log=NEXT, account=ended.accounts["observer"]).delete()
    assert HOME in come("observer").get("/").links
    come("observer").get(f"/c/{NEXT}/", status=404)


def test_an_act_in_the_old_one_is_refused_in_a_sentence_and_done_in_the_new(ended, come):
    visitor = come("member")
    answer = visitor.post("p/p2/", action="answer/comment/", comment="A remark.")
    assert "continued as" in answer.content.decode()
    assert registry.state(LOG).size == ended.state.size
    visitor.post(f"/c/{NEXT}/t/statement/p/p2/", action="answer/comment/", comment="A remark.")
    (remark,) = registry.state(NEXT).texts["statement"].provisions["p2"].comments
    assert remark.party == SEATS["member"].partition("/")[0]
