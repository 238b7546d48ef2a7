"""What a capital wrote in Word becomes what its delegation proposes: read first, ticked, and never lost."""

from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from capital import Word
from comity import registry
from comity.formats import docx
from comity.formats.publication import Identifier, of_text
from comity.people import seats
from comity.people.models import Account
from comity.web.models import Paper
from web.conftest import Visitor
from web.reading import checked
from web.waiting import followed
from web.water import LOG, SEATS, TEXT

RECORD = reverse("record", args=(LOG,))


def sent(view="rolling", party=""):
    """The Word file that was sent out."""
    return _written(registry.head(LOG).root, view, party)


@cache
def _written(root, view, party):
    state = registry.state(LOG)
    return docx.write(of_text(state, root, Identifier(LOG, TEXT, state.size, "en", view, party)))


def answer(visitor, word, **fields):
    """What is answered to a file that is uploaded."""
    action, form = visitor.get("upload/").form()
    form = {**form, **fields, "file": SimpleUploadedFile("letter.docx", bytes(word))}
    return followed(visitor, visitor.client.post(action, form))


def read(visitor, word, **fields):
    """The account of a file that is uploaded."""
    response = answer(visitor, word, **fields)
    assert response.status_code == 200, checked(response).text
    return checked(response)


def press(visitor, page, step="submit", take=None, **fields):
    """Press a button of the account; ``take`` are the keys ticked, those ticked already if it is none."""
    action, form = page.form({"step": step})
    form["take"] = ticked(page) if take is None else take
    return visitor.client.post(action, {**form, **fields})


def ticked(page):
    return [each.get("value") for each in page.all("input", name="take") if each.get("checked") is not None]


def new(held):
    """The proposals made since the beginning, in the order made."""
    made = sorted(held.text.proposals.values(), key=lambda each: each.number)
    return [each for each in made if each.id != held.proposal]


@pytest.fixture
def other(come):
    """Russia's delegate."""
    return come("other member")


def test_tracked_changes_are_read_ticked_and_submitted(held, other):
    word = Word(sent()).replace("p2", "should", "must").comment("p2", "Good faith is a duty.")
    page = read(other, word)
    assert "The file makes one proposal" in page.text
    assert "replace “should” with “must”" in page.text
    assert "It was made here from this text: With all proposals" in page.text
    assert "1 proposal was left as it was." in page.text
    assert ticked(page) == ["0"]
    size = held.state.size
    response = press(other, page)
    assert response.url == f"{RECORD}?since={size}"
    (proposal,) = new(held)
    assert (proposal.kind, proposal.targets, proposal.sponsors) == ("reword", ("p2",), ("RUS",))
    assert proposal.pieces == ({"en": held.text.provisions["p2"].wordings["en"].replace("should", "must")},)
    assert proposal.rationale == {"en": "Good faith is a duty."}


def test_the_author_in_the_file_is_nobody(held, other):
    word = Word(sent(), author="UZB").replace("p2", "should", "must")
    press(other, read(other, word))
    assert [each.sponsors for each in new(held)] == [("RUS",)]


def test_what_was_changed_without_tracking_is_marked_and_proposed(held, other):
    page = read(other, Word(sent()).replace("p2", "should", "must", tracked=False))
    assert "changed without tracking" in page.text
    press(other, page)
    assert [each.targets for each in new(held)] == [("p2",)]


def test_a_file_that_changes_nothing_proposes_nothing(held, other):
    page = read(other, sent())
    assert "The file changes no words" in page.text
    response = press(other, page)
    assert response.status_code == 422
    assert "Nothing was ticked" in checked(response).text
    assert new(held) == []


def test_only_what_is_ticked_is_submitted_with_the_reason_as_typed(held, other):
    word = Word(sent()).replace("p2", "should", "must").add("p3", "Data are free of charge.")
    page = read(other, word)
    assert ticked(page) == ["0", "1"]
    press(other, page, take=["1"], **{"rationale-1-en": "  Costs\nburden the small. ", "rationale-1-ru": "Дорого."})
    (proposal,) = new(held)
    assert (proposal.kind, proposal.after, proposal.pieces) == ("add", "p3", ({"en": "Data are free of charge."},))
    assert proposal.rationale == {"en": "Costs burden the small.", "ru": "Дорого."}


def test_a_whole_provision_is_deleted(held, other):
    press(other, read(other, Word(sent()).strike("p3")))
    assert [(each.kind, each.targets) for each in new(held)] == [("delete", ("p3",))]


def test_the_same_form_sent_twice_is_one_proposal(held, other):
    page = read(other, Word(sent()).replace("p2", "should", "must"))
    assert [press(other, page).status_code for _ in range(2)] == [302, 302]
    assert len(new(held)) == 1


def test_the_same_file_uploaded_twice_is_the_same_account(other):
    word = Word(sent()).replace("p2", "should", "must")
    first, second = read(other, word), read(other, word)
    assert first.form()[0] == second.form()[0]


def test_pending_proposals_that_were_accepted_may_be_supported(held, other):
    page = read(other, Word(sent()).accept("KAZ"))
    assert "accepted in the file" in page.text
    assert "Support it" in page.text
    assert ticked(page) == []
    assert press(other, page, take=["s1"]).status_code == 302
    assert held.text.proposals[held.proposal].stances["RUS"].value == "support"
    assert new(held) == []


def test_pending_proposals_that_were_rejected_may_be_objected_to(held, other):
    page = read(other, Word(sent()).reject("KAZ"))
    assert "rejected in the file" in page.text
    press(other, page, take=["s1"])
    assert held.text.proposals[held.proposal].stances["RUS"].value == "object"


def test_ones_own_proposal_that_was_rejected_may_be_withdrawn(held, come):
    member = come("member")
    page = read(member, Word(sent()).reject("KAZ"))
    assert "Withdraw it" in page.text
    press(member, page, take=["s1"])
    assert held.text.proposals[held.proposal].state == "withdrawn"


def test_a_party_that_has_proposed_revises_its_proposal(held, come):
    member = come("member")
    word = Word(sent(view="clean")).replace("p1", "voluntarily", "regularly")
    page = read(member, word)
    assert "revises No. 1" in page.text
    press(member, page)
    assert new(held) == []
    assert "regularly" in held.text.proposals[held.proposal].pieces[0]["en"]


def test_what_stands_in_the_way_is_said_before_anything_is_submitted(held, other):
    word = Word(sent()).replace("p2", "should", "must")
    held.do("text.agree", SEATS["chair"], text=TEXT, provision="p2")
    page = read(other, word)
    assert "agreed" in page.text
    assert ticked(page) == []


def test_what_came_meanwhile_refuses_one_and_leaves_the_others(held, other):
    word = Word(sent()).replace("p2", "should", "must").add("p3", "Data are free of charge.")
    page = read(other, word)
    held.do("text.agree", SEATS["chair"], text=TEXT, provision="p2")
    response = press(other, page, **{"rationale-0-en": "Faith."})
    assert response.status_code == 422
    again = checked(response)
    assert "One statement was not submitted" in again.text
    assert again.one("textarea", id="rationale-0-en").text == "Faith."
    assert [each.kind for each in new(held)] == ["add"]
    held.do("text.reopen", SEATS["chair"], text=TEXT, provision="p2")
    assert press(other, again, take=["0", "1"]).status_code == 302
    assert [each.kind for each in new(held)] == ["add", "reword"]


def test_a_revision_issued_meanwhile_carries_what_the_file_proposes(held, other):
    word = Word(sent()).replace("p2", "should", "must")
    base = held.text.provisions["p2"].wordings["en"]
    placed = base.replace("The Parties", "All Parties")
    held.do("text.place", SEATS["chair"], text=TEXT, provision="p2", wordings={"en": placed})
    held.issue()
    page = read(other, word)
    assert "Meanwhile Rev.1 was issued" in page.text
    press(other, page)
    assert [each.pieces[0]["en"] for each in new(held)] == [placed.replace("should", "must")]


def test_a_revision_issued_between_reading_and_submitting_carries_it_too(held, other):
    page = read(other, Word(sent()).replace("p2", "should", "must"))
    base = held.text.provisions["p2"].wordings["en"]
    placed = base.replace("The Parties", "All Parties")
    held.do("text.place", SEATS["chair"], text=TEXT, provision="p2", wordings={"en": placed})
    held.issue()
    again = checked(press(other, page))
    assert again.status == 422
    assert "Revision 1 was issued" in again.text
    assert press(other, again).status_code == 302
    assert [each.pieces[0]["en"] for each in new(held)] == [placed.replace("should", "must")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "does not say what it was made from"),
        (f"comity:{LOG}/{TEXT}@9999;en;clean", "a state of the text that this record never had"),
        (f"comity:{LOG}/{TEXT}@1;en;clean", "a state of the text that this record never had"),
        (f"comity:{LOG}/{TEXT}@12;fr;clean", "a state of the text that this record never had"),
    ],
)
def test_a_file_that_names_what_it_was_not_made_from_is_compared_with_the_text_as_it_stands(held, other, name, told):
    data = sent(view="clean")
    word = Word(data).replace("p2", "should", "must").called(name)
    page = read(other, word, **{"in": "en"})
    assert told in page.text
    press(other, page)
    assert [each.targets for each in new(held)] == [("p2",)]


@pytest.mark.parametrize("name", ["comity:other-2026/statement@5;en;clean", f"comity:{LOG}/other@5;en;clean"])
def test_a_file_that_was_made_from_another_text_is_not_compared(held, other, name):
    word = Word(sent()).replace("p2", "should", "must").called(name)
    response = answer(other, word)
    assert response.status_code == 422
    assert "another" in checked(response).text
    assert new(held) == []


def test_what_another_delegation_has_is_not_told_by_a_file_that_names_it(come, other):
    member = come("member")
    member.post("p/p2/propose/", step="keep", **{"wording-en": "A secret of Kazakhstan."})
    word = Word(sent(view="delegation", party="KAZ"))
    assert "secret" not in read(other, word).response.content.decode()


def test_it_is_kept_in_the_room_and_submitted_later(held, other):
    page = read(other, Word(sent()).replace("p2", "should", "must"))
    size = held.state.size
    response = press(other, page, "keep", **{"rationale-0-en": "Faith."})
    assert response.url.endswith("/room/")
    assert held.state.size == size
    (paper,) = Paper.objects.all()
    assert paper.party == "RUS"
    assert other.post("room/", paper=paper.act, step="submit").status_code == 302
    assert [each.rationale for each in new(held)] == [{"en": "Faith."}]


def test_what_no_proposal_is_made_of_is_said_with_its_words(held, other):
    word = Word(sent()).comment("p3", "Is this still needed?")
    page = read(other, word)
    assert "Is this still needed?" in page.text
    assert "ignored." not in page.text
    page = read(other, Word(sent()).box("p2", "A box beside the text."))
    assert "A text box, which belongs to no provision: “A box beside the text.”" in page.text
    assert new(held) == []


def test_a_comment_of_the_file_is_made_as_a_comment(held, other):
    page = read(other, Word(sent()).comment("p3", "Is this still needed?"))
    assert ticked(page) == []
    assert press(other, page, take=["c0"], **{"comment-c0": "Is it needed?"}).status_code == 302
    (comment,) = held.text.provisions["p3"].comments
    assert (comment.party, comment.note) == ("RUS", "Is it needed?")


def test_two_colleagues_who_upload_the_same_file_make_one_proposal(held, other):
    account = Account.objects.create(name="colleague", display="RUS/2")
    seats.give(account, LOG, "RUS/2")
    colleague = Visitor(account)
    word = Word(sent()).replace("p2", "should", "must")
    pages = [(each, read(each, word)) for each in (other, colleague)]
    answers = [press(*each) for each in pages]
    assert [each.status_code for each in answers] == [302, 422]
    assert len(new(held)) == 1


def test_the_secretariat_files_what_it_received_by_note(held, come):
    secretariat = come("secretariat")
    page = read(secretariat, Word(sent()).replace("p2", "should", "must"), sponsor="RUS")
    assert not [each for each in page.all("button") if each.get("value") == "keep"]
    press(secretariat, page)
    (proposal,) = new(held)
    assert (proposal.sponsors, proposal.filed) == (("RUS",), "SEC")


def test_nobody_but_the_secretariat_files_for_others(held, other):
    press(other, read(other, Word(sent()).replace("p2", "should", "must"), sponsor="KAZ"))
    assert [each.sponsors for each in new(held)] == [("RUS",)]


@pytest.mark.parametrize("role", ["member", "secretariat"])
def test_the_account_is_open_to_nobody_else(come, other, role):
    page = read(other, Word(sent()).replace("p2", "should", "must"))
    action, _ = page.form()
    visitor = come(role)
    assert visitor.client.get(action).status_code == 404
    assert visitor.client.post(action, {"step": "submit", "take": "0"}).status_code == 404


def test_keys_that_the_account_does_not_have_do_nothing(held, other):
    page = read(other, Word(sent()).replace("p2", "should", "must"))
    response = press(other, page, take=["7", "s9", "c3", "-1", "x" * 99])
    assert response.status_code == 422
    assert new(held) == []


def test_an_account_that_is_gone_is_not_here(come):
    assert come("member").client.post(reverse("understood", args=(LOG, TEXT, "0" * 32))).status_code == 404
