"""``make run``, as a person meets it: links that sign in, on this machine only, and a quiet end."""

import http.cookiejar
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

import pytest

from comity import worked
from comity.config.serve import HOST, listen
from serving import served


class Browser:
    """A person without scripts: follows links, presses the one button of a page."""

    def __init__(self):
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, address, data=None):
        """Final address and text of a page."""
        body = urllib.parse.urlencode(data).encode() if data else None
        with self.opener.open(address, body) as answer:
            return answer.geturl(), answer.read().decode()

    def sign_in(self, link):
        """Press the button of an invitation."""
        _, page = self.open(link)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        return self.open(link, {"csrfmiddlewaretoken": token})


def test_every_worked_consultation_has_a_link_for_chair_secretariat_and_parties(server):
    assert {log for log, _ in server.links} == set(worked.CONSULTATIONS)
    for log in worked.CONSULTATIONS:
        parts = [part for (found, _), part in server.parts.items() if found == log]
        assert parts.count("secretariat") == 1
        assert parts.count("member") >= 3
    assert "chair" in server.parts.values()
    assert all(link.startswith(f"http://{HOST}:") for link in server.links.values())


def test_what_is_told_names_every_link_and_calls_itself_a_demonstration(server):
    assert "DEMONSTRATION" in server.told
    assert all(link in server.told for link in server.links.values())


def test_each_link_signs_in_and_can_be_used_again(server):
    for link in server.links.values():
        for _ in range(2):
            address, page = Browser().sign_in(link)
            assert address == f"{server.address}/"
            assert "<h1" in page


def test_without_a_link_one_is_asked_to_sign_in(server):
    address, _ = Browser().open(f"{server.address}/")
    assert urllib.parse.urlsplit(address).path == "/sign-in/"


def test_a_link_that_nobody_gave_out_lets_nobody_in(server):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        Browser().sign_in(f"{server.address}/sign-in/{'a' * 64}/")
    assert refusal.value.code == 422
    refusal.value.close()


def test_a_second_start_finds_the_records_and_makes_new_links(tmp_path, store):
    with served(tmp_path, **store) as first:
        assert first.stop() == 0
    with served(tmp_path, **store) as second:
        assert second.links.keys() == first.links.keys()
        assert not set(map(token, second.links.values())) & set(map(token, first.links.values()))
        old = f"{second.address}/sign-in/{token(next(iter(first.links.values())))}/"
        with pytest.raises(urllib.error.HTTPError) as refusal:
            Browser().sign_in(old)
        refusal.value.close()
        assert second.stop() == 0
    assert (tmp_path / "stderr").read_text() == ""


def token(link):
    return link.rstrip("/").rpartition("/")[2]


def test_a_port_that_is_taken_is_left_to_who_has_it():
    with listen("0") as taken:
        port = taken.getsockname()[1]
        with listen(str(port)) as other:
            assert other.getsockname()[0] == HOST
            assert port < other.getsockname()[1] < port + 100


@pytest.mark.parametrize("port", ["65536", "-1", "eight", "", "8000.5", "²"])
def test_where_no_port_can_be_had_there_is_none(port):
    assert listen(port) is None


SORRY = {
    "a port that is no number": ({"COMITY_PORT": "eight"}, "No port is free from eight on."),
    "a folder that cannot be": ({"COMITY_DATA": "/dev/null/kept"}, "Nothing can be kept here (["),
    "a database that cannot be": ({"COMITY_DATABASE": "/dev/null/kept.sqlite3"}, "Nothing can be kept here (unable"),
    "a server that is not there": (
        {"COMITY_DATABASE": "postgresql://127.0.0.1:1/kept"},
        "Nothing can be kept here (conn",
    ),
}


@pytest.mark.parametrize("name", SORRY)
def test_what_cannot_be_served_is_one_sentence(tmp_path, name):
    environment, sentence = SORRY[name]
    command = [sys.executable, "-m", "comity.config.serve"]
    environ = {"COMITY_DATA": str(tmp_path), "COMITY_LANGUAGE": "en", **environment}
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(sentence)
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif("COMITY_DATABASE" in os.environ, reason="a folder is closed here")
def test_a_folder_in_which_nothing_can_be_written_any_more_is_one_sentence(tmp_path):
    environ = {**os.environ, "COMITY_DATA": str(tmp_path / "data"), "COMITY_LANGUAGE": "en"}
    environ["DJANGO_SETTINGS_MODULE"] = "comity.config.settings"
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=environ, check=True)
    for path in (tmp_path / "data").iterdir():
        path.chmod(0o400)
    (tmp_path / "data").chmod(0o500)
    plain = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
    command = [*plain, sys.executable, "-m", "comity.config.serve"]
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith("Nothing can be kept here (")
