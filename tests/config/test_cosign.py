"""The host's command that asks witnesses: the real ``comity witness --serve`` in a process, and servers that answer anything."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings

from comity import registry
from comity.cli.witnessing import paced
from comity.config import start, witnesses
from comity.config.cosign import main
from comity.core.errors import Refused
from comity.record import checkpoint, cosignature, note, submission
from comity.record.note import COSIGNATURE
from comity.registry import known
from faults.processes import environ, opened
from record.signing import signer
from registry.acts import LOG, admit, append, grow
from registry.losing import put_back
from waiting import PATIENCE, Ticking

pytestmark = pytest.mark.django_db(transaction=True)
KEY, SIGN = signer("witness.example/w1", COSIGNATURE, seed=7)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("COMITY_LANGUAGE", "en")


@pytest.fixture
def cosign(capsys):
    """The exit code of a round, and what it said."""

    def run(*words):
        code = main(words)
        return code, capsys.readouterr().err

    return run


def list_(*lines):
    settings.COMITY_DATA.mkdir(parents=True, exist_ok=True)
    (settings.COMITY_DATA / "witnesses").write_text("".join(f"{line}\n" for line in lines))


@contextmanager
def serving(folder, trusted):
    """``comity witness --serve`` in a process of its own: its address and key."""
    folder.mkdir(exist_ok=True)
    (folder / "keys.txt").write_text("".join(f"{key}\n" for key in trusted))
    command = [
        sys.executable,
        "-m",
        "comity.cli",
        "witness",
        "--serve",
        "0",
        "--trust",
        "keys.txt",
        "--name",
        "witness.example/real",
    ]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    try:
        told = process.stderr.readline()
        yield told.split(" at ")[1].partition("/add-checkpoint")[0], told.split()[-1]
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def served():
    """Names and sizes of witnesses, and who cosigned the checkpoint that is served."""
    found = note.read(registry.checkpoint(LOG))
    kept = registry.witnesses(LOG)
    signers = cosignature.cosigned(found, tuple(note.read_key(each.key) for each in kept))
    return {each.name: each.size for each in kept}, [each.key.name for each in signers]


def test_a_real_witness_cosigns_head_after_head(cosign, tmp_path):
    grow(3)
    with serving(tmp_path / "w", [registry.key(LOG)]) as (address, key):
        list_("# our witness", f"{address} {key}  # in the basement")
        for size in (3, 4, 9):
            grow(size, start=known.known(LOG).size)
            code, told = cosign()
            assert (code, told[25:]) == (0, "witness.example/real cosigned the head of 1 record.\n")
            assert served() == ({"witness.example/real": size}, ["witness.example/real"])
        assert cosign(LOG)[0] == 0


def test_a_witness_of_before_the_loss_stops_the_record_at_once_and_at_the_start(cosign, tmp_path):
    grow(5)
    old = registry.checkpoint(LOG)
    grow(9, start=5)
    with serving(tmp_path / "w", [registry.key(LOG)]) as (address, key):
        list_(f"{address} {key}")
        assert cosign()[0] == 0
        shutil.rmtree(settings.COMITY_DATA / "heads")
        put_back(5, old)
        code, told = cosign()
        assert code == 1
        assert told[25:].startswith("The store holds 5 acts of the record “water-2026”, but this host has signed 9")
        assert cosign()[0] == 1
        shutil.rmtree(settings.COMITY_DATA / "heads")
        assert list(start.behind()) == []
        assert list(start.compared(settings.COMITY_DATA)) == []
        assert [refusal.code for refusal in start.behind()] == ["record_behind"]
        with pytest.raises(Refused, match="record_behind"):
            append(admit("KAZ", registry.head(LOG)))


def test_a_witness_that_does_not_know_the_log_or_its_key_is_told_so(cosign, tmp_path):
    grow(3)
    stranger = signer("comity/another")[0]
    with serving(tmp_path / "w", [stranger]) as (address, key):
        list_(f"{address} {key}")
        code, told = cosign()
        assert (code, "does not know the record" in told) == (2, True)
    with serving(tmp_path / "other", [signer(registry.key(LOG).name, seed=9)[0]]) as (address, key):
        list_(f"{address} {key}")
        code, told = cosign()
        assert (code, "does not trust the key" in told) == (2, True)


@pytest.mark.skipif("COMITY_DATABASE" in os.environ, reason="a folder of its own, with an SQLite file")
def test_the_command_in_a_process_of_its_own(tmp_path):
    data = opened(tmp_path / "data")

    def run(*words):
        own = environ(data, COMITY_LANGUAGE="ru")
        return subprocess.run([sys.executable, *words], env=own, capture_output=True, text=True, check=False)

    told = run("-c", "import django; django.setup(); from comity import registry; print(registry.key('water-2026'))")
    with serving(tmp_path / "w", [told.stdout.strip()]) as (address, key):
        (data / "witnesses").write_text(f"{address} {key}\n")
        done = run("-m", "comity.config.cosign", "water-2026")
        assert (done.returncode, done.stderr[25:]) == (0, "witness.example/real заверил вершину материалов: 1.\n")
        (data / "host.key").chmod(0o644)
        done = run("-m", "comity.config.cosign")
        assert (done.returncode, done.stderr.count("\n"), "chmod 600" in done.stderr) == (2, 1, True)


# Servers that answer anything.


class Hostile(BaseHTTPRequestHandler):
    """``answers`` does as it likes with the handler."""

    asked: list

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(self.path)
        self.answers(body)

    def do_GET(self):
        self.asked.append(self.path)
        self.send_error(404)

    def answer(self, status, body=b"", kind="text/plain", location=""):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told):
        pass


@contextmanager
def hostile(answers):
    asked = []
    door = type("Door", (Hostile,), {"answers": answers, "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    server.daemon_threads = False  # they are waited for
    server.handle_error = lambda *_: None
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def cosigned_by(key, sign):
    def answers(self, body):
        text = submission.read(body).note.text
        self.answer(200, f"{cosignature.cosign(text, key, int(time.time()), sign)}\n".encode())

    return answers


def drip(self, _):
    """A byte now and then, for ever: each of them is new patience to a socket."""
    self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        self.wfile.write(b"a")
        self.wfile.flush()
        DRIPS.wait(0.01)


def endless(self, _):
    self.answer(200)
    while True:
        self.wfile.write("— witness.example/w1 AAAAAAAA\n".encode() * 1_000)


DRIPS = Event()
HOSTILE = {
    "another key under its name": (cosigned_by(KEY, signer("x", seed=9)[1]), "what no witness answers"),
    "another witness": (cosigned_by(*signer("witness.example/w2", COSIGNATURE, 8)), "what no witness answers"),
    "endless lines": (endless, "more than 16384 bytes"),
    "a byte now and then": (drip, "does not answer: "),
    "a page": (lambda self, _: self.answer(200, b"<html>"), "what no witness answers"),
    "nothing": (lambda self, _: self.close_connection, "does not answer: "),
    "no HTTP": (lambda self, _: self.wfile.write(b"\xff" * 100), "does not answer: "),
    "a size beyond all numbers": (lambda self, _: self.answer(409, b"9" * 400, kind="text/x.tlog.size"), "what no witness answers"),
    "a size that it does not show": (lambda self, _: self.answer(409, b"99\n", kind="text/x.tlog.size"), "shows no proof"),
    "another history that it does not show": (lambda self, _: self.answer(422), "shows no proof"),
    "a fault of its own": (lambda self, _: self.answer(500, b"\x1b[31m" * 100), "status 500"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_witness_answers_it_is_one_sentence_and_the_record_goes_on(cosign, monkeypatch, name):
    answers, expected = HOSTILE[name]
    grow(3)
    if answers is drip:
        monkeypatch.setattr(paced, "time", Ticking())
        monkeypatch.setattr(paced, "PACE", 10**12)
    else:
        monkeypatch.setattr(witnesses, "PATIENCE", PATIENCE)
    with hostile(answers) as (address, _):
        list_(f"{address} {KEY}")
        code, told = cosign()
    assert code == (1 if "proof" in expected else 2)
    assert expected in told
    assert told.count("\n") == 1
    assert "\x1b" not in told
    assert registry.witnesses(LOG) == ()
    assert append(admit("KAZ", registry.head(LOG))).seq == 3


def test_a_redirect_is_not_followed(cosign):
    grow(3)
    with hostile(cosigned_by(KEY, SIGN)) as (elsewhere, asked_there):
        with hostile(lambda self, _: self.answer(307, location=f"{elsewhere}/add-checkpoint")) as (address, asked):
            list_(f"{address} {KEY}")
            code, told = cosign()
        assert (code, asked, asked_there) == (2, ["/add-checkpoint"], [])
        assert "status 307" in told
        list_(f"{elsewhere} {KEY}")
        assert cosign()[0] == 0


def test_one_that_does_not_answer_keeps_no_other_from_it(cosign):
    grow(3)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with hostile(cosigned_by(KEY, SIGN)) as (address, _):
        list_(f"{nobody} {signer('witness.example/dead', COSIGNATURE, 3)[0]}", f"{address} {KEY}")
        code, told = cosign()
        assert (code, told.count("\n")) == (2, 2)
        assert served()[1] == [KEY.name]
        assert [error.why for error in start.compared(settings.COMITY_DATA)] == ["witness_unreachable"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ((), "No witnesses are listed"),
        (("# none yet",), "No witnesses are listed"),
        ((str(KEY),), "line 1: a witness is named by"),
        ((f"{KEY} https://witness.example",), "line 1: a witness is named by"),
        (("", f"https://witness.example {signer('log')[0]}"), "line 2: a witness is named by"),
        ((f"https://witness.example {KEY} KAZ",), "line 1: a witness is named by"),
        ((f"/etc/passwd {KEY}",), "line 1: a witness is named by"),
        ((f"http://witness.example {KEY}",), "is not private"),
        ((f"http://169.254.169.254 {KEY}",), "is not private"),
    ],
)
def test_a_list_that_is_none_is_one_sentence(cosign, lines, sentence):
    grow(1)
    list_(*lines)
    code, told = cosign()
    assert (code, sentence in told, told.count("\n")) == (2, True, 1)


def test_what_cannot_be_asked_is_one_sentence(cosign):
    grow(1)
    list_(f"https://witness.example {KEY}")
    assert "other-2026" in cosign("other-2026")[1]
    assert "--every takes seconds" in cosign("--every", "0")[1]


def test_as_a_service_it_asks_again_and_again(monkeypatch, cosign):
    grow(3)
    rounds = []

    class Pause:
        def wait(self, seconds):
            rounds.append(seconds)
            if len(rounds) == 3:
                raise KeyboardInterrupt
            grow(3 + len(rounds), start=2 + len(rounds))

    monkeypatch.setattr("comity.config.cosign.Event", Pause)
    with hostile(cosigned_by(KEY, SIGN)) as (address, asked):
        list_(f"{address} {KEY}")
        with pytest.raises(KeyboardInterrupt):
            cosign("--every", "7")
    assert rounds == [7, 7, 7]
    assert len(asked) == 3
    assert served() == ({KEY.name: 5}, [KEY.name])
    assert checkpoint.read(note.read(registry.checkpoint(LOG)).text).size == 5


def test_the_command_is_one_of_the_servers(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "comity.config.cosign", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert "--every SECONDS" in done.stdout
    assert not list(Path(tmp_path).iterdir())
