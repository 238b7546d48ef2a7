"""Who vouches for each act is marked in the record, sought there, and told in the story of a proposal."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity import registry
from comity.core.acts import KINDS, encode
from record.devices import Phone
from web.conftest import Visitor
from web.reading import read
from web.signing import SITE, phone, signing
from web.water import LOG, TEXT

RECORD = f"/c/{LOG}/record/"


@pytest.fixture
def held(db):  # noqa: ARG001 - the consultation is kept in it
    """Kazakhstan has a passkey, with which it made one proposal alone and three questions at once."""
    made = signing(signing=1)
    made.do("key.add", "KAZ/1", id="kaz-phone", label="Telephone <1>", **phone().fields)
    made.devices["KAZ/1"] = ("kaz-phone", phone())
    made.do("text.reword", "KAZ/1", text=TEXT, provision="p1", wordings={"en": "The Parties cooperate."}, id="words")
    head = registry.head(LOG)
    acts = [
        KINDS["question.propose"](
            id=f"q-{n}", log=LOG, actor="KAZ/1", seen=head, session="first", title={"en": f"Question {n}"}
        )
        for n in range(3)
    ]
    for act, line in zip(acts, Phone(21, SITE).sign_all(acts, "kaz-phone"), strict=True):
        registry.append(LOG, encode(act), [line])
    return made


@pytest.fixture
def come(held):
    return lambda role, language="en": Visitor(held.accounts[role], language)


def rows(page):
    """What stands beside each act shown, by number."""
    found = [read(each) for each in page.one("ol", class_="acts")]
    return {int(re.match(r"\s*(\d+)", each)[1]): each for each in found}


def how(leaf):
    """The words for the signatures of an act."""
    kinds = {line.split(" ")[0] for line in leaf}
    return "signed with a key of its own" if "ed25519" in kinds else "passkey" if kinds else "attested by the host"


def test_every_act_is_marked_with_who_vouches_for_it(held, come):
    found = rows(come("observer" if "observer" in held.accounts else "other member").get(RECORD))
    assert len(found) == held.state.size
    for seq, row in found.items():
        lines = registry.signatures.by(LOG, [seq])[seq]
        assert how(map(str, lines)) in row, row
    assert sum("attested by the host" in row for row in found.values()) == 3
    assert "Telephone <1>" in found[held.state.size - 1]
    assert "Passkey kaz-phone (Telephone <1>), held by KAZ/1, brought in by act" in found[held.state.size - 1]
    assert "number 3 of 3 acts signed at once" in found[held.state.size - 1]
    assert "at once" not in found[held.state.size - 4]


@pytest.mark.parametrize(("sought", "words"), [("host", "attested"), ("passkey", "with a passkey"), ("ed25519", "own")])
def test_acts_are_sought_by_how_they_are_signed(held, come, sought, words):
    visitor = come("member")
    page = visitor.get(RECORD, signed=sought)
    found = rows(page)
    assert found
    assert all(words in row for row in found.values())
    assert len(found) < held.state.size
    (chosen,) = [each.get("value") for each in page.one("select", id="signed") if each.get("selected") is not None]
    assert chosen == sought
    assert len(rows(visitor.get(RECORD, signed="nothing"))) == held.state.size
    assert "No act is of this kind" in visitor.get(RECORD, signed=sought, party="RUS").text


def test_the_mark_is_told_in_russian_and_after_the_key_was_revoked(held, come):
    held.do("key.revoke", "KAZ/1", key="kaz-phone")
    row = rows(come("member", "ru").get(RECORD))[held.state.size - 2]
    assert "подписано ключом доступа" in row
    assert "отозван актом" in row
    assert "№\xa03 из 3 актов, подписанных вместе" in row


def test_the_story_of_a_proposal_says_who_vouches_for_each_step(held, come):
    held.do("text.take_position", "SEC/1", text=TEXT, proposal="words", value="support", behalf="RUS")
    page = come("member").get("proposal/words/")
    found = rows(page)
    assert "signed with a passkey" in found[held.state.texts[TEXT].proposals["words"].seq]
    assert "signed with a key of its own" in found[held.state.size - 1]


def test_marks_cost_the_record_page_no_question_and_a_proposal_one(held, come):
    visitor = come("member")
    visitor.get(RECORD)
    for path, number in ((RECORD, 0), ("proposal/words/", 1)):
        with CaptureQueriesContext(connection) as asked:
            visitor.get(path)
        assert sum("SELECT seq, leaf" in each["sql"] for each in asked) == number
    assert held.state.keys
