"""``comity verify``: yes, no, or what cannot be read, in the reader's language and for programs."""

import json
import subprocess
import sys

import pytest

from comity.record.archive import zipped
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
        "record.html in the file is not what has to stand there beside these acts. Ask for the file again.",
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


@pytest.mark.usefixtures("record")
def test_keys_are_read_as_any_machine_saves_them(comity, files):
    lines = f"# told at the session\r\n{HOST}\r\n"
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
        files(keys_txt=(mark + lines).encode(encoding))
        code, out, _ = comity("verify", "record.zip", "--trust", "keys.txt")
        assert (code, "with a key that you trust" in out) == (0, True), encoding


@pytest.mark.parametrize("written", ["", "# to be asked for\n\n"])
@pytest.mark.usefixtures("record")
def test_a_file_without_keys_vouches_for_nothing(comity, files, written):
    files(keys_txt=written)
    code, out, err = comity("verify", "record.zip", "--trust", "keys.txt")
    assert (code, out) == (2, "")
    assert err.startswith("keys.txt holds none of the keys that are wanted")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (packed(signed())[:9_000], "part.zip ends in the middle of the record"),
        (zipped({"readme.txt": b"hello"}), "part.zip is not a record as Comity exports it"),
        (b"", "part.zip is not a record as Comity exports it"),
    ],
)
def test_a_download_that_broke_off_is_told_from_another_file(comity, files, data, sentence):
    files(part_zip=data)
    code, out, err = comity("verify", "part.zip")
    assert (code, out, err.startswith(sentence)) == (2, "", True)


def test_what_memory_does_not_hold_is_one_sentence(tmp_path):
    with (tmp_path / "record.zip").open("wb") as file:
        file.truncate(500_000_000)
    script = (
        "import resource, sys; from comity.cli import main;"
        "resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000));"
        "sys.exit(main(['verify', 'record.zip', '--language', 'en']))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("record.zip does not fit into the memory of this machine")


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
