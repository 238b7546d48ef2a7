"""Whom a witness trusts, what it wrote itself, and what it is served: each that cannot be read is named by its place."""

import pytest

from cli.host import Host
from comity.cli.witnessing.keys import own
from comity.cli.witnessing.trust import Trust
from comity.cli.witnessing.witness import Witness
from comity.record.note import COSIGNATURE
from comity.record.proof import consistency
from comity.record.submission import COSIGNED, FORBIDDEN, Submission
from record.signing import signer


@pytest.fixture
def host(tmp_path):
    folder = tmp_path / "host"
    folder.mkdir()
    with Host(folder).listening() as served:
        yield served.grow(3)


@pytest.fixture
def witness(comity, host):
    """``witness(…)``: a round of the witness in ``w`` against the host."""
    return lambda *words: comity("witness", host.address, "--folder", "w", "--once", *words)


def kept(tmp_path):
    (place,) = (tmp_path / "w/logs").iterdir()
    return place


# Keys that are passed on, handed to a witness that asks no host.


def submitted(host):
    """The host's newest head, as it submits it to a witness that has cosigned nothing."""
    return Submission(0, consistency(0, len(host.statements), host.hashes.subtree), host.note())


def test_a_witness_that_only_takes_submissions_is_handed_the_new_key(comity, host, files, tmp_path):
    files(keys_txt=f"{host.key}\n")
    folder = tmp_path / "w"
    service = Witness(folder, own(folder / "key", "", "en"), Trust(folder / "trusted", tmp_path / "keys.txt").keys)
    host.pass_on(2).grow(4).pass_on(3).grow(5)
    files(rotations_txt=host.rotations)
    assert service.add(submitted(host)).status == FORBIDDEN
    hand_over = ("witness", "--folder", "w", "--trust", "keys.txt", "--rotations", "rotations.txt")
    answer = comity(*hand_over)
    assert (answer.code, answer.out) == (0, "")
    assert f"at 4 acts. {host.key} is trusted" not in answer.err
    assert f"passed on its key when the record had 4 acts. {host.key} is trusted" in answer.err
    assert service.add(submitted(host)).status == COSIGNED, "the service that runs follows at once"
    assert comity(*hand_over).err == "rotations.txt announces no key that this witness does not know.\n"


def test_what_follows_from_no_trusted_key_is_not_taken(comity, host, files, tmp_path):
    files(keys_txt=f"{signer(host.key.name, seed=9)[0]}\n")
    host.pass_on(2)
    files(rotations_txt=host.rotations)
    code, _, err = comity("witness", "--folder", "w", "--trust", "keys.txt", "--rotations", "rotations.txt")
    assert (code, err.startswith("rotations.txt announces no key that follows")) == (2, True)
    assert comity("witness", "--folder", "w", "--rotations", "rotations.txt").code == 2, "nobody is trusted there"
    assert not (tmp_path / "w/rotations").exists()


@pytest.mark.parametrize(
    ("handed", "told"),
    [
        ({"rotations_txt": b""}, (0, "rotations.txt announces no key that this witness does not know")),
        (
            {"rotations_txt": b"trust me\n"},
            (2, "rotations.txt holds something else than announcements of new host keys"),
        ),
        ({}, (2, "rotations.txt: there is no such file")),
    ],
)
def test_what_is_handed_over_is_read_or_named(comity, host, files, handed, told):
    files(keys_txt=f"{host.key}\n", **handed)
    answer = comity("witness", "--folder", "w", "--trust", "keys.txt", "--rotations", "rotations.txt")
    assert answer.code == told[0]
    assert answer.err.startswith(told[1])


# Files of its own.


@pytest.mark.parametrize("data", [b"", b"x", bytes(300), "ключ\n".encode()])
@pytest.mark.parametrize("name", ["trusted", "rotations", "logs/*/cosigned"])
def test_a_file_of_its_own_that_was_damaged_is_named(witness, host, tmp_path, name, data):
    witness()
    host.pass_on(2).grow(4)
    witness()
    (path,) = (tmp_path / "w").glob(name)
    path.write_bytes(data)
    host.grow(5)
    answer = witness()
    if not data and "cosigned" not in name:  # nobody is trusted, or no key was passed on, as at the first start
        return
    assert answer.code == 2
    assert answer.err.startswith(f"{path.relative_to(tmp_path)} is not as this witness wrote it.")


def test_the_public_half_of_its_key_is_named_too(witness, tmp_path):
    witness()
    (tmp_path / "w/key.pub").write_text("no key\n")
    assert witness().err.startswith("w/key.pub holds no key of a witness")


@pytest.mark.parametrize(("name", "data"), [("checkpoint", b"x"), ("tile/entries/000.p/3", b"\xff\xff")])
def test_a_damaged_copy_is_told_as_such(witness, host, tmp_path, name, data):
    witness()
    (kept(tmp_path) / "mirror" / name).write_bytes(data)
    host.grow(4)
    answer = witness()
    assert (answer.code, answer.err.startswith("The copy in w/logs/")) == (2, True)


def test_a_name_that_no_key_may_bear_is_refused(witness, tmp_path):
    answer = witness("--name", "our witness")
    assert (answer.code, answer.err.startswith("No key of a log or witness can be called “our witness”")) == (2, True)
    assert not (tmp_path / "w/key.pub").exists()
    assert witness("--name", "witness.example/kaz").code == 0


@pytest.mark.parametrize("written", ["", "# to be asked for\n", f"{signer('witness.example/kaz', COSIGNATURE)[0]}\n"])
def test_a_file_without_keys_of_logs_is_no_alarm(witness, files, written):
    files(keys_txt=written)
    answer = witness("--trust", "keys.txt")
    assert (answer.code, answer.err.startswith("keys.txt holds none of the keys that are wanted")) == (2, True)


@pytest.mark.parametrize("name", ["our-acts", "keys.txt"])
def test_a_folder_of_own_acts_that_is_not_there_is_no_folder_without_acts(witness, files, name):
    files(keys_txt="")
    answer = witness("--own", name)
    assert (answer.code, answer.err) == (
        2,
        f"{name}: there is no such folder. --own names the one with what your party filed.\n",
    )


# What it is served.


@pytest.mark.parametrize("path", ["checkpoint", "key", "tile/entries/000.p/3"])
def test_what_is_served_and_is_something_else_is_named_by_its_address(witness, host, path):
    (host.folder / path).write_bytes(b"<!doctype html>")
    answer = witness()
    assert answer.code == 2
    assert answer.err.startswith(f"{host.address}/{path}: what is served there is not what belongs there")


def test_of_two_places_the_one_that_is_wrong_is_named(witness, tmp_path):
    place = tmp_path / "other"
    place.mkdir()
    (place / "checkpoint").write_bytes(b"\n")
    assert witness("--compare", place).err.startswith(f"{place}/checkpoint: what is served there")
