"""A witness as a server of tlog-witness: each answer of the specification over HTTP, one at a time and many at once."""

import hashlib
import http.client
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import pytest

from cli.host import ORIGIN
from comity.cli.witnessing import paced, submissions, turned
from comity.cli.witnessing.keeping import alone
from comity.cli.witnessing.keys import own
from comity.cli.witnessing.submissions import opened
from comity.cli.witnessing.witness import Witness
from comity.record import checkpoint, cosignature, note
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes
from comity.record.note import Note
from comity.record.proof import consistency
from comity.record.submission import MOST, Submission
from comity.record.tree import leaf_hash
from record.signing import signer
from waiting import PATIENCE, Ticking, until

LOG, SIGN = signer(ORIGIN)
TREE = Hashes(leaf_hash(str(n).encode()) for n in range(64))
OTHER = Hashes(leaf_hash(str(-n).encode()) for n in range(64))


def submitted(old, new, tree=TREE, origin=ORIGIN, seed=1):
    key, sign = signer(origin, seed=seed)
    text = Checkpoint(origin, new, tree.root(new)).text
    return bytes(Submission(old, consistency(old, new, tree.subtree), Note(text, (note.signed(text, key, sign),))))


class Door:
    """A witness behind HTTP."""

    def __init__(self, folder):
        self.witness = Witness(folder, own(folder / "key", "witness.example/w1", "en"), lambda: (LOG,))
        self.server = opened(self.witness, "127.0.0.1:0")

    def post(self, body, path="/add-checkpoint", method="POST", **headers):
        with closing(http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers.get("Content-Type", "")

    def size(self):
        return checkpoint.read(self.witness.last(ORIGIN).text).size

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def door(tmp_path):
    opened_door = Door(tmp_path)
    yield opened_door
    opened_door.close()


def test_what_is_right_is_cosigned_and_the_lines_complete_the_checkpoint(door):
    for old, new in ((0, 5), (5, 5), (5, 37)):
        body = submitted(old, new)
        status, lines, _ = door.post(body)
        assert status == 200
        assert lines.startswith("— witness.example/w1 ".encode())
        assert lines.endswith(b"\n")
        completed = note.read(body.partition(b"\n\n")[2] + lines)
        assert note.verified(completed, (LOG,))
        assert [each.key for each in cosignature.cosigned(completed, (door.witness.key,))] == [door.witness.key]


def test_an_old_size_that_is_not_the_last_is_told_the_last(door):
    assert door.post(submitted(0, 5))[0] == 200
    assert door.post(submitted(0, 9)) == (409, b"5\n", "text/x.tlog.size")
    assert door.post(submitted(7, 9)) == (409, b"5\n", "text/x.tlog.size")
    assert door.post(submitted(5, 5, OTHER)) == (409, b"5\n", "text/x.tlog.size")


def test_a_witness_that_cosigned_nothing_says_zero(door):
    assert door.post(submitted(4, 9)) == (409, b"0\n", "text/x.tlog.size")


def test_each_other_answer(door):
    assert door.post(submitted(0, 9, origin="comity/unknown"))[0] == 404
    assert door.post(submitted(0, 9, seed=2))[0] == 403
    assert door.post(b"old 0\n")[0] == 400
    larger = bytes(Submission(12, (), note.read(submitted(0, 9).partition(b"\n\n")[2])))
    assert door.post(larger)[0] == 400
    door.post(submitted(0, 5))
    assert door.post(submitted(5, 9, OTHER))[0] == 422
    assert door.size() == 5


def test_what_was_cosigned_last_is_shown_to_who_knows_the_log(door):
    path = f"/any/{hashlib.sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
    assert door.post(None, path, "GET")[0] == 404
    for old, new in ((0, 5), (5, 9)):
        door.post(submitted(old, new))
        status, body, _ = door.post(None, path, "GET")
        assert (status, body) == (200, bytes(door.witness.last(ORIGIN)))
        assert checkpoint.opened(note.read(body), LOG).size == new
    near = f"/{hashlib.sha256(ORIGIN.encode()).hexdigest()[:16]}{'0' * 48}/checkpoint"
    for other in (near, "/checkpoint", "/../../key", path.replace("checkpoint", "cosigned"), path.upper()):
        assert door.post(None, other, "GET")[0] == 404


def test_what_is_no_submission_goes_no_further(door):
    assert door.post(b"", path="/checkpoint")[0] == 404
    for length in (str(MOST + 1), "9" * 5_000):
        assert door.post(b"x", **{"Content-Length": length})[0] == 413
    assert door.post(None, method="GET")[0] == 404
    assert door.post(None, method="PUT")[0] == 501
    assert door.post(iter([b"x"]), **{"Transfer-Encoding": "chunked"})[0] == 411


def test_a_connection_serves_many_submissions(door):
    with closing(http.client.HTTPConnection("127.0.0.1", door.server.server_port, timeout=PATIENCE)) as connection:
        for old, new in ((0, 3), (3, 8), (8, 9)):
            connection.request("POST", "/any/prefix/add-checkpoint", submitted(old, new))
            answer = connection.getresponse()
            assert answer.status == 200
            assert answer.read()


def test_of_many_at_once_none_takes_the_witness_back(door):
    """From each size three clients submit at once: one is cosigned, and the others are told so."""
    size = 0
    while size < 60:
        bodies = [submitted(size, size + step) for step in (1, 2, 3)]
        with ThreadPoolExecutor(3) as clients:
            answers = list(clients.map(door.post, bodies))
        assert sorted(status for status, _, _ in answers) == [200, 409, 409]
        winner = next(n for n, (status, _, _) in enumerate(answers, 1) if status == 200)
        assert {body for status, body, _ in answers if status == 409} == {f"{size + winner}\n".encode()}
        size += winner
        assert door.size() == size


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A door at which two are answered at a time."""
    monkeypatch.setattr(submissions, "AT_ONCE", 2)
    opened_door = Door(tmp_path)
    yield opened_door
    opened_door.close()


def answered(connection):
    found = bytearray()
    while piece := connection.recv(4096):
        found += piece
    return bytes(found)


def test_who_comes_while_all_threads_answer_is_told_to_come_again(small):
    address = ("127.0.0.1", small.server.server_port)
    with socket.create_connection(address, PATIENCE) as first, socket.create_connection(address, PATIENCE):
        with socket.create_connection(address, PATIENCE) as third:
            assert answered(third).startswith(b"HTTP/1.1 503 ")
        first.shutdown(socket.SHUT_WR)
        assert answered(first) == b""
        assert small.post(submitted(0, 5))[0] == 200


def test_who_is_turned_away_in_the_middle_of_speaking_hears_the_answer(small, monkeypatch):
    """Closed at once, the door would reset the connection, and the answer with it."""
    monkeypatch.setattr(turned, "LINGER", PATIENCE)
    address = ("127.0.0.1", small.server.server_port)
    with ExitStack() as connections:
        for _ in range(submissions.AT_ONCE):
            connections.enter_context(socket.create_connection(address, PATIENCE))
        third = connections.enter_context(socket.create_connection(address, PATIENCE))
        third.sendall(BEGUN[-1])
        assert third.recv(1, socket.MSG_PEEK)
        for _ in range(3):
            third.sendall(b"x" * 30_000)
        assert answered(third).startswith(b"HTTP/1.1 503 ")


def test_only_some_are_heard_out_and_only_for_a_while(monkeypatch):
    monkeypatch.setattr(turned, "time", Ticking())
    monkeypatch.setattr(turned, "MOST", 2)
    away = turned.Turned()
    with ExitStack() as ends:
        pairs = [[ends.enter_context(end) for end in socket.socketpair()] for _ in range(4)]
        for server, _ in pairs:
            away.away(server)
        gone, kept, last = pairs[1][0], pairs[2], pairs[3]
        assert (pairs[0][0].fileno(), gone.fileno()) == (-1, -1), "they made room"
        kept[1].sendall(b"more")
        last[1].close()
        away.sweep()
        assert (kept[0].fileno() == -1, last[0].fileno()) == (False, -1), "who has ended is not waited for"
        for _ in range(turned.LINGER):
            away.sweep()
        assert kept[0].fileno() == -1
        assert answered(kept[1]).startswith(b"HTTP/1.1 503 ")


BEGUN = (
    b"",
    b"POST /add-checkpoint HTTP/1.1\r\nX-Long: ",
    b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 100000\r\n\r\n",
)


@pytest.mark.parametrize("begun", BEGUN)
def test_a_submission_that_drips_is_left(small, monkeypatch, begun):
    """Each byte is new patience to a socket; and none to a witness."""
    monkeypatch.setattr(paced, "PACE", 10**12)
    monkeypatch.setattr(paced, "time", Ticking())
    with socket.create_connection(("127.0.0.1", small.server.server_port)) as connection:
        connection.sendall(begun)
        connection.settimeout(0.02)
        until(lambda: closed(connection))


def closed(connection):
    """Whether a byte more finds the other side gone."""
    try:
        connection.sendall(b"a")
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_wrong_signatures_are_found_without_the_lock(door):
    """Whoever sends many keeps nobody from the witness, nor the witness from its own rounds."""
    with alone(door.witness.folder / "lock"):
        assert door.post(submitted(0, 9, seed=2))[0] == 403


def test_what_cannot_be_kept_is_not_cosigned(door):
    place = door.witness.place(ORIGIN)
    place.parent.mkdir()
    place.write_text("a file where the folder should be")
    status, body, _ = door.post(submitted(0, 5))
    assert (status, body) == (500, b"")


def test_a_memory_that_was_damaged_is_the_witnesss_own_fault_and_nothing_is_cosigned(door):
    path = f"/{hashlib.sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
    assert door.post(submitted(0, 5))[0] == 200
    (door.witness.place(ORIGIN) / "cosigned").write_bytes(b"5")
    assert door.post(submitted(5, 9))[0] == 500
    assert door.post(submitted(0, 9))[0] == 500
    assert door.post(None, path, "GET")[0] == 500


def test_a_witness_that_is_killed_remembers_what_it_cosigned(tmp_path):
    (tmp_path / "keys.txt").write_text(f"{LOG}\n")
    command = [sys.executable, "-m", "comity.cli", "witness", "--serve", "0", "--trust", "keys.txt", "--language", "en"]
    size = 0
    for new in (7, 20):
        with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
            try:
                told = process.stderr.readline()
                port = int(told.partition("http://127.0.0.1:")[2].partition("/")[0])
                with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                    connection.request("POST", "/add-checkpoint", submitted(size, new))
                    assert connection.getresponse().status == 200
            finally:
                process.kill()
        size = new
