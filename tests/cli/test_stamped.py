"""``comity verify --authorities``: time stamps checked under the certificates that the reader names, or why they were not."""

import json
import sys

import pytest

from comity.record import stamp
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes
from comity.record.tree import leaf_hash
from record.authority import Authority, needed
from record.bundles import ORIGIN, packed, signed

pytestmark = needed


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "own", "ecdsa")


@pytest.fixture
def record(files, authority):
    leaves = signed()
    head = Checkpoint(ORIGIN, len(leaves), Hashes(map(leaf_hash, leaves)).root(len(leaves)))
    answer = authority.answer(stamp.request(head))
    files(
        record_zip=packed(leaves, stamps={(10, "examples"): answer}),
        certificates_pem=authority.root,
        plain_zip=packed(leaves),
    )


@pytest.mark.usefixtures("record")
def test_the_signature_of_the_authority_is_checked(comity):
    code, out, err = comity("verify", "record.zip", "--authorities", "certificates.pem")
    assert (code, err) == (0, "")
    assert "Time-stamped: Time of Examples signed on 2" in out
    assert "Its signature was checked" in out
    _, out, _ = comity("verify", "record.zip", "--authorities", "certificates.pem", "--language", "ru")
    assert "Есть метка времени" in out


@pytest.mark.usefixtures("record")
def test_programs_read_the_stamps(comity):
    _, out, _ = comity("verify", "record.zip", "--authorities", "certificates.pem", "--json")
    (found,) = json.loads(out)["stamps"]
    assert (found["size"], found["name"], found["authority"], found["ahead"], found["proof"]) == (
        10,
        "examples",
        "Time of Examples",
        0,
        "checked",
    )


@pytest.mark.usefixtures("record")
def test_without_certificates_it_says_that_nothing_was_checked(comity):
    code, out, _ = comity("verify", "record.zip")
    assert code == 0
    assert "The signature of the authority was not checked" in out


@pytest.mark.usefixtures("record")
def test_a_record_that_no_named_authority_stamped_is_the_answer_1(comity):
    code, out, _ = comity("verify", "plain.zip", "--authorities", "certificates.pem")
    assert (code, out.splitlines()[1]) == (1, "No time stamp in the file is signed by an authority that you named.")


@pytest.mark.usefixtures("record")
def test_what_holds_no_certificates_is_named(comity, files):
    files(keys_txt="nothing")
    code, out, err = comity("verify", "record.zip", "--authorities", "keys.txt")
    assert (code, out) == (2, "")
    assert err.startswith("keys.txt holds no certificates.")
    code, _, err = comity("verify", "-", "--authorities", "-")
    assert code == 2
    assert err.count("\n") == 1


@pytest.mark.usefixtures("record")
def test_without_the_library_one_sentence_says_what_to_install(comity, monkeypatch):
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    code, out, err = comity("verify", "record.zip", "--authorities", "certificates.pem")
    assert (code, out) == (2, "")
    assert 'pip install "comity[stamps]"' in err
