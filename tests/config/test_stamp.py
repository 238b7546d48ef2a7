"""The command by which whoever runs the server has records time-stamped, over the network or by hand."""

import os
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from comity.config import authority as asking
from comity.core.errors import Refused, Unreadable
from comity.record import authorities, stamp
from comity.record.verify import verify
from record.authority import Authority, needed

pytestmark = needed

OPENED = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from msgspec.structs import replace
from comity import registry
from comity.core.acts import EXAMPLES, encode
for log in ("gas-2026", "water-2026"):
    registry.append(log, encode(replace(EXAMPLES["consultation.open"], log=log)))
"""
REPLY = "application/timestamp-reply"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "own", "ecdsa")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the server keeps its data, and people their files."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def server(folder):
    """Run Python beside a server's folder, in which two records are."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(folder / "data"), "COMITY_LANGUAGE": "en"}
    environ |= {"DJANGO_SETTINGS_MODULE": "comity.config.settings"}

    def run(*words):
        done = subprocess.run(
            [sys.executable, *words], env=environ, cwd=folder, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stderr

    assert run("-c", OPENED) == (0, "")
    return run


@contextmanager
def served(answer, kind=REPLY, status=200, **headers):
    """An authority at an address: what it was asked, and how."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((self.path, self.headers["Content-Type"], body))
            data = answer(body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_address[1]}/tsa", seen
        host.shutdown()


COMMAND = ("-m", "comity.config.stamp")


def test_all_records_are_stamped_over_the_network_and_nothing_is_asked_twice(server, authority, folder):
    with served(authority.answer) as (address, seen):
        code, told = server(*COMMAND, "--name", "examples", "--authority", address)
        assert code == 0
        assert [line.split(":")[0] for line in told.splitlines()] == ["“gas-2026”", "“water-2026”"]
        assert told.count("time-stamped by Time of Examples at 2") == 2
        assert [each[:2] for each in seen] == [("/tsa", "application/timestamp-query")] * 2
        code, told = server(*COMMAND, "water-2026", "--name", "examples", "--authority", address)
        assert (code, told) == (0, "“water-2026”: nothing new since the last time stamp, acts: 1.\n")
        assert len(seen) == 2
    assert server("-m", "comity.config.export", "water-2026", "-o", "record.zip") == (0, "")
    report = verify((folder / "record.zip").read_bytes(), authorities=authorities.judge(authority.root))
    assert (report.sound, {each.proof for each in report.stamps}) == (True, {"checked"})


def test_requests_are_carried_to_an_authority_and_answers_back_by_hand(server, authority, folder):
    (folder / "out").mkdir()
    code, told = server(*COMMAND, "--request", "out")
    assert code == 0
    assert told.count("asks for a time stamp, acts: 1.") == 2
    shown = authority.run("ts", "-query", "-in", str(folder / "out/water-2026-1.tsq"), "-text").stdout.decode()
    assert "Hash Algorithm: sha256" in shown
    assert "Certificate required: yes" in shown
    for file in sorted((folder / "out").iterdir()):
        file.with_suffix(".tsr").write_bytes(authority.answer(file.read_bytes()))
    code, told = server(*COMMAND, "--name", "by-hand", "--answer", "out/gas-2026-1.tsr", "out/water-2026-1.tsr")
    assert code == 0
    assert [line.split(":")[0] for line in told.splitlines()] == ["“gas-2026”", "“water-2026”"]


def test_what_cannot_be_kept_is_told_and_the_rest_is_kept(server, authority, folder):
    (folder / "malformed.tsr").write_bytes(b"no stamp")
    server(*COMMAND, "water-2026", "--request", ".")
    (folder / "good.tsr").write_bytes(authority.answer((folder / "water-2026-1.tsq").read_bytes()))
    foreign = (folder / "water-2026-1.tsq").read_bytes()[:-35] + bytes(32) + b"\x01\x01\xff"
    (folder / "foreign.tsr").write_bytes(authority.answer(foreign))
    code, told = server(*COMMAND, "--name", "x", "--answer", "malformed.tsr", "foreign.tsr", "missing.tsr", "good.tsr")
    assert code == 2
    lines = told.splitlines()
    assert lines[0] == "malformed.tsr is no time stamp (RFC 3161) with one signature."
    assert lines[1] == "This is not a time stamp of any head that a record here ever had."
    assert "missing.tsr" in lines[2]
    assert lines[3].startswith("“water-2026”: time-stamped by Time of Examples")
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--name", "A B", "--authority", "http://127.0.0.1:9"), "“A B” cannot name an authority"),
        (("--authority", "http://127.0.0.1:9"), "“” cannot name an authority"),
        (("--name", "a", "--authority", "file:///etc/passwd"), "file:///etc/passwd is not the address of an authority"),
        (("oil-2026", "--name", "a", "--authority", "http://127.0.0.1:9"), "There is no record “oil-2026” here."),
        (("oil-2026", "--request", "."), "There is no record “oil-2026” here."),
        (("water-2026", "--request", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(server, words, told):
    code, said = server(*COMMAND, *words)
    assert code == 2
    assert all(line.startswith(told) or told in line for line in said.splitlines())
    assert "Traceback" not in said


def why(address):
    with pytest.raises(Unreadable) as refused:
        asking.answer(address, b"asked")
    return refused.value.why, refused.value.facts


def test_an_answer_of_another_kind_or_elsewhere_is_none():
    with served(lambda _: b"<p>Buy more", "text/html") as (address, _):
        assert why(address) == ("authority_answer", {"status": 200, "kind": "text/html"})
    with served(lambda _: b"", status=500) as (address, _):
        assert why(address) == ("authority_answer", {"status": 500, "kind": REPLY})
    with served(lambda body: body) as (elsewhere, asked):
        with served(lambda _: b"", status=307, Location=elsewhere) as (address, _):
            assert why(address)[0] == "authority_answer"
        assert asked == []


def test_an_answer_is_read_no_further_than_a_stamp_can_be_long():
    with served(lambda _: bytes(stamp.LARGEST)) as (address, _):
        assert asking.answer(address, b"") == bytes(stamp.LARGEST)
    with served(lambda _: bytes(stamp.LARGEST + 1)) as (address, _):
        assert why(address)[0] == "stamp_too_large"


def test_nobody_at_the_address_is_told():
    with served(lambda _: b"") as (address, _):
        pass
    assert why(address)[0] == "authority_silent"
    for nowhere in ("http://", "ftp://example.org/", "example.org", "http://[::1", ""):
        with pytest.raises(Refused) as refused:
            asking.answer(nowhere, b"")
        assert refused.value.code == "authority_address"
