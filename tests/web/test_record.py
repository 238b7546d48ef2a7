"""The record page: acts as sentences with their proofs, sought by party, kind, text and day; who watches; how to check."""

import re
import time

import pytest
from django.urls import reverse

from comity import registry
from comity.core.acts import KINDS
from comity.people import tokens
from comity.people.models import Token
from comity.record import checkpoint, cosignature, receipt
from comity.record.note import COSIGNATURE, Note
from comity.registry.witnesses import HOST
from comity.web import sought
from comity.web.words import ACT_KINDS
from record.signing import signer
from web.reading import checked, read
from web.water import LOG, TEXT

RECORD = f"/c/{LOG}/record/"
MACHINES = f"/c/{LOG}/record/machines/"


def numbers(page):
    """The acts shown, by number."""
    return [int(re.match(r"\s*(\d+)", read(each))[1]) for each in page.one("ol", class_="acts")]


def expected(wanted):
    return [each.seq for each in reversed(registry.entries(LOG)) if wanted(each.act)]


def test_a_long_record_is_opened_at_any_act(held, come):
    while held.state.size <= 101:
        held.do("text.comment", "KAZ/1", text=TEXT, provision="p1", note="Noted.")
    visitor = come("member")
    page = visitor.get(RECORD, party="KAZ")
    assert page.one("input", name="before").get("value") is None
    assert page.one("form", class_="turn").get("method") == "get"
    page = visitor.get(RECORD, party="KAZ", before=20)
    assert page.one("input", name="before").get("value") == "20"
    assert [each.get("value") for each in page.all("input", name="party")] == ["KAZ"]
    assert numbers(page) == [each for each in expected(lambda act: act.actor.startswith("KAZ/")) if each < 20]


def test_a_search_that_was_cut_short_does_not_say_that_there_is_nothing(held, come, monkeypatch):
    monkeypatch.setattr(sought, "_MOST", 2)
    page = come("member").get(RECORD, kind="sessions")
    assert f"none among the acts from number {held.state.size - 2} on" in page.text
    assert "No act is of this kind" not in page.text


def test_where_nothing_is_found_it_is_said(come):
    assert "No act is of this kind" in come("member").get(RECORD, party="UZB", kind="revisions").text


def test_every_act_has_its_receipt_and_statement_to_take_away(held, come):
    visitor = come("observer")
    page = visitor.get(RECORD)
    assert numbers(page) == list(range(held.state.size))[::-1]
    for seq in numbers(page):
        proof, leaf = reverse("log-receipt", args=(LOG, seq)), reverse("log-leaf", args=(LOG, seq))
        assert {proof, leaf} <= set(page.links)
    found = receipt.read(visitor.client.get(proof).content)
    assert receipt.holds(found, visitor.client.get(leaf).content, registry.key(LOG))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"party": "KAZ"}, lambda act: act.actor.startswith("KAZ/")),
        ({"kind": "sessions"}, lambda act: act.kind.startswith(("session.", "question."))),
        ({"text": TEXT}, lambda act: getattr(act, "text", "") == TEXT),
        ({"text": TEXT, "party": "KAZ"}, lambda act: act.actor.startswith("KAZ/") and hasattr(act, "text")),
        ({"party": "nobody", "kind": "nothing", "text": "none", "from": "soon"}, lambda _: True),
    ],
)
def test_acts_are_sought_by_party_kind_and_text(come, query, wanted):
    page = come("member").get(RECORD, **query)
    assert numbers(page) == expected(wanted)


def test_acts_are_sought_from_a_day_on(held, come):
    held.reword("RUS/1", "p2", "The Parties must meet.")
    page = come("member").get(RECORD, **{"from": "2020-01-01"})
    assert numbers(page) == [held.state.size - 1]
    assert page.one("input", id="from").get("value") == "2020-01-01"
    assert "No act is of this kind" in come("member").get(RECORD, **{"from": "2999-01-01"}).text


def test_what_is_sought_is_turned_page_by_page(held, monkeypatch):
    monkeypatch.setattr(sought, "_PAGE", 2)
    monkeypatch.setattr(sought, "_MOST", 5)
    wanted, stop, seen = sought.Sought(party="SEC"), held.state.size, []
    while stop:
        found = sought.find(LOG, wanted, stop, 2)
        assert len(found.acts) <= 2
        seen += [each.entry.seq for each in reversed(found.acts)]
        assert found.older is None or found.older < stop
        stop = found.older or 0
    assert seen == expected(lambda act: act.actor.startswith("SEC/"))


def test_the_next_page_keeps_what_is_sought(held, come):
    page = come("member").get(RECORD, party="SEC", before=2)
    assert numbers(page) == [1, 0]
    assert f"?{'party=SEC'}" in page.links
    assert held.state.size > 2


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_act_is_found_under_one_name(kind):
    assert sought.kind_of(kind) in ACT_KINDS
    assert ACT_KINDS.keys() == sought.KINDS.keys()


def test_witnesses_are_shown_with_what_they_cosigned_and_when(held, come):
    assert "Nobody cosigns this record yet" in come("member").get(RECORD).text
    assert "No witness cosigns the record yet." in come("member").get(f"/c/{LOG}/").text
    key, sign = signer("witness.example/kaz", COSIGNATURE, 7)
    size = held.state.size
    text = checkpoint.Checkpoint(registry.key(LOG).name, size, bytes.fromhex(held_root(size))).text
    registry.cosign(LOG, "KAZ", key, Note(text, (cosignature.cosign(text, key, int(time.time()), sign),)))
    assert f"KAZ witness.example/kaz cosigned all {size} acts" in come("observer").get(RECORD).text
    assert f"Cosigned by witnesses: KAZ {size} acts" in come("observer").get(f"/c/{LOG}/").text
    asked, sign = signer("witness.example/asked", COSIGNATURE, 8)
    registry.cosign(LOG, HOST, asked, Note(text, (cosignature.cosign(text, asked, int(time.time()), sign),)))
    assert f"witness.example/asked cosigned all {size} acts" in come("observer").get(RECORD).text
    assert "at the host’s request" in come("observer").get(RECORD).text
    held.reword("RUS/1", "p2", "The Parties must meet.")
    assert f"cosigned {size} acts, 1 behind" in come("observer").get(RECORD).text
    assert f"подписано актов: {size}, не подписан ещё 1" in come("observer", "ru").get(RECORD).text


def held_root(size):
    return registry.head(LOG, size).root


def test_the_page_says_how_to_check_and_offers_the_record(held, come):
    page = come("member").get(RECORD)
    assert f"/c/{LOG}/record.zip" in page.links
    assert str(registry.key(LOG)) in page.text
    assert f"comity witness http://testserver/c/{LOG}/log" in page.text
    assert held.state.size


def test_whoever_files_an_act_is_offered_its_receipt(held, come):
    visitor = come("member")
    answer = visitor.post("p/p2/propose/", step="submit", **{"wording-en": "The Parties must cooperate."})
    assert answer.status_code == 302
    page = visitor.get(answer.url)
    proof = reverse("log-receipt", args=(LOG, held.state.size - 1))
    assert proof in page.links
    assert receipt.read(visitor.client.get(proof).content).index == held.state.size - 1


def test_a_token_is_shown_once_and_lets_in_until_it_is_revoked(held, come):
    visitor = come("member")
    response = visitor.post(MACHINES, step="issue", label="  the mission's   machine ")
    page = checked(response)
    assert response["Cache-Control"] == "no-store"
    issued = page.one("input", id="issued-token").get("value")
    assert issued not in visitor.get(MACHINES).text
    assert "the mission's machine issued on" in visitor.get(MACHINES).text
    bearer = {"authorization": f"Bearer {issued}"}
    assert come(None).client.get(f"/c/{LOG}/log/key", headers=bearer).status_code == 200
    assert "last used on" in visitor.get(MACHINES).text
    visitor.post(MACHINES, step="revoke", token=str(Token.objects.get().pk))
    assert come(None).client.get(f"/c/{LOG}/log/key", headers=bearer).status_code == 401
    assert "No machine of yours is let in yet." in visitor.get(MACHINES).text
    assert held.state.size


def test_nobody_sees_or_revokes_the_tokens_of_another_seat(held, come):
    tokens.issue(held.accounts["member"], LOG, "hidden machine")
    assert "hidden machine" not in come("other member").get(MACHINES).text
    come("other member").post(MACHINES, step="revoke", token=str(Token.objects.get().pk))
    assert Token.objects.get().revoked is None
    for wrong in ("", "x", "9" * 40):
        come("member").post(MACHINES, step="revoke", token=wrong)
    assert Token.objects.get().revoked is None


def test_too_many_tokens_are_refused_in_a_sentence(held, come):
    for n in range(tokens.MOST):
        tokens.issue(held.accounts["member"], LOG, f"machine {n}")
    response = come("member").post(MACHINES, step="issue", label="one more")
    assert response.status_code == 422
    assert "Revoke one that no machine uses" in checked(response).text
