"""A witness that watched a record and is shown what continues it: the copy of the one is held against the other."""

import json

import pytest

from cli.host import ORIGIN, Host, statement
from cli.test_witness import evidence

NEXT = "comity/fedcba9876543210"


def succession(host, size, lost):
    """The act by which the record of ``host`` goes on with its first acts; ``lost`` is how many are told to have been signed."""
    told = {"lost": {"root": host.hashes.root(lost).hex(), "size": lost}} if lost else {}
    body = {
        "actor": "SEC/1",
        "id": "succeed",
        "kind": "consultation.succeed",
        "log": "test-2027",
        "origin": ORIGIN,
        "predecessor": "test-2026",
        "seen": {"root": host.hashes.root(size).hex(), "size": size},
        **told,
    }
    return json.dumps(body, separators=(",", ":"), sort_keys=True)


@pytest.fixture
def old(tmp_path):
    """A record of nine acts; the last is Russia's."""
    folder = tmp_path / "old"
    folder.mkdir()
    with Host(folder).listening() as served:
        yield served.grow(8).grow(9, party="RUS")


@pytest.fixture
def new(tmp_path, old):
    """``new(size, lost)``: the record that goes on from the first acts of the old one, at an address of its own."""
    folder = tmp_path / "new"
    folder.mkdir()
    with Host(folder, NEXT, seed=2).listening() as served:

        def begun(size, lost=0):
            served.statements = [*old.statements[:size], succession(old, size, lost)]
            return served.serve()

        yield begun


@pytest.fixture
def look(comity, files):
    """A round of the witness against a host."""
    files(**{"token.txt": "comity-secret\n"})

    def looked(host, *words):
        return comity("witness", host.address, "--folder", "w", "--once", "--token", "token.txt", *words)

    return looked


@pytest.fixture
def own(tmp_path, old):
    """The acts that Kazakhstan filed."""
    folder = tmp_path / "own"
    folder.mkdir()
    for n in range(8):
        (folder / f"{n}.json").write_text(old.statements[n])
    (folder / "7.tlog-proof").write_bytes(old.receipt(7))
    return ("--own", folder, "--party", "KAZ")


def test_a_record_that_lost_nothing_is_told_to_go_on(look, old, new, own):
    assert look(old, *own).code == 0
    answer = look(new(9), *own)
    assert answer.code == 0
    assert (
        "The record continues “test-2026”: its first 9 acts are those that this witness proved there (9)" in answer.err
    )
    assert "Own acts found as they were filed: 8." in answer.err
    assert "continues" not in look(new(9), *own).err, "it is said once"


def test_what_is_lost_is_told_and_what_of_it_is_the_partys_own(look, old, new, own, tmp_path):
    assert look(old, *own).code == 0
    answer = look(new(6, lost=9), *own)
    assert answer.code == 0
    assert "3 acts after them are lost, as the host told (numbers 6 to 8)" in answer.err
    assert "Of KAZ the record lost: 6, 7." in answer.err
    assert "Own acts found as they were filed: 6." in answer.err
    assert look(new(6, lost=9), *own).code == 0
    assert not (tmp_path / "w/evidence").exists()


def test_one_act_is_one(look, old, new):
    look(old)
    assert "1 act after them is lost, as the host told (number 8)." in look(new(8, lost=9)).err


@pytest.mark.parametrize("told", [0, 7, 8])
def test_a_loss_that_is_not_told_is_cried_out(look, old, new, tmp_path, told):
    look(old)
    host = new(6, told)
    answer = look(host)
    assert answer.code == 1
    assert f"its host had signed {told or 6} acts there; this witness was shown 9" in answer.err
    kept = evidence(tmp_path, "succession_short")
    assert kept["checkpoint"] == bytes(host.note())
    assert kept["mirrored"].startswith(bytes(old.note()))
    assert host.posted == []
    assert look(host).code == 1, "it is not forgotten"


def test_another_beginning_is_cried_out(look, old, new, tmp_path):
    look(old)
    host = new(9)
    host.rewrite(4)
    answer = look(host)
    assert answer.code == 1
    assert "its act 4 is not the act 4 that was shown there" in answer.err
    assert evidence(tmp_path, "succession_forked")["mirrored.json"] == old.leaves[4]
    assert host.posted == []


def test_without_a_copy_it_is_said_that_there_is_none(look, new):
    answer = look(new(6, lost=9))
    assert answer.code == 0
    assert "This witness has no copy of that record" in answer.err


def test_an_act_that_was_filed_there_and_is_missing_untold_is_cried_out(look, new, own):
    answer = look(new(6), *own)
    assert answer.code == 1
    assert "act-6 is not in the record" in answer.err


@pytest.mark.parametrize(
    "case",
    [(9, 0, None), (6, 9, None), (6, 7, "receipt_ahead"), (7, 0, "receipt_ahead"), (9, 1, "receipt_forked")],
)
def test_receipts_of_the_record_before_are_held_against_it(look, old, new, tmp_path, case):
    """The copy is lost, the receipts are not: what was signed there is here, or told as lost."""
    size, told, code = case
    look(old)
    (tmp_path / "w/logs").rename(tmp_path / "w/elsewhere")
    receipts = tmp_path / "receipts"
    receipts.mkdir()
    (receipts / "3.tlog-proof").write_bytes(old.receipt(3))
    host = new(size, told)
    if code == "receipt_forked":
        host.rewrite(1)
    answer = look(host, "--own", receipts)
    assert answer.code == (1 if code else 0)
    if code:
        assert evidence(tmp_path, code)["3.tlog-proof"] == old.receipt(3)


def test_an_act_that_only_speaks_of_a_succession_is_none(look, new):
    host = new(9)
    host.statements[9] = statement(9, "consultation.succeed")
    assert "continues" not in look(host.serve()).err
    host.statements.append('{"actor":"SEC/1","id":"x","kind":"consultation.succeed","log":"test-2027"}')
    assert look(host.serve()).code == 0
