"""Witnesses as processes of their own, against the server as it is run: two agree, one is killed, a host shows two faces."""

import os
import shutil
import signal
import subprocess
import sys
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import html5lib
import pytest

from comity.cli.witnessing.mirror import Mirror
from comity.record import note
from serving import served
from waiting import PATIENCE

LOG = "iis-2020"
_H = "{http://www.w3.org/1999/xhtml}"


class Person:
    """Somebody at a seat without a browser: follows links, sends forms."""

    def __init__(self, server, seat):
        self.server = server
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.send(server.links[LOG, seat].removeprefix(server.address))

    def page(self, path):
        with self._opener.open(self.server.address + path, timeout=PATIENCE) as answer:
            return html5lib.parse(answer.read())

    def bytes(self, path):
        with self._opener.open(self.server.address + path, timeout=PATIENCE) as answer:
            return answer.read()

    def text(self, path):
        return " ".join("".join(self.page(path).itertext()).split())

    def send(self, path, action="", **facts):
        """Send the last form in the main part of a page whose address ends so, with what it holds and these facts."""
        main = self.page(path).find(f".//{_H}main")
        forms = [each for each in main.iter(_H + "form") if each.get("method") == "post"]
        form = [each for each in forms if each.get("action").endswith(action)][-1]
        held = {each.get("name"): each.get("value", "") for each in form.iter(_H + "input") if each.get("name")}
        request = Request(self.server.address + form.get("action"), urlencode({**held, **facts}).encode())  # noqa: S310 - our own server
        with self._opener.open(request, timeout=PATIENCE) as answer:
            return html5lib.parse(answer.read())

    def token(self):
        page = self.send(f"/c/{LOG}/record/machines/", step="issue", label="witness")
        return next(each.get("value") for each in page.iter(_H + "input") if each.get("id") == "issued-token")

    def comment(self, words):
        """An act that everybody may do at any time: a comment on a provision."""
        self.send(f"/c/{LOG}/t/statement/p/pp2/", action="/comment/", comment=words, note=words)


def watching(server, *words):
    """The command of a witness in a folder that holds its token."""
    address = f"{server.address}/c/{LOG}/log"
    options = ("--token", "token.txt", "--folder", "kept", "--language", "en")
    return [sys.executable, "-m", "comity.cli", "witness", address, *options, *words]


def once(server, folder, *words):
    return subprocess.run(
        [*watching(server), "--once", *words], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def machine(tmp_path):
    """``machine(person, name)``: a folder with a token of a person."""

    def made(person, name):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "token.txt").write_text(person.token())
        return folder

    return made


def mirror(folder):
    (place,) = (folder / "kept/logs").iterdir()
    return place / "mirror"


def test_two_witnesses_watch_a_record_that_grows_and_one_is_killed(tmp_path, machine):
    (tmp_path / "data").mkdir()
    with served(tmp_path / "data") as server:
        kazakhstan, russia = Person(server, "KAZ/1"), Person(server, "RUS/1")
        here, there = machine(kazakhstan, "kaz"), machine(russia, "rus")
        assert once(server, here, "--name", "witness.example/kaz").returncode == 0
        assert once(server, there, "--name", "witness.example/rus").returncode == 0
        size = len(Mirror(mirror(here)))
        shown = russia.text(f"/c/{LOG}/record/")
        assert f"KAZ witness.example/kaz подписаны все акты ({size})" in shown
        assert f"RUS witness.example/rus подписаны все акты ({size})" in shown

        with subprocess.Popen(
            [*watching(server), "--every", "1"], cwd=here, stderr=subprocess.PIPE, text=True
        ) as process:
            assert f"Record of {size} acts, 0 new" in process.stderr.readline()
            kazakhstan.comment("Стороны согласились об ином.")
            while ", 0 new" in (line := process.stderr.readline()):
                pass
            assert f"Record of {size + 1} acts, 1 new; it only grew. Cosigned" in line
            process.send_signal(signal.SIGKILL)
        russia.comment("Стороны согласились и об этом.")
        assert f"KAZ witness.example/kaz подписано актов: {size + 1}, не подписан ещё 1" in russia.text(
            f"/c/{LOG}/record/"
        )
        again = once(server, here, "--compare", mirror(there))
        assert again.returncode == 0
        assert f"Record of {size + 2} acts, 1 new" in again.stderr
        assert once(server, there, "--compare", mirror(here)).returncode == 0


def test_a_host_that_shows_two_parties_two_histories_is_caught_when_they_compare(tmp_path, machine):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    with served(one) as server:
        here = machine(Person(server, "KAZ/1"), "kaz")
        there = machine(Person(server, "RUS/1"), "rus")
        assert once(server, here).returncode == 0
        size = len(Mirror(mirror(here)))
    shutil.copytree(one, other)  # with its key
    for data, seat, folder in ((one, "KAZ/1", here), (other, "RUS/1", there)):
        with served(data) as server:
            Person(server, seat).comment(f"Слова, которые видит одна лишь сторона {seat[:3]}.")
            assert once(server, folder).returncode == 0
            if folder is there:
                caught = once(server, there, "--compare", mirror(here))
    assert caught.returncode == 1
    assert f"ALARM: two histories. Act {size} " in caught.stderr
    (place,) = (there / "kept/evidence").iterdir()
    first, second = (note.read((place / name).read_bytes()) for name in ("checkpoint", "mirrored"))
    key = note.read_key((there / "kept/trusted").read_text().split()[0])
    assert note.verified(first, (key,)) == note.verified(second, (key,)) == (key,)
    assert first.text.split()[:2] == second.text.split()[:2]
    assert first.text != second.text


def test_a_host_that_passes_on_its_key_is_followed_by_its_witness_and_in_its_bundle(tmp_path, machine):
    data = tmp_path / "data"
    data.mkdir()
    with served(data) as server:
        kazakhstan = Person(server, "KAZ/1")
        here = machine(kazakhstan, "kaz")
        assert once(server, here).returncode == 0
        (here / "keys.txt").write_text((here / "kept/trusted").read_text().split()[0] + "\n")
    size = len(Mirror(mirror(here)))
    own = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")} | {
        "COMITY_DATA": str(data)
    }
    command = [sys.executable, "-m", "comity.config.rotate"]
    new = subprocess.run(command, env=own, capture_output=True, text=True, check=True).stdout.split()
    with served(data) as server:
        kazakhstan = Person(server, "KAZ/1")
        kazakhstan.comment("Слова под новым ключом.")
        for words in (f"passed on its key when the record had {size} acts. ", "0 new"):
            told = once(server, here, "--trust", "keys.txt")
            assert (told.returncode, words in told.stderr) == (0, True), told.stderr
        followed = note.verified(Mirror(mirror(here)).note, map(note.read_key, new))
        assert len(followed) == 1
        (here / "record.zip").write_bytes(kazakhstan.bytes(f"/c/{LOG}/record.zip"))
    check = [sys.executable, "-m", "comity.cli", "verify", "record.zip", "--trust", "keys.txt", "--language", "en"]
    told = subprocess.run(check, cwd=here, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    assert f"passed on to {followed[0]} when the record had {size} acts" in told.stdout


def test_a_host_that_was_put_back_is_reminded_by_its_witness_and_stops(tmp_path, machine):
    data = tmp_path / "data"
    data.mkdir()
    with served(data) as server:
        kazakhstan = Person(server, "KAZ/1")
        here = machine(kazakhstan, "kaz")
        (here / "keys.txt").write_bytes(kazakhstan.bytes(f"/c/{LOG}/log/key"))
    shutil.copy(data / "comity.sqlite3", tmp_path / "old.sqlite3")
    with served(data) as server:
        Person(server, "KAZ/1").comment("Слова, которые будут утрачены.")
        assert once(server, here, "--trust", "keys.txt").returncode == 0
    shutil.copy(tmp_path / "old.sqlite3", data / "comity.sqlite3")
    shutil.rmtree(data / "heads")
    with served(data) as server:
        assert "but this host has signed" not in (data / "stderr").read_text()
        told = once(server, here, "--trust", "keys.txt")
        assert (told.returncode, "went back to" in told.stderr) == (1, True)
        with pytest.raises(HTTPError) as refused:
            Person(server, "KAZ/1").comment("Слова в обход утраченных.")
        assert refused.value.code in {409, 422}
        refused.value.close()
    with served(data):
        assert "but this host has signed" in (data / "stderr").read_text()
