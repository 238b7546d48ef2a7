"""The pages of a record that ended, and of the one that continues it."""

import pytest

from comity import registry
from comity.core.acts import decode
from comity.people import delegation, seats
from comity.registry import succeeded
from comity.web.moved import follow
from web.conftest import Visitor
from web.reading import checked
from web.signing import phone, signing
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


PARTIES = f"/c/{LOG}/parties/"


def colleague(seat):
    """Somebody who came in at a seat that a colleague was given in the record before."""
    found = Visitor(seats.Place.objects.get(log=NEXT, seat=seat).account)
    found.get(f"/c/{NEXT}/")
    return found


@pytest.fixture
def moved(held):  # noqa: ARG001 - the consultation is kept in it
    """The consultation goes on as another record, with a colleague of Kazakhstan; their seat."""
    seat = delegation.invite(LOG, "KAZ", "Second Secretary", "en").seat
    registry.succeed(registry.propose(LOG, NEXT))
    follow(LOG, NEXT)
    return seat


@pytest.mark.parametrize("step", ["renew", "end", "colleague", "first", "admit"])
def test_nobody_is_let_in_nor_out_by_the_record_that_ended(moved, come, step):
    """A link to an account is a link to all of its seats, also those in the record that continues it."""
    visitor = come("secretariat" if step in {"first", "admit"} else "member")
    answer = visitor.client.post(PARTIES, {"step": step, "seat": moved, "party": "ARM"})
    assert answer.status_code == 422
    assert "continued as" in checked(answer).text
    assert [each.seat for each in delegation.seated(LOG, "KAZ")] == [SEATS["member"], moved]


def test_who_leaves_the_delegation_has_left_the_record_that_ended_too(moved, come):
    leaver = colleague(moved)
    leaver.get(HOME)
    assert come("member").client.post(f"/c/{NEXT}/parties/", {"step": "end", "seat": moved}).status_code == 302
    assert leaver.client.get(HOME).status_code == 302
    assert [each.seat for each in delegation.seated(LOG, "KAZ")] == [SEATS["member"]]
    follow(LOG, NEXT)
    assert [each.seat for each in delegation.seated(NEXT, "KAZ")] == [SEATS["member"]]


@pytest.fixture
def offered(db):  # noqa: ARG001 - the consultation is kept in it
    """A consultation whose acts are signed with passkeys, the secretariat's too, and a succession that waits for it."""
    held = signing(signing=1)
    mine = phone()
    held.do("key.add", id="sec-phone", **mine.fields)
    held.devices["SEC/1"] = ("sec-phone", mine)
    succeeded.offer(LOG, registry.propose(LOG, NEXT))
    return held


WAITING = f"/c/{LOG}/succeed/"


def handed_in(visitor, statement, line):
    return visitor.client.post(f"/c/{LOG}/sign/", {"statement": statement.decode(), "signature": line})


def refusal(response):
    assert response.status_code == 422
    return checked(response).text


def test_the_secretariat_signs_what_is_offered_with_a_passkey_and_is_led_to_the_new_record(offered):
    visitor = Visitor(offered.accounts["secretariat"])
    assert WAITING in visitor.get("/").links
    assert WAITING not in Visitor(offered.accounts["member"]).get("/").links
    page = visitor.get(WAITING)
    assert "Sign with a passkey" in page.text
    assert f"The record “{LOG}” goes on as “{NEXT}”" in page.text
    statement = succeeded.offered(LOG)
    assert registry.successor(LOG) == ""
    assert "signed" in refusal(handed_in(visitor, statement, ""))
    key, device = offered.devices["SEC/1"]
    answer = handed_in(visitor, statement, device.sign(decode(statement), key))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/c/{NEXT}/")
    visitor.get(f"/c/{NEXT}/")
    assert registry.state(NEXT).predecessors[0].log == LOG
    assert visitor.client.get(WAITING).headers["Location"] == f"/c/{NEXT}/"


def test_what_was_not_offered_is_taken_from_nobody(offered):
    statement = registry.propose(LOG, "water-2030")
    key, device = offered.devices["SEC/1"]
    secretariat, member = (Visitor(offered.accounts[role]) for role in ("secretariat", "member"))
    assert "not what this host knows now" in refusal(
        handed_in(secretariat, statement, device.sign(decode(statement), key))
    )
    assert "SEC/1" in refusal(handed_in(member, succeeded.offered(LOG), ""))
    assert registry.logs() == (LOG,)


def test_nobody_else_is_told_that_it_waits(offered):
    Visitor(offered.accounts["member"]).get(WAITING, status=404)
    succeeded.offer(LOG, b"")
    Visitor(offered.accounts["secretariat"]).get(WAITING, status=404)


def test_where_nothing_is_signed_nothing_waits(held, come):
    succeeded.offer(LOG, registry.propose(LOG, NEXT))
    come("secretariat").get(WAITING, status=404)
    assert held.state.log == LOG
