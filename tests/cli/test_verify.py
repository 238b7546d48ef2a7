"""``comity verify``: yes, no, or what cannot be read, in the reader's language and for programs."""

import json
import subprocess
import sys

import pytest

from record.bundles import HOST, WITNESS, changed, packed, signed


@pytest.fixture
def record(files):
    """A sound bundle, one that is not, and the keys of host and witness."""
    files(
        record_zip=packed(signed()),
        forged_zip=changed(packed(signed()), **{"record.html": b""}),
        keys_txt=f"# told at the session\n{HOST}\n{WITNESS}\n",
    )


@pytest.mark.usefixtures("record")
def test_a_sound_record_is_told_with_what_that_rests_on(comity):
    code, out, err = comity("verify", "record.zip", "--trust", "keys.txt")
    assert (code, err) == (0, "")
    assert out.startswith("The record “water-2026” is sound: 10 acts up to 1970-01-01 00:00:09 UTC")
    assert f"Your witness {WITNESS.name} cosigned" in out
    assert "6 acts bear signatures" in out


@pytest.mark.usefixtures("record")
def test_in_russian(comity):
    code, out, _ = comity("verify", "record.zip", "--trust", "keys.txt", "--language", "ru")
    assert code == 0
    assert out.startswith("Материалы «water-2026» в порядке")


@pytest.mark.usefixtures("record")
def test_what_is_not_sound_is_the_answer_1(comity):
    code, out, err = comity("verify", "forged.zip", "--trust", "keys.txt")
    assert (code, err) == (1, "")
    assert out.splitlines()[:2] == [
        "This record is not what it says to be.",
        "record.html in the file does not agree with the acts.",
    ]


@pytest.mark.usefixtures("record")
def test_programs_read_the_same(comity):
    code, out, _ = comity("verify", "record.zip", "--trust", "keys.txt", "--json")
    told = json.loads(out)
    assert (code, told["sound"], told["size"], told["trusted"], told["faults"]) == (0, True, 10, True, [])
    assert told["counted"] == {"signed": 6, "attested": 4, "texts": 0}
    code, out, _ = comity("verify", "forged.zip", "--json")
    told = json.loads(out)
    assert (code, told["sound"]) == (1, False)
    assert told["faults"] == [
        {"key": "verify.member_differs", "facts": {"member": "record.html"}, "seq": None, "told": None}
    ]


@pytest.mark.usefixtures("record")
def test_what_cannot_be_read_is_one_sentence(comity, files):
    files(text_zip="hello", wrong_txt=f"{HOST}\nno key\n")
    code, out, err = comity("verify", "text.zip")
    assert (code, out) == (2, "")
    assert (
        err
        == "text.zip is not a record as Comity exports it, or was packed anew. Ask for the file as it was exported.\n"
    )
    code, out, err = comity("verify", "record.zip", "--trust", "wrong.txt")
    assert (code, out) == (2, "")
    assert err.startswith("wrong.txt, line 2: this is not a key.")
    assert comity("verify", "none.zip").code == 2
    assert comity("verify", "record.zip", "--trust", "none.txt").code == 2


def test_a_record_may_come_by_standard_input(comity):
    assert comity("verify", "-", stdin=packed(signed())).code == 0


def test_a_bare_install_verifies(tmp_path):
    (tmp_path / "record.zip").write_bytes(packed(signed()))
    script = (
        "import sys; sys.modules.update(dict.fromkeys(('django', 'cryptography', 'lxml')));"
        "from comity.cli import main; sys.exit(main(['verify', 'record.zip']))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
