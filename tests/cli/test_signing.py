"""Keys in files, and acts signed with them: what OpenSSL reads, what the record believes, what is refused."""

import base64
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from comity.cli.terminal import keyfile
from comity.core.acts import EXAMPLES, encode
from comity.locale import LANGUAGES, say
from comity.record import sheaf, signature
from comity.record.note import read_key

ACT = EXAMPLES["text.reword"]
STATEMENT = encode(ACT)
OTHER = encode(EXAMPLES["text.delete"])


@pytest.fixture
def public(comity):
    """A key in ``own.key``; its public half."""
    return base64.b64decode(comity("key", "new", "own.key").out)


@pytest.fixture
def types(monkeypatch):
    """What a person types when a passphrase is asked for, one after another."""

    def typing(*words):
        waiting = list(words)
        monkeypatch.setattr(keyfile, "getpass", lambda _prompt: waiting.pop(0))

    return typing


def test_a_key_is_made_for_its_owner_alone_and_shown_again(comity, public):
    assert signature.is_key("ed25519", public)
    assert Path("own.key").stat().st_mode & 0o777 == 0o600
    assert base64.b64decode(comity("key", "show", "own.key").out) == public


def test_a_key_is_never_written_over(comity, public):
    kept = Path("own.key").read_bytes()
    refused = comity("key", "new", "own.key")
    assert (refused.code, refused.out) == (2, "")
    assert "own.key is there already" in refused.err
    assert Path("own.key").read_bytes() == kept
    assert public


def test_openssl_reads_the_same_key(public):
    told = subprocess.run(
        ["openssl", "pkey", "-in", "own.key", "-pubout", "-outform", "DER"], capture_output=True, check=True
    )
    assert told.stdout[-32:] == public


def test_under_a_name_it_is_the_key_of_a_log_and_of_a_witness(comity, public):
    lines = comity("key", "show", "own.key", "--name", "example.org/witness").out.splitlines()
    assert [(key.name, key.kind, key.public) for key in map(read_key, lines[1:])] == [
        ("example.org/witness", 1, public),
        ("example.org/witness", 4, public),
    ]


def test_an_act_is_signed_as_the_record_believes_it(comity, files, public):
    files(act_json=STATEMENT, edited_json=STATEMENT + b"\n")
    for words in (["act.json"], ["edited.json"], ["-"]):
        answer = comity("sign", *words, "--key", "own.key", "--as", "kaz-key", stdin=STATEMENT)
        line = signature.read(answer.out.removesuffix("\n"))
        assert (answer.code, line.kind, line.key) == (0, "ed25519", "kaz-key")
        assert signature.verifies(line, public, STATEMENT)
        assert answer.err.startswith(
            "KAZ proposed other wording for provision p1.\nIn the record water-2026, from the seat KAZ/1"
        )
        assert "exchange data regularly" in answer.err


def test_several_acts_are_signed_in_one_go_and_come_out_with_their_signatures(comity, files, public):
    files(several_txt=STATEMENT + b"\r\n" + OTHER + b"\n")
    answer = comity("sign", "several.txt", "--key", "own.key", "--as", "kaz-key")
    sheets = sheaf.read(answer.out.encode())
    assert (answer.code, [each.statement for each in sheets]) == (0, [STATEMENT, OTHER])
    for each in sheets:
        (line,) = each.sigs
        assert signature.verifies(signature.read(line), public, each.statement)
    assert answer.err.count("In the record water-2026, from the seat") == 2
    assert answer.err.index('"kind": "text.reword"') < answer.err.index('"kind": "text.delete"')
    again = comity("sign", "-", "--key", "own.key", "--as", "kaz-card", stdin=answer.out.encode())
    assert [[line.split(" ")[1] for line in each.sigs] for each in sheaf.read(again.out.encode())] == [
        ["kaz-key", "kaz-card"],
        ["kaz-key", "kaz-card"],
    ]


def test_of_several_acts_one_that_is_none_has_none_signed(comity, files, public):
    files(several_txt=STATEMENT + b"\n{}\n", empty_txt=b"\n", other_txt=b"ed25519 kaz-key AAAA\n")
    for name in ("several.txt", "empty.txt", "other.txt"):
        answer = comity("sign", name, "--key", "own.key", "--as", "kaz-key")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.count("\n") == 1
    assert public


def test_a_passphrase_opens_the_key_and_another_does_not(comity, files, types):
    files(act_json=STATEMENT)
    types("between mountains", "between mountains", "between mountains", "between rivers", "")
    public = base64.b64decode(comity("key", "new", "own.key", "--passphrase").out)
    assert b"ENCRYPTED" in Path("own.key").read_bytes()
    line = comity("sign", "act.json", "--key", "own.key", "--as", "kaz-key").out.removesuffix("\n")
    assert signature.verifies(signature.read(line), public, STATEMENT)
    for _ in range(2):
        refused = comity("sign", "act.json", "--key", "own.key", "--as", "kaz-key")
        assert (refused.code, refused.out, refused.err) == (2, "", "own.key: this is not its passphrase.\n")


@pytest.mark.parametrize("typed", [("one", "two"), ("",)])
def test_a_passphrase_mistyped_makes_no_key(comity, types, typed):
    types(*typed)
    assert "not the same" in comity("key", "new", "own.key", "--passphrase").err
    assert not Path("own.key").exists()


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("key", "show", "nothing.key"), "nothing.key"),
        (("key", "show", "own.key", "--passphrase"), "A passphrase is chosen when a key is made"),
        (("key", "show", "own.key", "--name", "two words"), "can be called “two words”"),
        (("key", "new", "a+b.key", "--name", "a+b"), "can be called “a+b”"),
        (("key", "new", "nowhere/own.key"), "nowhere/own.key"),
        (("key", "show", "curve.key"), "curve.key holds no Ed25519 key"),
        (("key", "show", "act.json"), "act.json holds no Ed25519 key"),
        (("sign", "act.json", "--key", "own.key", "--as", "KAZ key"), "“KAZ key” is no id of a key"),
        (("sign", "spoilt.json", "--key", "own.key", "--as", "kaz-key"), "not"),
        (("sign", "-", "--key", "-", "--as", "kaz-key"), "Standard input"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(comity, files, words, sentence):
    curve = ec.generate_private_key(ec.SECP256R1())
    pem = curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    files(curve_key=pem, act_json=STATEMENT, spoilt_json=STATEMENT + b" ")
    for name in ("curve.key", "act.json"):
        Path(name).chmod(0o600)
    answer = comity(*words)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1
    assert not Path("a+b.key").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("public")
def test_every_example_of_the_help_runs_as_it_is_printed(in_shell, files, language):
    files(statement_json=STATEMENT, statements_txt=STATEMENT + b"\n" + OTHER + b"\n")
    lines = [line for name in ("key", "sign") for line in say(language, f"cli.{name}.examples").splitlines()[1:]]
    assert len(lines) == 6
    for line in lines:
        done = in_shell(line.replace(" --passphrase", ""))
        written = Path("signed.txt").read_text() if line.endswith("> signed.txt") else done.stdout
        assert (done.returncode, bool(written)) == (0, True), done.stderr
        if not Path("log.key").exists():
            Path("own.key").rename("log.key")


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(comity, mode):
    Path("own.key").chmod(mode)
    refused = comity("key", "show", "own.key")
    assert refused.code == 2
    assert "chmod 600" in refused.err


def test_a_bare_install_says_what_is_missing(comity, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "cryptography"]:
        monkeypatch.setitem(sys.modules, name, None)
    for words in (("key", "new", "own.key"), ("key", "show", "own.key")):
        refused = comity(*words)
        assert refused.code == 2
        assert 'pip install "comity[server]"' in refused.err
