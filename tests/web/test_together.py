"""Acts signed together: shown before, signed with one gesture or in one file, each done by itself and each to be found again."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from capital import Word
from comity import registry
from comity.core.acts import decode
from comity.formats import docx
from comity.formats.publication import Identifier, of_text
from comity.record import batch, sheaf, signature
from comity.record.leaf import read_leaf
from comity.record.sheaf import Sheet
from comity.record.signature import Signature
from comity.registry import store
from comity.web.models import Paper
from record.devices import Card
from web.conftest import Visitor
from web.reading import checked
from web.signing import SITE, phone, signing
from web.waiting import followed
from web.water import LOG, TEXT

ALL = f"/c/{LOG}/sign/all/"
WORDS = {"p1": "The Parties share water.", "p2": "The Parties must cooperate.", "title": "Joint statement on rivers"}


@pytest.fixture(params=[1, 2], ids=["passkeys", "keys of the command line"])
def level(request):
    return request.param


@pytest.fixture
def held(db, level):  # noqa: ARG001 - the consultation is kept in it
    """Kazakhstan has a passkey and a key on the command line, and three proposals in its room."""
    made = signing(signing=level)
    made.do("key.add", "KAZ/1", id="kaz-card", **Card(5).fields)
    made.devices["KAZ/1"] = ("kaz-card", Card(5))
    made.do("key.add", "KAZ/1", id="kaz-phone", **phone().fields)
    return made


@pytest.fixture
def visitor(held):
    """Somebody of Kazakhstan, who has prepared three proposals."""
    found = Visitor(held.accounts["member"])
    for provision, words in WORDS.items():
        found.post(f"p/{provision}/propose/", step="keep", **{"wording-en": words})
    assert Paper.objects.count() == 3
    return found


def waiting(visitor):
    """The page on which everything in the room is signed."""
    form = {"step": "all", **dict(_hidden(visitor.get("room/")))}
    return checked(visitor.client.post(f"/c/{LOG}/t/{TEXT}/room/", form))


def _hidden(page):
    _, fields = page.form(action="/room/")
    return fields.items()


def statements(page):
    return [each.text for each in page.all("textarea", name="statement")]


def together(device, page, key, asked=None):
    """The line that a browser sends: one signature for all acts of a page."""
    found = [each.encode() for each in asked or statements(page)]
    challenge = batch.places([signature.text(each) for each in found])[0] if len(found) > 1 else None
    return str(Signature("passkey", key, device.asserts(challenge or signature.challenge(found[0]))))


def send(visitor, page, line, **form):
    return visitor.client.post(ALL, {"statement": statements(page), "signature": line, **form}, follow=True)


def handed_in(visitor, sheets):
    """What is answered to a file of signed acts."""
    file = SimpleUploadedFile("signed.txt", sheaf.write(sheets).encode())
    return visitor.client.post(ALL, {"sheaf": file}, follow=True)


def by_card(text):
    card = Card(5)
    return Sheet(text.encode(), (card.sign(decode(text.encode()), "kaz-card"),))


def proposals(held):
    return sorted(each.targets[0] for each in held.state.texts[TEXT].proposals.values())


@pytest.mark.parametrize("level", [1], indirect=True)
def test_one_gesture_signs_all_that_is_shown_and_each_bears_its_own_proof(held, visitor):
    size = held.state.size
    page = waiting(visitor)
    assert "Sign 3 acts" in page.text
    assert held.state.size == size
    form = page.one("form", data_passkey="sign")
    texts = [signature.text(each.encode()) for each in statements(page)]
    asked, places = batch.places(texts)
    assert signature.base64.b64decode(form.get("data-challenge")) == asked
    assert list(json.loads(form.get("data-keys")).values()) == ["kaz-phone"]
    for sentence in ("replace “should” with “must”", *(f"{n}. KAZ proposed" for n in (1, 2, 3))):
        assert sentence in page.text
    answer = checked(send(visitor, page, together(phone(), page, "kaz-phone")))
    assert "3 statements stand in the record." in answer.response.content.decode()
    assert proposals(held) == ["p1", "p2", "title"]
    assert Paper.objects.count() == 0
    for place, (leaf, _) in zip(places, store.leaves(LOG, size), strict=True):
        kept = read_leaf(leaf)
        (line,) = map(signature.read, kept.sigs)
        assert line.place == place
        assert signature.verifies(line, phone().public, kept.stmt.encode(), SITE)


def test_one_file_takes_all_statements_away_and_brings_them_back_signed(held, visitor, level):
    page = waiting(visitor)
    assert ("data-passkey" in page.response.content.decode()) == (level == 1)
    taken = visitor.client.post(ALL, {"statement": statements(page), "step": "statements"})
    assert taken["Content-Disposition"] == 'attachment; filename="statements.txt"'
    sheets = sheaf.read(taken.content)
    assert [each.statement.decode() for each in sheets] == statements(page)
    # Days later, on a page of its own.
    assert "Hand in acts that were signed on the command line." in visitor.get(ALL).text
    answer = handed_in(visitor, [by_card(each.statement.decode()) for each in sheets])
    assert "3 statements stand in the record." in answer.content.decode()
    assert proposals(held) == ["p1", "p2", "title"]
    assert Paper.objects.count() == 0


def test_what_is_refused_in_the_middle_says_why_and_stays_and_the_others_stand(held, visitor, level):
    page = waiting(visitor)
    held.do("text.agree", text=TEXT, provision="p2")
    if level == 1:
        answer = send(visitor, page, together(phone(), page, "kaz-phone"))
    else:
        answer = handed_in(visitor, map(by_card, statements(page)))
    again = checked(answer)
    assert answer.status_code == 422
    assert proposals(held) == ["p1", "title"]
    assert "2 acts stand in the record." in again.text
    assert "One is left out" in again.text
    assert "is agreed" in again.text
    assert "replace “should” with “must”" in again.text
    assert [paper.act for paper in Paper.objects.all()] == [decode(statements(page)[1].encode()).id]
    assert f"/c/{LOG}/t/{TEXT}/room/" in again.links
    assert statements(again) == []


def test_the_same_acts_sent_again_are_found_and_done_once(held, visitor):
    page = waiting(visitor)
    sheets = list(map(by_card, statements(page)))
    handed_in(visitor, sheets[:2])  # the connection was lost
    size = held.state.size
    for _ in range(2):
        assert "3 statements stand in the record." in handed_in(visitor, sheets).content.decode()
    assert held.state.size == size + 1
    assert proposals(held) == ["p1", "p2", "title"]


@pytest.mark.parametrize("level", [1], indirect=True)
def test_a_signature_that_is_none_of_them_hands_all_back(held, visitor):
    page = waiting(visitor)
    size = held.state.size
    for line in (
        "",
        "nonsense",
        together(phone(22), page, "kaz-phone"),
        together(phone(), page, "nobody"),
        together(phone(), page, "kaz-phone", statements(page)[:2]),
        together(phone(), page, "kaz-phone", statements(page)[::-1]),
    ):
        answer = send(visitor, page, line)
        assert answer.status_code == 422
        assert statements(checked(answer)) == statements(page)
    assert held.state.size == size
    assert Paper.objects.count() == 3


@pytest.mark.parametrize("level", [2], indirect=True)
def test_a_passkey_signs_nothing_where_a_better_key_is_asked_for(held, visitor):
    page = waiting(visitor)
    assert "with a key of your own on the command line" in page.text
    answer = checked(send(visitor, page, together(phone(), page, "kaz-phone")))
    assert statements(answer) == statements(page)
    assert proposals(held) == []


def test_two_acts_that_cannot_both_be_done_are_told_before_anybody_signs(held, visitor):
    one, *_ = Paper.objects.all()
    Paper.objects.create(
        log=one.log,
        text=one.text,
        party=one.party,
        act="kaz-twin",
        prepared=one.prepared,
        account=one.account,
        at=one.at,
    )
    page = waiting(visitor)
    assert len(statements(page)) == 3
    assert "One is left out" in page.text
    assert proposals(held) == []


def test_acts_of_another_seat_are_taken_from_nobody(held, visitor):
    page = waiting(visitor)
    colleague = Visitor(held.accounts["colleague"])
    answer = handed_in(colleague, map(by_card, statements(page)))
    assert answer.status_code == 422
    assert "This act is one of KAZ/1; you sit at KAZ/2." in checked(answer).text
    assert proposals(held) == []


@pytest.mark.parametrize("level", [1], indirect=True)
def test_what_is_no_act_is_refused_in_a_sentence(held, visitor, monkeypatch):
    size = held.state.size
    for form in ({}, {"step": "statements"}, {"statement": ["{}", "{}"]}, {"statement": ["[" * 5000]}):
        answer = visitor.client.post(ALL, form)
        assert answer.status_code == 422
        assert "This was not done" in checked(answer).text
    for data in (b"", b"\xff", b"ed25519 kaz-card AAAA", b"{}\n{}"):
        answer = visitor.client.post(ALL, {"sheaf": SimpleUploadedFile("signed.txt", data)})
        assert answer.status_code == 422
    page = waiting(visitor)
    monkeypatch.setattr(batch, "MOST", 2)
    answer = send(visitor, page, together(phone(), page, "kaz-phone"))
    assert "2 of them at most" in checked(answer).text
    assert len(statements(waiting(visitor))) == 2
    assert held.state.size == size


@pytest.mark.parametrize("level", [1], indirect=True)
def test_a_file_of_the_capital_is_signed_at_once_and_waits_in_the_room_until_then(held):
    visitor = Visitor(held.accounts["member"])
    root = registry.head(LOG).root
    sent = docx.write(of_text(held.state, root, Identifier(LOG, TEXT, held.state.size, "en", "rolling", "")))
    word = (
        Word(sent)
        .replace("p2", "should", "must")
        .comment("p2", "Good faith is a duty.")
        .replace("p1", "voluntarily", "freely")
    )
    action, form = visitor.get("upload/").form()
    form = {**form, "file": SimpleUploadedFile("letter.docx", bytes(word))}
    account = checked(followed(visitor, visitor.client.post(action, form)))
    action, form = account.form({"step": "submit"})
    page = checked(visitor.client.post(action, {**form, "take": ["0", "1"]}))
    assert "Sign 2 acts" in page.text
    assert "Good faith is a duty." in page.text
    assert Paper.objects.count() == 2
    assert proposals(held) == []
    send(visitor, page, together(phone(), page, "kaz-phone"))
    assert proposals(held) == ["p1", "p2"]
    assert Paper.objects.count() == 0


def test_where_nothing_need_be_signed_the_room_is_submitted_at_once(db):  # noqa: ARG001 - the consultation is kept in it
    held = signing()
    visitor = Visitor(held.accounts["member"])
    for provision, words in WORDS.items():
        visitor.post(f"p/{provision}/propose/", step="keep", **{"wording-en": words})
    held.do("text.agree", text=TEXT, provision="p2")
    size = held.state.size
    page = visitor.get("room/")
    assert "Submit all 2" in page.text
    action, form = page.form({"step": "all"})
    answer = checked(visitor.client.post(action, form, follow=True))
    assert held.state.size == size + 2
    assert proposals(held) == ["p1", "title"]
    assert "is agreed" in answer.text
    assert Paper.objects.count() == 1


@pytest.mark.parametrize("level", [1], indirect=True)
def test_a_file_that_is_kept_is_signed_first_and_what_names_it_waits_in_the_room(held):
    visitor = Visitor(held.accounts["member"])
    root = registry.head(LOG).root
    sent = docx.write(of_text(held.state, root, Identifier(LOG, TEXT, held.state.size, "en", "rolling", "")))
    word = Word(sent).replace("p2", "should", "must").replace("p1", "voluntarily", "freely")
    action, form = visitor.get("upload/").form()
    form = {**form, "file": SimpleUploadedFile("letter.docx", bytes(word)), "enclose": "1"}
    account = checked(followed(visitor, visitor.client.post(action, form)))
    action, form = account.form({"step": "submit"})
    ticked = [each.get("value") for each in account.all("input", name="take")]
    page = checked(visitor.client.post(action, {**form, "take": ticked}))
    assert "Sign the file first." in page.text
    assert Paper.objects.count() == 2
    statement = dict(page.form()[1])["statement"]
    file = decode(statement.encode())
    assert file.kind == "text.enclose_file"
    visitor.client.post(f"/c/{LOG}/sign/", {"statement": statement, "signature": phone().sign(file, "kaz-phone")})
    assert list(held.state.texts[TEXT].files) == [file.id]
    page = waiting(visitor)
    send(visitor, page, together(phone(), page, "kaz-phone"))
    assert proposals(held) == ["p1", "p2"]
    assert {each.sources for each in held.state.texts[TEXT].proposals.values()} == {(file.id,)}
