"""Positions, comments, co-sponsoring, withdrawing, insisting: plain forms, and a sentence where one is refused."""

import pytest

from web.reading import checked
from web.water import SEATS, TEXT


def act(visitor, held, verb, **form):
    return visitor.post(f"proposal/{held.proposal}/", action=f"answer/{verb}/", **form)


@pytest.mark.parametrize("value", ["support", "can_accept", "reserve", "object", "not_interested"])
def test_a_position_is_taken_with_a_note(held, come, value):
    visitor = come("other member")
    assert act(visitor, held, "position", stance=value, note="Under study.").status_code == 302
    stance = held.text.proposals[held.proposal].stances["RUS"]
    assert (stance.value, stance.note) == (value, "Under study.")
    assert "Under study." in visitor.get(f"proposal/{held.proposal}/").text


def test_a_comment_stands_on_the_proposal(held, come):
    assert act(come("body"), held, "comment", comment="Which data?").status_code == 302
    assert "Which data?" in come("member").get(f"proposal/{held.proposal}/").text


@pytest.mark.parametrize("words", ["", "  ", "\u200b\u00a0"])
def test_a_comment_that_says_nothing_is_handed_back(held, come, words):
    size = held.state.size
    path = f"proposal/{held.proposal}/"
    response = come("member").post(path, action="comment/", comment=words)
    assert response.status_code == 422
    assert "The comment is empty." in checked(response).text
    assert held.state.size == size


def test_a_co_sponsor_joins_and_leaves(held, come):
    visitor = come("other member")
    act(visitor, held, "co-sponsor")
    assert held.text.proposals[held.proposal].sponsors == ("KAZ", "RUS")
    act(visitor, held, "withdraw")
    assert held.text.proposals[held.proposal].sponsors == ("KAZ",)


def test_who_is_not_taken_up_may_insist(held, come):
    held.do("text.not_taken_up", SEATS["chair"], text=TEXT, proposal=held.proposal)
    assert "insist" in come("member").get("/").text
    assert act(come("member"), held, "insist").status_code == 302
    assert held.text.proposals[held.proposal].insisted


@pytest.mark.parametrize(
    ("role", "verb", "form"),
    [
        ("body", "position", {"stance": "object"}),
        ("member", "position", {"stance": "object"}),
        ("other member", "position", {"stance": "nonsense"}),
        ("member", "co-sponsor", {}),
        ("other member", "withdraw", {}),
        ("member", "insist", {}),
        ("member", "comment", {"comment": " "}),
    ],
)
def test_what_the_rules_refuse_is_a_sentence_on_the_same_page(held, come, role, verb, form):
    visitor = come(role)
    _, fields = visitor.get(f"proposal/{held.proposal}/").form(action="answer/comment/")
    size = held.state.size
    response = visitor.client.post(
        f"/c/water-2026/t/statement/proposal/{held.proposal}/answer/{verb}/", {**fields, **form, "note": "Kept."}
    )
    assert response.status_code == 422
    page = checked(response)
    assert "This was not done" in page.text
    assert "refused." not in page.text
    assert held.state.size == size
    if page.all("input", name="note"):
        assert page.all("input", name="note")[0].get("value") == "Kept."


def test_an_answer_to_words_that_changed_meanwhile_is_handed_back(held, come):
    visitor = come("other member")
    action, fields = visitor.get(f"proposal/{held.proposal}/").form(action="position/")
    held.do(
        "text.revise", "KAZ/1", text=TEXT, proposal=held.proposal, pieces=({"en": "The Parties may exchange data."},)
    )
    response = visitor.client.post(action, {**fields, "stance": "support"})
    assert response.status_code == 422
    assert held.text.proposals[held.proposal].stances.get("RUS") is None


def test_a_provision_itself_is_answered(held, come):
    visitor = come("other member")
    assert visitor.post("p/p2/", action="answer/position/", stance="reserve", note="Wait.").status_code == 302
    assert visitor.post("p/p2/", action="answer/comment/", comment="Too short.").status_code == 302
    page = visitor.get("p/p2/")
    assert "Too short." in page.text
    assert held.text.provisions["p2"].stances["RUS"].value == "reserve"
    response = visitor.client.post("/c/water-2026/t/statement/p/p2/answer/position/", {"stance": "reserve"})
    assert response.status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "proposal/PROPOSAL/answer/nothing/",
        "proposal/nothing/answer/comment/",
        "p/p9/answer/comment/",
        "p/p1/answer/insist/",
    ],
)
def test_there_are_no_other_verbs(held, come, path):
    where = "/c/water-2026/t/statement/" + path.replace("PROPOSAL", held.proposal)
    assert come("member").client.post(where).status_code == 404


def test_where_an_answer_leads_back_to_is_a_page_of_this_house(held, come):
    response = act(come("other member"), held, "position", stance="support", back="https://elsewhere.example/")
    assert response.url.startswith("/c/water-2026/")
