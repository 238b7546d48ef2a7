"""A delegation changes the words of a provision: it reads what that proposes, submits, and never loses what it typed."""

import pytest

from web.reading import checked
from web.water import SEATS, TEXT

NEW = "The Parties must cooperate in good faith."


def _place_and_issue(held):
    held.do("text.withdraw", SEATS["member"], text=TEXT, proposal=held.proposal)
    held.do("text.place", SEATS["chair"], text=TEXT, provision="p1", wordings={"en": "The Parties exchange data."})
    held.issue()


def _delete(held):
    gone = held.do("text.delete", SEATS["other member"], text=TEXT, provision="p2")
    held.do("text.accept", SEATS["chair"], text=TEXT, proposal=gone)
    held.issue()


def preview(visitor, path, **form):
    """The page after the button that only shows the change."""
    return checked(visitor.post(path, step="preview", **form))


def test_the_change_is_read_before_anything_is_submitted(held, come):
    page = preview(come("member"), "p/p2/propose/", **{"wording-en": NEW})
    assert "“should”" in page.text
    assert "“must”" in page.text
    assert [each.text for each in page.all("ins")]
    assert len(held.text.proposals) == 1


def test_with_script_only_the_answer_comes(come):
    visitor = come("member")
    response = visitor.client.post(
        "/c/water-2026/t/statement/p/p2/propose/", {"wording-en": NEW}, headers={"hx-request": "true"}
    )
    assert "“must”" in response.content.decode()
    assert "<html" not in response.content.decode()


def test_submitting_puts_it_in_the_record(held, come):
    response = come("member").post("p/p2/propose/", step="submit", **{"wording-en": NEW, "rationale-en": "Faith."})
    assert response.status_code == 302
    (proposal,) = (each for each in held.text.proposals.values() if each.id != held.proposal)
    assert (proposal.kind, proposal.sponsors, proposal.targets) == ("reword", ("KAZ",), ("p2",))
    assert proposal.pieces == ({"en": NEW},)
    assert proposal.rationale == {"en": "Faith."}


def test_only_the_languages_that_changed_are_proposed(held, come):
    come("member").post("p/p2/propose/", step="submit", **{"wording-ru": "Сторонам надлежит сотрудничать."})
    assert {tuple(each.pieces[0]) for each in held.text.proposals.values()} == {("en",), ("ru",)}


def test_what_is_typed_is_made_canonical(held, come):
    come("member").post("p/p2/propose/", step="submit", **{"wording-en": "  The Parties\r\n\u200bmust  meet. "})
    assert {"en": "The Parties must meet."} in [each.pieces[0] for each in held.text.proposals.values()]


def test_the_same_form_sent_twice_is_one_proposal(held, come):
    visitor = come("member")
    page = visitor.get("p/p2/propose/")
    action, fields = page.form()
    form = {**fields, "wording-en": NEW, "step": "submit"}
    assert [visitor.client.post(action, form).status_code for _ in range(2)] == [302, 302]
    assert len(held.text.proposals) == 2


def test_nothing_changed_is_handed_back(come):
    response = come("member").post("p/p2/propose/", step="submit")
    assert response.status_code == 422
    assert "This was not done" in checked(response).text


@pytest.mark.parametrize(
    ("meanwhile", "told"),
    [
        (_place_and_issue, "Revision 1 was issued"),
        (_delete, "Provision 2 is no longer in the text"),
        (lambda held: held.reword("KAZ/1", "p2", "The Parties cooperate."), "KAZ"),
    ],
    ids=["a revision was issued", "the provision is gone", "a colleague proposed"],
)
def test_what_happened_meanwhile_hands_the_form_back_with_its_words(held, come, meanwhile, told):
    visitor = come("member")
    action, fields = visitor.get("p/p2/propose/").form()
    meanwhile(held)
    before = len(held.text.proposals)
    response = visitor.client.post(action, {**fields, "wording-en": NEW, "rationale-en": "Why.", "step": "submit"})
    assert response.status_code == 422
    page = checked(response)
    assert told in page.text
    assert page.one("textarea", id="wording-en").text == NEW
    assert page.one("textarea", id="rationale-en").text == "Why."
    assert len(held.text.proposals) == before


def test_after_reading_why_the_same_words_can_be_sent_again(held, come):
    visitor = come("member")
    action, fields = visitor.get("p/p2/propose/").form()
    _place_and_issue(held)
    page = checked(visitor.client.post(action, {**fields, "wording-en": NEW, "step": "submit"}))
    _, again = page.form()
    assert visitor.client.post(action, {**again, "step": "submit"}).status_code == 302


def test_a_party_that_has_proposed_is_led_to_its_proposal(held, come):
    response = come("member").client.get("/c/water-2026/t/statement/p/p1/propose/")
    assert response.url.endswith(f"/proposal/{held.proposal}/revise/")
    words = "The Parties should exchange data yearly."
    assert (
        come("member").post(f"proposal/{held.proposal}/revise/", step="submit", **{"piece1-en": words}).status_code
        == 302
    )
    assert held.text.proposals[held.proposal].pieces == ({"en": words},)


@pytest.mark.parametrize(
    ("kind", "form", "pieces"),
    [
        ("add", {"wording-en": "Data are free.", "number": "2bis."}, ({"en": "Data are free."},)),
        ("delete", {}, ()),
        ("move", {"after": "p3"}, ()),
        ("merge", {"other": ["p3"], "wording-en": "They cooperate and meet."}, None),
        ("split", {"piece1-en": "One.", "piece1-ru": "Один.", "piece2-en": "Two.", "piece2-ru": "Два."}, None),
    ],
)
def test_every_kind_of_proposal_is_read_and_submitted(held, come, kind, form, pieces):
    visitor = come("member")
    path = f"p/p2/propose/?kind={kind}"
    assert "2" in preview(visitor, path, **form).text
    assert visitor.post(path, step="submit", **form).status_code == 302
    (proposal,) = (each for each in held.text.proposals.values() if each.id != held.proposal)
    assert proposal.kind == kind
    assert pieces is None or proposal.pieces == pieces
    assert str(proposal.number) in visitor.get(f"proposal/{proposal.id}/").text


@pytest.mark.parametrize("kind", ["add", "move", "merge", "split"])
def test_a_form_left_empty_is_handed_back(come, kind):
    form = {"wording-en": "", "wording-ru": "", "piece1-en": "", "piece1-ru": "", "other": []}
    assert come("member").post(f"p/p2/propose/?kind={kind}", step="submit", **form).status_code == 422


def test_bidirectional_overrides_are_refused_with_the_words_kept(come):
    hostile = "The Parties \u202eshall\u202c cooperate."
    response = come("member").post("p/p2/propose/", step="submit", **{"wording-en": hostile})
    assert response.status_code == 422
    assert checked(response).one("textarea", id="wording-en").text == hostile


@pytest.mark.parametrize("role", ["chair", "secretariat", "observer", "body"])
def test_others_may_propose_as_the_rules_of_the_core_say(held, come, role):
    response = come(role).post("p/p2/propose/", step="submit", **{"wording-en": NEW})
    assert response.status_code in {302, 422}
    assert (response.status_code == 302) == (len(held.text.proposals) == 2)
