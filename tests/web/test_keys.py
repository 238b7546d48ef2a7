"""Keys and devices on the pages, and acts that are signed before they are done."""

import base64
import json

import pytest

from comity import registry
from comity.core.acts import decode
from comity.core.acts.keying import keys_of
from comity.record import signature
from comity.record.leaf import read_leaf
from comity.registry import store
from comity.web.models import Paper
from record.devices import Card, Phone, Stick
from web.conftest import Visitor
from web.reading import checked, fields_of, read
from web.signing import SITE, phone, signing
from web.water import LOG, TEXT

KEYS = f"/c/{LOG}/keys/"
SIGN = f"/c/{LOG}/sign/"
PARTIES = f"/c/{LOG}/parties/"


@pytest.fixture
def held(db, request):  # noqa: ARG001 - the consultation is kept in it
    return signing(**getattr(request, "param", {"signing": 1, "signing_final": 2}))


@pytest.fixture
def come(held):
    return lambda role, language="en": Visitor(held.accounts[role], language)


def make(visitor, device, label="Telephone", **told):
    """Add a passkey as a browser would: the answer of the server."""
    page = visitor.get(KEYS)
    form = page.one("form", data_passkey="make")
    made = device.made(form.get("data-challenge"), **told)
    return visitor.client.post(KEYS, {**dict(fields_of(form)), "label": label, **made})


def comment(visitor, words="We agree."):
    """Comment on a provision: the page on which that is signed."""
    return checked(visitor.post("p/p1/", action="answer/comment/", comment=words))


def signed(visitor, page, device, key):
    """Sign what stands on a page and send it."""
    _, fields = page.form()
    act = decode(fields["statement"].encode())
    return visitor.client.post(SIGN, {**fields, "signature": device.sign(act, key)}, follow=True)


def own(held, party="KAZ"):
    return keys_of(held.state, party)


def test_the_first_passkey_of_a_party_is_attested_by_the_host(held, come):
    visitor = come("member")
    assert "no key yet" in visitor.get(KEYS).text
    assert make(visitor, phone()).status_code == 302
    (key,) = own(held)
    assert (key.kind, key.site, key.holder, key.label) == ("passkey", SITE, "KAZ/1", "Telephone")
    assert base64.b64decode(key.credential) == phone().credential
    page = visitor.get(KEYS)
    assert "Attested by the host" in page.text
    assert "not used yet" in page.text
    assert json.loads(page.one("form", data_passkey="make").get("data-known")) == [key.credential]


def test_a_passkey_that_signs_with_eddsa_is_one_as_well(held, come):
    visitor, device = come("member"), Stick(25, SITE)
    make(visitor, device)
    (key,) = own(held)
    assert (key.kind, base64.b64decode(key.public)) == ("passkey", device.public)
    assert "Signed." in checked(signed(visitor, comment(visitor), device, key.id)).text


@pytest.mark.parametrize(
    "cose",
    [
        "a4010103272006215820" + "00" * 31,
        "a4010103272006215820" + "00" * 33,
        "a4010103272007215820" + "11" * 32,
        "a4010103262006215820" + "11" * 32,
        "a4010203272006215820" + "11" * 32,
        "a5010103272006215820" + "11" * 32,
        "a4010103272006215821" + "11" * 32,
        "",
    ],
)
def test_a_key_spelt_otherwise_is_refused(held, come, monkeypatch, cose):
    monkeypatch.setattr(Stick, "cose", bytes.fromhex(cose))
    assert make(come("member"), Stick(25, SITE)).status_code == 422
    assert own(held) == ()


def test_an_act_is_asked_to_be_signed_and_stands_in_the_record_then(held, come):
    visitor = come("member")
    make(visitor, phone())
    (key,) = own(held)
    size = held.state.size
    page = comment(visitor)
    assert held.state.size == size
    assert "KAZ commented on provision" in page.text
    form = page.one("form", data_passkey="sign")
    assert json.loads(form.get("data-keys")) == {key.credential: key.id}
    _, fields = page.form()
    assert base64.b64decode(form.get("data-challenge")) == signature.challenge(fields["statement"].encode())
    answer = signed(visitor, page, phone(), key.id)
    assert "Signed. It stands in the record." in checked(answer).text
    ((leaf, _),) = store.leaves(LOG, size)
    assert signature.verifies(
        signature.read(read_leaf(leaf).sigs[0]), phone().public, fields["statement"].encode(), SITE
    )
    assert "last used" in visitor.get(KEYS).text


def go_on(visitor, page, **form):
    """The key was made beside the page: go on where one was."""
    fields = dict(fields_of(page.one("form", id="later")))
    return checked(visitor.client.post(SIGN, {**fields, "step": "again", **form}))


def test_a_seat_without_a_key_is_shown_the_way_to_one_and_goes_on_there(held, come):
    visitor = come("other member")
    page = comment(visitor, "Typed on a telephone.")
    assert "Your party has no key yet." in page.text
    assert KEYS in page.links
    assert page.all("form", data_passkey="sign") == []
    assert held.state.texts[TEXT].provisions["p1"].comments == ()
    assert "Your party has no key yet." in go_on(visitor, page).text
    make(visitor, phone())
    page = go_on(visitor, page)
    assert "Your party has no key yet." not in page.text
    signed(visitor, page, phone(), own(held, "RUS")[0].id)
    assert [each.note for each in held.state.texts[TEXT].provisions["p1"].comments] == ["Typed on a telephone."]
    assert "is missing" in go_on(visitor, comment(come("member")), statement="{}").text


@pytest.mark.parametrize(("address", "language"), [("/", "en"), (f"/c/{LOG}/", "ru")])
def test_whoever_has_no_key_where_acts_are_signed_is_told_before_the_first(come, address, language):
    sentence = {"en": "your seat has no key yet", "ru": "у вашего места ещё нет ключа"}[language]
    visitor = come("member", language)
    page = visitor.get(address)
    assert sentence in page.text
    assert KEYS in page.links
    make(visitor, phone())
    assert sentence not in visitor.get(address).text


def test_whoever_admitted_a_party_goes_on_with_the_parties(held, come):
    visitor = come("secretariat")
    admitted = {"step": "admit", "code": "ARM", "party_kind": "member", "names-en": "Armenia"}
    page = checked(visitor.client.post(PARTIES, {**hidden(visitor.get(PARTIES), "code"), **admitted}))
    assert "ARM was admitted" in page.text
    answer = signed(visitor, page, Card(11), "sec-card")
    assert answer.redirect_chain == [(PARTIES, 302)]
    assert "Armenia" in checked(answer).text
    assert "ARM" in held.state.parties


def test_whoever_issued_a_revision_goes_on_with_the_revision(held, come):
    held.do("text.place", text=TEXT, provision="p1", wordings={"en": "The Parties agree."})
    visitor = come("secretariat")
    answer = signed(visitor, checked(visitor.post("issue/")), Card(11), "sec-card")
    assert answer.redirect_chain == [(f"/c/{LOG}/t/{TEXT}/revision/1/", 302)]


def hidden(page, field):
    """The fields that the form with this field carries unseen."""
    form = next(each for each in page.all("form") if any(one.get("id") == field for one in each.iter()))
    return {each.get("name"): each.get("value") for each in form.iter() if each.get("type") == "hidden"}


def test_what_is_signed_is_read_before(come):
    page = comment(come("other member"), "We agree to every word.")
    assert [read(each) for each in page.all("p", class_="note")] == ["We agree to every word."]


@pytest.mark.parametrize(
    ("language", "sentence", "where"),
    [
        ("en", "A passkey does not do for this act", "on a computer"),
        ("ru", "ключа доступа недостаточно", "на компьютере"),
    ],
)
@pytest.mark.parametrize("held", [{"signing": 2}], indirect=True)
def test_whoever_has_a_passkey_is_told_that_an_act_asks_for_another_key(come, language, sentence, where):
    make(come("member"), phone())
    page = comment(come("member", language))
    assert sentence in page.text
    assert where in page.text
    assert page.all("form", data_passkey="sign") == []


def test_passkeys_of_another_address_are_named_as_such(held, come):
    held.do("key.add", "KAZ/1", id="kaz-elsewhere", **Phone(21, "talks.example").fields)
    assert "belong to another address" in comment(come("member")).text


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda act, key: phone(22).sign(act, key), "does not belong to this act"),
        (lambda act, _key: phone().sign(act, "nobody"), "knows no key nobody"),
        (lambda act, _key: Card(11).sign(act, "sec-card"), "is held by SEC/1"),
        (lambda act, key: Phone(21, "evil.example").sign(act, key), "does not belong to this act"),
        (lambda _act, _key: "nonsense", "not a signature of an act"),
        (lambda _act, _key: "", "must be signed"),
    ],
)
def test_a_signature_that_is_none_hands_the_page_back(held, come, spoil, sentence):
    visitor = come("member")
    make(visitor, phone())
    size = held.state.size
    page = comment(visitor)
    _, fields = page.form()
    act = decode(fields["statement"].encode())
    answer = visitor.client.post(SIGN, {**fields, "signature": spoil(act, own(held)[0].id)})
    assert answer.status_code == 422
    assert sentence in checked(answer).text
    assert held.state.size == size


def test_what_the_rules_refuse_is_refused_before_anybody_signs(come):
    visitor = come("member")
    make(visitor, phone())
    answer = visitor.post("p/p1/", action="answer/position/", stance="nothing")
    assert answer.status_code == 422
    assert checked(answer).all("form", data_passkey="sign") == []


def test_an_act_of_another_seat_is_signed_by_nobody_here(held, come):
    visitor = come("member")
    make(visitor, phone())
    page = comment(visitor)
    _, fields = page.form()
    act = decode(fields["statement"].encode())
    other = come("colleague").client.post(SIGN, {**fields, "signature": phone().sign(act, own(held)[0].id)})
    assert other.status_code == 422
    assert "This act is one of KAZ/1; you sit at KAZ/2." in checked(other).text
    for statement in ("", "{}", "\ud800", "[" * 5000):
        assert (
            visitor.client.post(SIGN, {"statement": statement.encode("utf-8", "replace").decode()}).status_code == 422
        )


def test_what_fixes_a_text_is_signed_on_the_command_line(held, come):
    visitor = come("secretariat")
    held.do("text.place", text=TEXT, provision="p1", wordings={"en": "The Parties cooperate."})
    page = checked(visitor.post("issue/"))
    assert "a key of your own on the command line" in page.text
    assert "--as sec-card" in page.text
    assert page.all("form", data_passkey="sign") == []
    _, fields = page.form()
    taken = visitor.client.post(SIGN, {**fields, "step": "statement"})
    assert taken["Content-Disposition"].startswith("attachment; ")
    assert taken.content == fields["statement"].encode()
    assert taken.content.startswith(b'{"')
    assert held.state.size == decode(taken.content).seen.size


def test_a_key_of_the_command_line_is_brought_in_and_signed_for(held, come):
    visitor = come("member")
    make(visitor, phone())
    first = own(held)[0]
    page = checked(visitor.post(KEYS, action="/keys/", step="line", line=Card(5).fields["public"] + "\n"))
    assert "KAZ added a key." in page.text
    assert len(own(held)) == 1
    signed(visitor, page, phone(), first.id)
    _, second = own(held)
    assert (second.kind, second.public) == ("ed25519", Card(5).fields["public"])
    assert f"Signed for with {first.id}." in visitor.get(KEYS).text


def test_a_colleague_asks_for_a_key_and_who_signs_brings_it_in(held, come):
    visitor, colleague = come("member"), come("colleague")
    make(visitor, phone())
    asked = checked(make(colleague, phone(23), "Tablet of the mission"))
    assert len(own(held)) == 1
    line = asked.one("textarea", id="request-line").text
    page = checked(visitor.post(KEYS, action="/keys/", step="line", line=line))
    told = [read(each) for each in page.all("p", class_="note")]
    assert told == ["Tablet of the mission", "KAZ/2", base64.b64encode(phone(23).public).decode()]
    signed(visitor, page, phone(), own(held)[0].id)
    added = own(held)[1]
    assert (added.holder, added.label, added.site) == ("KAZ/2", "Tablet of the mission", SITE)
    page = comment(colleague)
    assert "Signed." in checked(signed(colleague, page, phone(23), added.id)).text


def test_what_was_prepared_leaves_the_room_when_it_is_signed_and_not_before(held, come):
    visitor = come("member")
    make(visitor, phone())
    visitor.post("p/p1/propose/", step="keep", **{"wording-en": "The Parties cooperate."})
    (paper,) = Paper.objects.all()
    page = checked(visitor.post("room/", paper=paper.act, step="submit"))
    assert Paper.objects.count() == 1
    assert list(held.state.texts[TEXT].proposals) == []
    signed(visitor, page, phone(), own(held)[0].id)
    assert list(held.state.texts[TEXT].proposals) == [paper.act]
    assert Paper.objects.count() == 0


def test_a_key_is_revoked_with_itself_and_signs_no_more(held, come):
    visitor = come("member")
    make(visitor, phone())
    key = own(held)[0].id
    page = checked(visitor.post(KEYS, action="/keys/", step="revoke", key=key))
    assert f"KAZ revoked key {key}." in page.text
    signed(visitor, page, phone(), key)
    assert own(held)[0].revoked is not None
    assert "revoked by act" in visitor.get(KEYS).text
    assert "This seat has no key. Ask for one" in comment(visitor).text


def test_the_secretariat_recovers_the_keys_of_a_party_that_asked_by_note(held, come):
    visitor, secretariat = come("member"), come("secretariat")
    make(visitor, phone())
    lost = own(held)[0].id
    line = checked(make(come("colleague"), phone(24))).one("textarea", id="request-line").text
    page = checked(secretariat.post(KEYS, action="/keys/", step="recover", party="KAZ", line=line))
    assert "All keys of KAZ were revoked" in page.text
    _, fields = page.form()
    act = decode(fields["statement"].encode())
    secretariat.client.post(SIGN, {**fields, "signature": Card(11).sign(act, "sec-card")})
    assert [(key.id == lost, key.holder, key.revoked is None) for key in own(held)] == [
        (True, "KAZ/1", False),
        (False, "KAZ/2", True),
    ]
    assert "KAZ" in secretariat.get(KEYS).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"step": "line", "line": ""}, "neither a public key"),
        ({"step": "line", "line": "two words"}, "neither a public key"),
        ({"step": "line", "line": "AAAA"}, "not a public key"),
        ({"step": "line", "line": "-"}, "public"),
        ({"step": "line", "line": base64.b64encode(bytes(32)).decode()}, "Nothing can be signed safely"),
        ({"step": "line", "line": f"comity-key/v1 RUS/1 ed25519 {Card(6).fields['public']} - -"}, "not a seat of KAZ"),
        ({"step": "revoke", "key": "nothing"}, "knows no key nothing"),
        ({"step": "revoke", "key": "sec-card"}, "is held by SEC/1"),
        ({"step": "recover", "party": "KAZ", "line": Card(6).fields["public"]}, "ecretariat"),
        ({"step": "passkey"}, "open too long"),
    ],
)
def test_what_is_no_key_here_is_refused_with_the_reason(held, come, fields, sentence):
    size = held.state.size
    answer = come("member").post(KEYS, action="/keys/", **{"token": "", **fields})
    assert answer.status_code == 422
    assert sentence in checked(answer).text
    assert held.state.size == size


@pytest.mark.parametrize(
    ("device", "told"),
    [
        (Phone(21, "evil.example"), {}),
        (phone(), {"flags": 0x41}),
        (phone(), {"flags": 0x05}),
        (phone(), {"flags": 0xC5}),
        (phone(), {"type": "webauthn.get"}),
        (phone(), {"challenge": "AAAA"}),
    ],
)
def test_an_answer_that_is_no_passkey_of_this_page_is_refused(held, come, device, told):
    answer = make(come("member"), device, **told)
    assert answer.status_code == 422
    assert own(held) == ()


@pytest.mark.parametrize("cut", [0, 31, 40, 54, 60, 100])
def test_a_device_that_says_half_is_refused(held, come, cut):
    device = phone()
    whole = device.made
    device.made = lambda challenge: {
        **whole(challenge),
        "device": base64.b64encode(base64.b64decode(whole(challenge)["device"])[:cut]).decode(),
    }
    assert make(come("member"), device).status_code == 422
    assert own(held) == ()


def test_an_address_that_is_a_number_has_no_passkeys(held, come):
    visitor = come("member")
    page = checked(visitor.client.get(KEYS, headers={"host": "127.0.0.1:8000"}))
    assert "open this site by its host name" in page.text
    assert page.all("form", data_passkey="make") == []
    assert held.state.keys


def test_where_nothing_need_be_signed_acts_go_as_before(db):  # noqa: ARG001 - the consultation is kept in it
    held = signing()
    visitor = Visitor(held.accounts["member"])
    assert "Acts of this consultation need no signature" in visitor.get(KEYS).text
    answer = visitor.post("p/p1/", action="answer/comment/", comment="We agree.")
    assert answer.status_code == 302
    assert len(registry.state(LOG).texts[TEXT].provisions["p1"].comments) == 1


@pytest.mark.parametrize(
    ("path", "action", "fields", "said"),
    [
        ("rule/place/?provision=p1", "", {"wording-en": "The Parties agree."}, ["The Parties agree."]),
        ("p/p1/", "answer/comment/", {"comment": "Too early."}, ["Too early."]),
    ],
)
def test_the_words_of_an_act_are_read_before_it_is_signed(come, path, action, fields, said):
    page = checked(come("secretariat").post(path, action=action, **fields))
    assert [read(each) for each in page.all("p", class_="note")] == said
