"""The chair: what would follow is said first; then one button rules, and everybody reads what became of the proposals."""

import pytest

from web.reading import checked, read
from web.water import SEATS, TEXT

RULE = "/c/water-2026/t/statement/rule/"


def test_the_page_says_what_would_follow_and_who_is_in_the_way(held, come):
    page = come("chair").get("rule/agree/?provision=p1")
    assert "Who stands in the way KAZ proposes other words" in page.text
    page = come("chair").get("rule/agree/?provision=p2")
    assert "Who stands in the way Nobody." in page.text
    assert held.text.provisions["p2"].state == "open"


@pytest.mark.parametrize(
    ("ruling", "state"),
    [
        ("agree", "agreed"),
        ("agree-ad-referendum", "agreed_ad_referendum"),
        ("keep-in-brackets", "in_brackets"),
        ("defer", "deferred"),
    ],
)
def test_one_button_rules_on_a_provision(held, come, ruling, state):
    chair = come("chair")
    assert chair.post(f"rule/{ruling}/?provision=p2").status_code == 302
    assert held.text.provisions["p2"].state == state
    assert chair.post("rule/reopen/?provision=p2").status_code == 302
    assert held.text.provisions["p2"].state == "open"


def test_capitals_that_have_yet_to_confirm_are_named(held, come):
    come("chair").post("rule/agree-ad-referendum/?provision=p2", party=["RUS"])
    assert held.text.provisions["p2"].ad_referendum == ("RUS",)
    assert "Your capital has to confirm" in come("other member").get("/").text
    assert come("other member").post("rule/reopen/?provision=p2").status_code == 302


def test_the_chair_places_its_own_wording(held, come):
    path = "rule/place/?provision=p2"
    assert come("chair").post(path).status_code == 422
    assert come("chair").post(path, **{"wording-en": "The Parties cooperate."}).status_code == 302
    assert held.text.provisions["p2"].settled[0].wordings == {"en": "The Parties cooperate."}
    assert "The Parties cooperate." in come("member").get("?view=adopted").text


def test_the_words_of_the_chair_are_weighed_before_they_are_placed(held, come):
    size = held.state.size
    path = "rule/place/?provision=p1"
    words = {"wording-en": "The Parties should exchange data yearly."}
    page = checked(come("chair").post(path, button={"step": "weigh"}, **words))
    assert "What would follow" in page.text
    assert "Met by it: No. 1 KAZ" in page.text
    assert page.form({"step": "rule"})[1]["wording-en"] == words["wording-en"]
    assert held.state.size == size
    nothing = checked(come("chair").post(path, button={"step": "weigh"}))
    assert read(nothing.one("p", class_="refusal")) == "This would change nothing."


def test_whatever_is_ruled_the_chair_goes_on_from_the_provision(held, come):
    chair = come("chair")
    response = chair.post(f"rule/not-taken-up/?proposal={held.proposal}")
    assert response.url.endswith("/p/p1/")
    assert "So ruled." in chair.get(response.url).text


def test_the_chair_rules_from_the_text(come):
    page = come("chair").get("")
    assert "/c/water-2026/t/statement/rule/agree/?provision=p1" in page.links


def test_a_version_left_behind_is_named_and_brought_into_line(held, come):
    path = "rule/place/?provision=p2"
    come("chair").post(path, **{"wording-en": "The Parties cooperate."})
    held.issue()
    assert "to be brought into line: Русский" in come("member").get("p/p2/").text
    assert come("chair").post(path, confirm=["ru"]).status_code == 302
    assert "to be brought into line" not in come("member").get("p/p2/").text


def test_a_proposal_is_accepted_issued_and_read(held, come):
    chair = come("chair")
    held.reword("RUS/1", "p1", "The Parties shall exchange data on water voluntarily.")
    assert "carried with other words" in chair.get(f"rule/accept/?proposal={held.proposal}").text.lower()
    assert chair.post(f"rule/accept/?proposal={held.proposal}").status_code == 302
    assert "Accepted 1" in chair.get("issue/").text
    response = chair.post("issue/")
    assert response.url.endswith("/revision/1/")
    assert "Carried 1" in chair.get("revision/1/").text
    assert held.text.revisions[1].accepted == (held.proposal,)
    assert held.text.provisions["p1"].wordings["en"] == "The Parties should exchange data voluntarily."
    assert "“should”" in come("member").get("compare/").text


def test_an_alternative_is_accepted_from_the_list_of_what_could_close_it(held, come):
    chair = come("chair")
    page = chair.get("p/p1/")
    assert "What could close it" in page.text
    (address,) = (each for each in page.links if "accept-alternative" in each)
    weighed = chair.get(address)
    assert "“should”" in weighed.text
    (redline, _) = weighed.all("p", class_="wording")
    assert "shall" in [read(each) for each in redline.iter() if each.tag.endswith("}del")]
    response = chair.post(address)
    assert response.status_code == 302
    assert response.url.endswith("/p/p1/")
    assert held.text.provisions["p1"].settled[0].proposals == (held.proposal,)


def test_a_proposal_leaves_the_text_and_comes_back(held, come):
    chair = come("chair")
    assert chair.post(f"rule/not-taken-up/?proposal={held.proposal}").status_code == 302
    assert held.text.proposals[held.proposal].state == "not_taken_up"
    assert chair.post(f"rule/reopen-proposal/?proposal={held.proposal}").status_code == 302
    assert held.text.proposals[held.proposal].state == "open"


def test_what_stands_in_the_way_keeps_the_button_away_and_the_door_shut(held, come):
    held.answer(SEATS["other member"], held.proposal, "object")
    page = come("chair").get(f"rule/accept/?proposal={held.proposal}")
    assert "RUS objects" in page.text
    assert not [each for each in page.all("button") if each.text == "Accept"]
    response = come("chair").post(f"rule/accept/?proposal={held.proposal}")
    assert response.status_code == 422
    assert "RUS" in checked(response).text


def test_an_objection_that_comes_meanwhile_is_heard(held, come):
    chair = come("chair")
    _, fields = chair.get(f"rule/accept/?proposal={held.proposal}").form()
    held.answer(SEATS["other member"], held.proposal, "object")
    assert chair.client.post(f"{RULE}accept/?proposal={held.proposal}", fields).status_code == 422
    assert held.text.proposals[held.proposal].state == "open"


def test_a_ruling_that_comes_meanwhile_stops_the_issue(held, come):
    chair = come("chair")
    held.do("text.place", SEATS["chair"], text=TEXT, provision="p2", wordings={"en": "The Parties cooperate."})
    _, fields = chair.get("issue/").form()
    held.do("text.accept", SEATS["chair"], text=TEXT, proposal=held.proposal)
    assert chair.client.post("/c/water-2026/t/statement/issue/", fields).status_code == 422
    assert len(held.text.revisions) == 1


def test_nothing_settled_is_nothing_to_issue(come):
    page = come("chair").get("issue/")
    assert not page.all("button", class_="primary")
    assert come("chair").post("issue/").status_code == 422


def test_members_initial_what_is_agreed_and_the_text_is_fixed(held, come):
    held.do("text.withdraw", SEATS["member"], text=TEXT, proposal=held.proposal)
    assert not come("member").get("initial/").all("button", class_="primary")
    assert come("member").post("initial/").status_code == 422
    for provision in held.text.order:
        held.do("text.agree", SEATS["chair"], text=TEXT, provision=provision)
    assert "The text awaits your initials" in come("member").get("/").text
    assert come("observer").post("initial/").status_code == 422
    for role in ("member", "other member", "chair"):
        assert come(role).post("initial/").status_code == 302
    assert held.text.fixed
    assert "Initialled by KAZ RUS UZB" in come("body").get("initial/").text


@pytest.mark.parametrize("role", ["member", "observer", "body", "secretariat"])
@pytest.mark.parametrize("path", ["rule/agree/?provision=p2", "rule/place/?provision=p2"])
def test_others_do_not_rule(held, come, role, path):
    size = held.state.size
    response = come(role).post(path, **{"wording-en": "The Parties cooperate."})
    assert response.status_code == 422
    assert held.state.size == size


def test_others_are_offered_no_rulings(held, come):
    for role in set(SEATS) - {"chair"}:
        for path in ("p/p1/", f"proposal/{held.proposal}/", ""):
            assert not [each for each in come(role).get(path).links if "/rule/" in (each or "")]
