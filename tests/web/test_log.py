"""The record over HTTP, for people's sessions and for machines with tokens: who is let in, and what is served."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from comity import registry
from comity.core.errors import Refused
from comity.people import throttle, tokens
from comity.people.models import Token
from comity.record import checkpoint, cosignature, note, receipt
from comity.record.note import COSIGNATURE, Note
from comity.record.proof import EMPTY
from comity.record.tile import read_bundle, tiles
from comity.record.tree import Frontier
from comity.registry.kept import KEPT
from record.signing import signer
from web.water import LOG, SEATS

READ = {
    "log-checkpoint": (),
    "log-key": (),
    "log-rotations": (),
    "log-tile": ("0/000.p/3",),
    "log-receipt": (2,),
    "log-leaf": (2,),
    "log-export": (),
}
"""What machines read."""


def address(name, *arguments):
    return reverse(name, args=(LOG, *(arguments or READ[name])))


@pytest.fixture
def machine(held):
    """``machine(role)``: a client with a token of a role."""

    def client(role="member", label="witness"):
        return Client(headers={"authorization": f"Bearer {tokens.issue(held.accounts[role], LOG, label)}"})

    return client


@pytest.mark.parametrize("role", SEATS)
@pytest.mark.parametrize("name", READ)
def test_whoever_has_a_seat_reads_the_record_in_a_session_or_by_a_token(come, machine, name, role):
    by_session = come(role).client.get(address(name))
    by_token = machine(role).get(address(name))
    assert by_session.status_code == by_token.status_code == 200
    assert by_session.content == by_token.content
    assert by_token.headers["Cache-Control"].startswith("private")
    assert by_token.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", READ)
def test_without_a_seat_there_is_no_record(come, name):
    assert come("stranger").client.get(address(name)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_without_a_session_or_token_nothing_is_told(held, name):
    for headers in ({}, {"authorization": "Bearer comity-nothing"}, {"authorization": "Basic Zm9vOmJhcg=="}):
        response = Client(headers=headers).get(address(name))
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert response.content == b""
    assert held.state.size


def test_a_wrong_token_is_not_helped_by_a_session(held, come):
    assert held.state.size
    response = come("member").client.get(address("log-key"), headers={"authorization": "Bearer comity-nothing"})
    assert response.status_code == 401


@pytest.mark.parametrize("page", ["/", f"/c/{LOG}/", f"/c/{LOG}/record/"])
def test_a_token_opens_no_page(machine, page):
    assert machine().get(page).status_code == 302


def test_a_token_opens_its_own_consultation_only(held, machine):
    client = machine()
    assert held.state.size
    assert client.get("/c/another-2026/log/checkpoint").status_code == 401


def test_a_revoked_token_and_one_of_a_closed_account_let_nobody_in(held, machine):
    client = machine()
    tokens.revoke(held.accounts["other member"], LOG, Token.objects.get().pk)
    assert client.get(address("log-key")).status_code == 200
    tokens.revoke(held.accounts["member"], LOG, Token.objects.get().pk)
    assert client.get(address("log-key")).status_code == 401
    other = machine()
    held.accounts["member"].is_active = False
    held.accounts["member"].save()
    assert other.get(address("log-key")).status_code == 401


def test_a_token_is_kept_as_its_hash_only_and_the_day_of_its_use_is(held, machine):
    issued = tokens.issue(held.accounts["member"], LOG, "the mission's machine")
    kept = Token.objects.get()
    assert issued not in "".join(str(value) for value in vars(kept).values())
    assert kept.used is None
    Client(headers={"authorization": f"Bearer {issued}"}).get(address("log-key"))
    assert tokens.of(held.accounts["member"], LOG).get().used is not None
    assert machine("observer").get(address("log-key")).status_code == 200


def test_the_scheme_of_a_token_is_written_in_letters_of_either_size(held):
    issued = tokens.issue(held.accounts["member"], LOG, "the mission's machine")
    for scheme in ("Bearer", "bearer", "BEARER"):
        assert Client(headers={"authorization": f"{scheme} {issued}"}).get(address("log-key")).status_code == 200


def test_a_place_has_not_more_tokens_than_it_can_have_machines(held):
    for n in range(tokens.MOST):
        tokens.issue(held.accounts["member"], LOG, f"machine {n}")
    with pytest.raises(Refused, match="tokens_many"):
        tokens.issue(held.accounts["member"], LOG, "one more")


def test_wrong_tokens_are_throttled_and_nobody_elses_way_in_with_them(machine):
    good = machine()
    stranger = Client(headers={"authorization": "Bearer comity-guess"})
    answers = [stranger.get(address("log-key")).status_code for _ in range(throttle.FAILURES + 1)]
    assert answers == [401] * throttle.FAILURES + [429]
    assert good.get(address("log-key")).status_code == 200
    assert Client().get(reverse("sign-in")).status_code == 200
    throttle.heed("127.0.0.1")


def test_the_whole_record_is_read_and_proven_from_what_is_served(held, machine):
    client = machine()
    key = note.read_key(client.get(address("log-key")).content.decode().strip())
    answer = client.get(address("log-checkpoint"))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    signed = note.read(answer.content)
    assert note.verified(signed, (key,)) == (key,)
    head = checkpoint.read(signed.text)
    frontier = Frontier()
    for tile in tiles(head.size):
        answer = client.get(address("log-tile", tile.path.removeprefix("tile/")))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "immutable" in answer.headers["Cache-Control"]
        for leaf in read_bundle(answer.content) if tile.level < 0 else ():
            frontier = frontier.append(leaf)
    assert (frontier.size, frontier.root()) == (head.size, head.root) == (held.state.size, head.root)
    proof = receipt.read(client.get(address("log-receipt", 4)).content)
    assert receipt.holds(proof, client.get(address("log-leaf", 4)).content, key)


@pytest.mark.parametrize(
    "place",
    [
        "0/000",
        "0/000.p/200",
        "0/001.p/1",
        "1/000.p/1",
        "63/000",
        "entries/000.p/0",
        "entries/../checkpoint",
        "0/0",
        "0/x999/x999/x999/x999/x999/x999/x999/999",
        f"0/{'x999/' * 1_500}999",
    ],
)
def test_a_tile_that_the_record_does_not_fill_is_not_there(machine, place):
    assert machine().get(f"/c/{LOG}/log/tile/{place}").status_code == 404


@pytest.mark.parametrize("name", ["log-receipt", "log-leaf"])
@pytest.mark.parametrize("seq", [500, 10**30])
def test_an_act_that_is_not_there_has_no_proof(machine, name, seq):
    assert machine().get(address(name, seq)).status_code == 404


@pytest.fixture
def damaged(held):
    """The consultation after its store lost a bit of act 1, and a server that was started again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT leaf FROM registry_entry WHERE log_id = %s AND seq = 1", (LOG,))
        leaf = bytearray(bytes(cursor.fetchone()[0]))
        leaf[40] ^= 1
        cursor.execute("UPDATE registry_entry SET leaf = %s WHERE log_id = %s AND seq = 1", (bytes(leaf), LOG))
    KEPT.clear()
    return held


@pytest.mark.parametrize("name", READ)
def test_a_damaged_record_is_said_to_be_so_and_not_to_be_gone(damaged, machine, name):
    assert damaged.accounts
    answer = machine().get(address(name), headers={"accept-language": "ru"})
    assert (answer.status_code, answer.content.count(b"\n")) == (503, 1)
    assert "Акт 1" in answer.content.decode()


@pytest.mark.parametrize("page", ["", "record/", "keys/", "t/statement/"])
def test_a_page_of_a_damaged_record_says_why_there_is_none(damaged, come, page):
    assert damaged.accounts
    shown = come("member").get(f"/c/{LOG}/{page}", status=503)
    assert "Act 1 of the record is damaged" in shown.text
    partial = come("member").client.get(f"/c/{LOG}/{page}", headers={"hx-request": "true"})
    assert (partial.status_code, b"<html" in partial.content) == (503, False)


@pytest.mark.parametrize("name", READ)
def test_a_program_may_ask_whether_there_is_anything_new(machine, name):
    answer = machine().head(address(name))
    assert (answer.status_code, answer.content) == (200, b"")


def cosigned(size, root=None, seed=7):
    key, sign = signer("witness.example/kaz", COSIGNATURE, seed)
    origin = registry.key(LOG).name
    text = checkpoint.Checkpoint(origin, size, root or bytes.fromhex(registry.head(LOG, size).root)).text
    line = cosignature.cosign(text, key, int(time.time()), sign)
    return f"{key}\n\n".encode() + bytes(Note(text, (line,)))


def post(client, body):
    return client.post(reverse("log-cosign", args=(LOG,)), body, content_type="text/plain")


def test_a_witness_cosigns_the_newest_head_or_an_older_one(held, machine):
    client = machine()
    size = held.state.size
    assert post(client, cosigned(size - 1)).status_code == 200
    assert post(client, cosigned(size)).content.startswith(f"{size}\n".encode())
    assert post(client, cosigned(size - 1)).content.startswith(f"{size}\n".encode())
    (witness,) = registry.witnesses(LOG)
    assert (witness.party, witness.size) == ("KAZ", size)
    assert b"witness.example/kaz" in client.get(address("log-checkpoint")).content


@pytest.mark.parametrize("role", SEATS)
def test_every_party_may_have_a_witness(held, machine, role):
    assert post(machine(role), cosigned(held.state.size)).status_code == 200
    assert registry.witnesses(LOG)[0].party == SEATS[role].partition("/")[0]


def test_cosignatures_are_taken_from_tokens_only(held, come):
    for visitor, status in (("member", 401), ("stranger", 401), (None, 401)):
        assert post(come(visitor).client, cosigned(held.state.size)).status_code == status
    assert registry.witnesses(LOG) == ()


def test_what_cannot_be_read_and_what_is_not_so_is_said(held, machine):
    client = machine()
    size = held.state.size
    assert post(client, b"").status_code == 400
    assert post(client, b"x" * 100_000).status_code == 400
    assert post(client, cosigned(size).replace(b"\xe2\x80\x94", b"-")).status_code == 400
    forked = post(client, cosigned(size - 1, EMPTY))
    assert forked.status_code == 409
    assert b"two histories" in forked.content
    assert post(client, cosigned(size, seed=8)).status_code == 200
    changed = cosigned(size).replace(b"kaz", b"rus")
    assert post(client, changed).status_code == 400
    assert client.get(reverse("log-cosign", args=(LOG,))).status_code == 405
