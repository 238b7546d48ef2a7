"""A file whose act must be signed: it waits for the signature, and is there with the act or not at all."""

import json

import pytest

from capital import Word
from comity import registry
from comity.core.acts import decode
from comity.record.verify import verify
from web.conftest import Visitor
from web.reading import checked
from web.signing import WITH, phone, signing
from web.test_files import only, page_of, waiting
from web.test_keys import SIGN, make, own, signed
from web.test_understood import press, read, sent
from web.water import LOG

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(db):  # noqa: ARG001 - the consultation is kept in it
    return signing(signing=1)


def word():
    return Word(sent("clean")).replace("p2", "should", "must")


def asked(visitor):
    """The page on which the act that encloses a file is to be signed."""
    return checked(press(visitor, read(visitor, word(), enclose="1")))


def test_with_a_passkey_it_is_signed_first_and_then_what_names_it(held, settings):
    visitor = Visitor(held.accounts["member"])
    make(visitor, phone())
    (key,) = own(held)
    page = asked(visitor)
    assert "KAZ enclosed the file “letter.docx”" in page.text
    assert not held.text.files
    assert len(waiting(settings)) == 1
    answer = checked(signed(visitor, page, phone(), key.id))
    file = only(held)
    assert registry.part(LOG, file.sealed) is not None
    assert waiting(settings) == []
    assert "The delegation’s room" in answer.text  # what was ticked waits there
    (account,) = [each for each in visitor.get(page_of(file.id)).links if "/upload/" in each]
    again = visitor.get(account)
    assert "stands in the record" in again.text
    proposal = checked(press(visitor, again))
    _, fields = proposal.form()
    (statement,) = _statements(fields)
    assert json.loads(statement)["source"] == file.id
    assert verify(registry.export(LOG)).sound


def _statements(fields):
    """The statements that a page to sign carries, whatever it calls them."""
    return [
        line for value in fields.values() for line in value.splitlines() if line.startswith("{") and '"kind"' in line
    ]


def test_on_the_command_line_it_waits_until_the_signature_comes(settings):
    held = signing(signing=2)
    key, card = WITH["SEC/1"]
    visitor = Visitor(held.accounts["secretariat"])
    page = asked(visitor)
    _, fields = page.form()
    statement = visitor.client.post(SIGN, {**fields, "step": "statement"}).content
    act = decode(statement)
    assert len(waiting(settings)) == 1
    unsigned = visitor.client.post(SIGN, {**fields, "signature": ""})
    assert unsigned.status_code == 422
    assert len(waiting(settings)) == 1
    form = {"statement": statement.decode(), "signature": card.sign(act, key)}
    assert visitor.client.post(SIGN, form).status_code == 302
    assert visitor.get(page_of(act.id)).text
    assert visitor.client.post(SIGN, form).status_code == 302


@pytest.mark.parametrize("spoil", ["gone", "another"])
def test_a_signed_act_without_its_file_is_refused_and_says_so(settings, spoil):
    held = signing(signing=2)
    key, card = WITH["SEC/1"]
    visitor = Visitor(held.accounts["secretariat"])
    _, fields = asked(visitor).form()
    (path,) = waiting(settings)
    path.unlink() if spoil == "gone" else path.write_bytes(b"another file of the same name")
    size = held.state.size
    form = {**fields, "signature": card.sign(decode(fields["statement"].encode()), key)}
    response = visitor.client.post(SIGN, form)
    assert response.status_code == 422
    assert "Upload the file again" in checked(response).text
    assert held.state.size == size


def test_an_erasure_is_signed_as_well(held):
    visitor = Visitor(held.accounts["member"])
    make(visitor, phone())
    (key,) = own(held)
    signed(visitor, asked(visitor), phone(), key.id)
    file = only(held)
    page = checked(visitor.post(page_of(file.id), action="erase/", **{"reason-en": "Names."}))
    assert registry.part(LOG, file.sealed) is not None
    assert "erased" in checked(signed(visitor, page, phone(), key.id)).text
    assert registry.part(LOG, file.sealed) is None
