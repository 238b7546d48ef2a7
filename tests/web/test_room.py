"""The delegation's room: kept, changed, submitted, discarded; and no trace of it for anybody else."""

from datetime import UTC, datetime

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity import registry
from comity.core.acts.proposing import Shape
from comity.people import seats
from comity.people.models import Account
from comity.web.models import Paper
from comity.web.pages.room import SHOWN
from comity.web.prepared import Prepared
from web.conftest import Visitor
from web.reading import checked
from web.water import LOG, SEATS, TEXT

NEW = "The Parties must cooperate in good faith."
KEPT = "Faith."
OTHERS = [role for role in SEATS if role != "member"]


def keep(visitor, path="p/p2/propose/", **form):
    """Keep a proposal in the room; the paper it is on."""
    response = visitor.post(path, step="keep", **(form or {"wording-en": NEW, "rationale-en": "Faith."}))
    assert response.status_code == 302, checked(response).text
    assert response.url.endswith("/room/")
    return Paper.objects.latest("pk")


def press(visitor, paper, step):
    """Press a button of a paper in the room."""
    return visitor.post("room/", paper=paper.act, step=step)


def test_what_is_kept_is_read_in_the_room_and_stands_in_no_record(held, come):
    visitor, size = come("member"), held.state.size
    keep(visitor)
    page = visitor.get("room/")
    assert "replace “should” with “must”" in page.text
    assert "Faith." in page.text
    assert held.state.size == size


@pytest.mark.parametrize("path", ["/", f"/c/{LOG}/"])
def test_that_something_waits_in_the_room_is_seen_from_outside(come, path):
    visitor, colleague = come("member"), come("member")
    room = f"/c/{LOG}/t/{TEXT}/room/"
    assert room not in colleague.get(path).links
    papers = [keep(visitor), keep(visitor, "p/p3/propose/")]
    assert room in colleague.get(path).links
    for paper in papers:
        assert press(visitor, paper, "discard").status_code == 302
    assert room not in colleague.get(path).links


def test_home_counts_what_is_prepared_on_a_text(come):
    visitor = come("member")
    keep(visitor)
    keep(visitor, "p/p3/propose/")
    assert "Prepared in your delegation’s room, not submitted 2 proposals" in visitor.get("/").text
    assert "2 предложения" in come("member", "ru").get("/").text


@pytest.mark.parametrize("path", ["", "table/", "matrix/", "p/p2/", "room/", f"/c/{LOG}/", f"/c/{LOG}/record/", "/"])
@pytest.mark.parametrize("role", OTHERS)
def test_no_page_of_anybody_else_is_another_page_for_it(come, role, path):
    visitor = come(role)
    visitor.get(path)
    before = visitor.get(path).text
    keep(come("member"))
    assert visitor.get(path).text == before


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_does_anything_to_it(held, come, role):
    paper = keep(come("member"))
    visitor, size = come(role), held.state.size
    for step in ("submit", "discard"):
        visitor.client.post(f"/c/{LOG}/t/{TEXT}/room/", {"paper": paper.act, "step": step})
    assert visitor.client.post(f"/c/{LOG}/t/{TEXT}/room/{paper.act}/", {"step": "submit"}).status_code == 404
    assert Paper.objects.filter(pk=paper.pk, party="KAZ").exists()
    assert held.state.size == size


def test_the_same_act_kept_by_another_party_is_another_paper(come):
    paper = keep(come("member"))
    mine = come("other member")
    fields = {"wording-en": "The Parties cooperate.", "act": paper.act}
    keep(mine, **fields)
    assert {each.party: KEPT in each.prepared for each in Paper.objects.all()} == {"KAZ": True, "RUS": False}


def test_a_colleague_of_the_same_party_reads_and_submits_it(held, come):
    paper = keep(come("member"))
    colleague = _colleague()
    assert KEPT in colleague.get("room/").text
    assert press(colleague, paper, "submit").status_code == 302
    (proposal,) = (each for each in held.text.proposals.values() if each.id != held.proposal)
    assert (proposal.id, proposal.sponsors, proposal.pieces) == (paper.act, ("KAZ",), ({"en": NEW},))
    assert proposal.rationale == {"en": "Faith."}
    assert not Paper.objects.exists()


def test_two_colleagues_who_submit_at_once_make_one_proposal(held, come):
    visitor, colleague = come("member"), _colleague()
    paper = keep(visitor)
    forms = [each.get("room/").form({"step": "submit"}) for each in (visitor, colleague)]
    for each, (action, fields) in zip((visitor, colleague), forms, strict=True):
        assert each.client.post(action, {**fields, "paper": paper.act}).status_code == 302
    assert len(held.text.proposals) == 2
    assert "no longer in the room" in colleague.get("room/").text


def test_what_is_discarded_is_gone(held, come):
    visitor, size = come("member"), held.state.size
    press(visitor, keep(visitor), "discard")
    assert not Paper.objects.exists()
    assert "Nothing is prepared" in visitor.get("room/").text
    assert held.state.size == size


def test_words_and_reasons_are_changed_in_the_room(held, come):
    visitor = come("member")
    paper = keep(visitor)
    page = visitor.get(f"room/{paper.act}/")
    assert page.one("textarea", id="piece1-en").text == NEW
    assert page.one("textarea", id="rationale-en").text == "Faith."
    changed = {"piece1-en": "The Parties cooperate.", "rationale-en": "Brevity."}
    assert visitor.post(f"room/{paper.act}/", step="keep", **changed).status_code == 302
    assert "Brevity." in visitor.get("room/").text
    assert visitor.post(f"room/{paper.act}/", step="submit", **changed).status_code == 302
    (proposal,) = (each for each in held.text.proposals.values() if each.id != held.proposal)
    assert (proposal.pieces[0]["en"], proposal.rationale["en"]) == ("The Parties cooperate.", "Brevity.")


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("add", {"wording-en": "Data are free.", "number": "2bis."}),
        ("delete", {}),
        ("move", {"after": "p3"}),
        ("merge", {"other": ["p3"], "wording-en": "They cooperate and meet."}),
        ("split", {"piece1-en": "One.", "piece1-ru": "Один.", "piece2-en": "Two.", "piece2-ru": "Два."}),
    ],
)
def test_every_kind_of_proposal_is_kept_changed_and_submitted(held, come, kind, form):
    visitor = come("member")
    paper = keep(visitor, f"p/p2/propose/?kind={kind}", **form)
    assert visitor.post(f"room/{paper.act}/", step="keep", **{"rationale-en": "So be it."}).status_code == 302
    assert press(visitor, paper, "submit").status_code == 302
    (proposal,) = (each for each in held.text.proposals.values() if each.id != held.proposal)
    assert (proposal.kind, proposal.rationale) == (kind, {"en": "So be it."})


def test_words_of_a_proposal_that_stands_are_revised_from_the_room(held, come):
    visitor = come("member")
    paper = keep(visitor, f"proposal/{held.proposal}/revise/", **{"piece1-en": "The Parties shall exchange data."})
    assert "revises No. 1" in visitor.get("room/").text
    press(visitor, paper, "submit")
    assert held.text.proposals[held.proposal].pieces == ({"en": "The Parties shall exchange data."},)


def test_a_revision_issued_meanwhile_carries_what_is_prepared(held, come):
    visitor = come("member")
    base = held.text.provisions["p2"].wordings["en"]
    paper = keep(visitor, **{"wording-en": base.replace("should", "must")})
    placed = {"en": base.replace("The Parties", "All Parties")}
    held.do("text.place", SEATS["chair"], text=TEXT, provision="p2", wordings=placed)
    held.issue()
    assert press(visitor, paper, "submit").status_code == 302
    (proposal,) = (each for each in held.text.proposals.values() if each.id != held.proposal)
    assert proposal.pieces == ({"en": placed["en"].replace("should", "must")},)
    assert proposal.revision == 1


@pytest.mark.parametrize(
    ("placed", "told", "open_"),
    [("Nothing is left of it.", "Word it anew", True), (NEW, "nothing left to propose", False)],
    ids=["broken", "met"],
)
def test_what_a_revision_broke_or_met_is_said_and_not_submitted(held, come, placed, told, open_):
    visitor = come("member")
    paper = keep(visitor)
    held.do("text.place", SEATS["chair"], text=TEXT, provision="p2", wordings={"en": placed})
    held.issue()
    page = visitor.get("room/")
    assert told in page.text
    assert any(each.endswith(f"/room/{paper.act}/") for each in page.links) == open_
    response = press(visitor, paper, "submit")
    assert response.status_code == 422
    assert Paper.objects.filter(pk=paper.pk).exists()


def test_a_refused_paper_stays_with_its_reason(held, come):
    visitor = come("member")
    paper = keep(visitor)
    held.do("text.agree", SEATS["chair"], text=TEXT, provision="p2")
    page = checked(press(visitor, paper, "submit"))
    assert page.status == 422
    assert "agreed" in page.text
    assert KEPT in page.text


def test_nothing_is_kept_that_proposes_nothing(come):
    response = come("member").post("p/p2/propose/", step="keep")
    assert response.status_code == 422
    assert not Paper.objects.exists()


def test_an_id_that_no_act_can_have_is_refused_with_the_words_kept(come):
    response = come("member").post("p/p2/propose/", step="keep", act="../x", **{"wording-en": NEW})
    assert response.status_code == 422
    assert checked(response).one("textarea", id="wording-en").text == NEW


def test_the_record_forgets_nothing_and_knows_nothing(held, come):
    visitor = come("member")
    paper = keep(visitor)
    press(visitor, paper, "discard")
    acts = registry.entries(LOG)
    assert paper.act not in {each.act.id for each in acts}
    assert len(acts) == held.state.size


def lay(held, number):
    """Papers of Kazakhstan, each other words for the same provision."""
    made = (
        Shape(kind="reword", targets=("p2",), pieces=({"en": f"The Parties must meet {n} times."},))
        for n in range(number)
    )
    Paper.objects.bulk_create(
        Paper(
            log=LOG,
            text=TEXT,
            party="KAZ",
            act=f"laid-{n}",
            prepared=msgspec.json.encode(Prepared(shape, 0)).decode(),
            account=held.accounts["member"],
            at=datetime(2026, 7, 15, tzinfo=UTC),
        )
        for n, shape in enumerate(made)
    )


@pytest.mark.parametrize(("number", "on_page", "last"), [(1, 1, 1), (3, 3, 1), (500, SHOWN, 10)])
def test_a_room_is_read_page_by_page(held, come, number, on_page, last):
    lay(held, number)
    visitor = come("member")
    visitor.get("room/")
    with CaptureQueriesContext(connection) as asked:
        page = visitor.get("room/")
    assert len(asked) == 6 + (number > 0), [each["sql"] for each in asked]
    assert len(page.all("li", class_="paper")) == on_page
    assert len(page.response.content) < 400_000
    assert (f"Page 1 of {last}" in page.text) == (last > 1)
    assert len(visitor.get("room/", page=last).all("li", class_="paper")) == on_page
    assert f"meet {number - 1} times" in visitor.get("room/", page=10_000).text


def test_who_discards_on_a_page_of_the_room_stays_on_it(held, come):
    lay(held, SHOWN + 2)
    visitor = come("member")
    response = visitor.post("room/?page=2", action="page=2", step="discard")
    assert response.url == f"/c/{LOG}/t/{TEXT}/room/?page=2"
    assert "meet 50 times" not in visitor.get("room/", page=2).text
    visitor.post("room/?page=2", action="page=2", step="discard")
    assert "meet 49 times" in visitor.get("room/", page=2).text


def test_all_pages_of_the_room_are_submitted_together(held, come):
    lay(held, SHOWN + 1)
    page = come("member").get("room/")
    assert f"Submit all {SHOWN + 1}" in page.text
    assert "on the other pages" in page.text


def _colleague():

    account = Account.objects.create(name="colleague", display="KAZ/2")
    seats.give(account, LOG, "KAZ/2")
    return Visitor(account)
