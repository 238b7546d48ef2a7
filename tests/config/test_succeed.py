"""The command by which whoever runs the server lets a record go on as another: it says first, and does it once."""

import subprocess
import sys

import pytest
from msgspec.structs import replace

from comity import registry
from comity.config import recover, succeed
from comity.core.acts import EXAMPLES, decode, encode
from comity.people import seats
from comity.people.models import Account, Place
from comity.record.leaf import read_leaf
from comity.registry.succeeded import offered
from comity.web.models import Paper, Visit
from record.devices import Card
from registry.acts import LOG, OPEN, append, grow
from registry.losing import put_back
from registry.test_succession import NEXT, admitted, leaves

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("COMITY_LANGUAGE", "en")


def run(capsys, *words):
    """Exit code, standard output and standard error."""
    code = succeed.main([LOG, NEXT, *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def behind():
    grow(5)
    signed = registry.checkpoint(LOG)
    grow(9, start=5)
    put_back(5, signed)


def test_it_says_what_would_be_lost_and_does_nothing(capsys):
    behind()
    code, out, err = run(capsys)
    assert (code, out) == (0, "")
    assert "with its first 5 acts. 4 acts that had been signed after them are lost (numbers 5 to 8)." in err
    assert "comity.config.recover" in err
    assert "--yes" in err
    assert registry.logs() == (LOG,)


def test_it_does_it_and_prints_the_key_of_the_new_record(capsys):
    behind()
    code, out, err = run(capsys, "--yes")
    assert (code, out) == (0, f"{registry.key(NEXT)}\n")
    assert "everybody has their seat" in err
    assert registry.state(NEXT).predecessors[0].lost == 4


def test_people_and_what_they_prepared_go_with_the_record_and_again_is_nothing_new(capsys):
    grow(3)
    account = Account.objects.create(name="kaz", display="A.")
    seats.give(account, LOG, "KAZ/1")
    Place.objects.create(account=None, log=LOG, seat="KAZ/2")
    kept = {"text": "statement", "party": "KAZ", "act": "a", "prepared": "{}", "at": "2026-11-24T12:00:00Z"}
    Paper.objects.create(log=LOG, **kept)
    Visit.objects.create(account=account, log=LOG, before=1, size=2, at="2026-11-24T12:00:00Z")
    registry.succeed(registry.propose(LOG, NEXT))  # and then the power went
    for _ in range(2):
        assert run(capsys, "--yes")[0] == 0
        assert seats.held(account) == {LOG: "KAZ/1", NEXT: "KAZ/1"}
        assert [*Place.objects.filter(log=NEXT).order_by("seat").values_list("seat", "account")] == [
            ("KAZ/1", account.pk),
            ("KAZ/2", None),
        ]
        assert [*Paper.objects.values_list("log", flat=True)] == [NEXT]
        assert [*Visit.objects.order_by("log").values_list("log", "before", "size")] == [(LOG, 1, 2), (NEXT, 1, 2)]
    assert registry.state(NEXT).size == 4


def test_a_seat_that_is_held_there_already_stays(capsys):
    grow(3)
    old, new = (Account.objects.create(name=name, display=name) for name in ("old", "new"))
    seats.give(old, LOG, "KAZ/1")
    registry.succeed(registry.propose(LOG, NEXT))
    seats.give(new, NEXT, "KAZ/1")
    assert run(capsys, "--yes")[0] == 0
    assert seats.held(old) == {LOG: "KAZ/1"}
    assert seats.held(new) == {NEXT: "KAZ/1"}


def test_where_acts_are_signed_the_secretariat_signs_it(capsys, tmp_path):
    append(replace(OPEN, signing_final=2))
    card = Card()
    append(replace(EXAMPLES["key.add"], id="sec-card", actor="SEC/1", seen=registry.head(LOG), **card.fields))
    file, signatures = tmp_path / "next.json", tmp_path / "next.sig"
    code, out, err = run(capsys, "--write", file)
    assert (code, out) == (0, "")
    assert f"comity sign {file}" in err
    assert run(capsys, "--yes")[0] == 2
    act = decode(file.read_bytes())
    signatures.write_text(f"{card.sign(act, 'sec-card')}\n")
    assert run(capsys, "--signed", file, signatures)[0] == 0
    assert read_leaf(leaves(NEXT)[-1]).sigs


def test_what_is_offered_waits_on_the_pages(capsys):
    append(replace(OPEN, signing=1))
    append(replace(EXAMPLES["key.add"], id="sec-card", actor="SEC/1", seen=registry.head(LOG), **Card().fields))
    code, _, err = run(capsys, "--offer")
    assert code == 0
    assert f"SEC/1 finds the act to sign at /c/{LOG}/succeed/." in err
    assert decode(offered(LOG)).log == NEXT
    assert registry.logs() == (LOG,)


@pytest.mark.parametrize("words", [[LOG, LOG], ["gas-2026", NEXT], [LOG, "Water 2027"], [LOG, NEXT, "--seat", "KAZ/1"]])
def test_what_cannot_be_is_told_in_one_sentence(capsys, words):
    grow(3)
    assert succeed.main([*words, "--yes"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert registry.logs() == (LOG,)


def test_a_statement_about_another_record_is_not_taken(capsys, tmp_path):
    grow(3)
    (tmp_path / "other.json").write_bytes(registry.propose(LOG, "water-2030"))
    (tmp_path / "none.sig").write_text("")
    assert run(capsys, "--signed", tmp_path / "other.json", tmp_path / "none.sig")[0] == 2
    (tmp_path / "other.json").write_bytes(encode(OPEN))
    assert run(capsys, "--signed", tmp_path / "other.json", tmp_path / "none.sig")[0] == 2
    assert run(capsys, "--signed", tmp_path / "missing.json", tmp_path / "none.sig")[0] == 2
    assert registry.logs() == (LOG,)


def test_a_successor_is_recovered_from_its_own_copy(capsys, tmp_path):
    grow(3)
    run(capsys, "--yes")
    signed = registry.checkpoint(NEXT)
    admitted(NEXT, "KAZ")
    copy = tmp_path / "record.zip"
    copy.write_bytes(registry.export(NEXT))
    put_back(4, signed, NEXT)
    assert recover.main([str(copy)]) == 0
    assert f"“{NEXT}” holds 5 acts again" in capsys.readouterr().err


def test_it_explains_itself_without_a_database():
    done = subprocess.run(
        [sys.executable, "-m", "comity.config.succeed", "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "its successor" in done.stdout
