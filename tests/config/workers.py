"""A server of several worker processes on one store, and people who ask a certain one of them."""

import http.client
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from serving import gone
from waiting import PATIENCE, until
from web.water import FIRST, LOG, TEXT

PAGE = f"/c/{LOG}/t/{TEXT}/"
PROPOSAL = f"{PAGE}proposal/{FIRST}/"
TESTS = Path(__file__).parent.parent
LOST = (ConnectionError, http.client.HTTPException)
"""What a person sees whose worker is gone."""

_FIELDS = re.compile(r'name="(csrfmiddlewaretoken|act|root|size)" value="([^"]+)"')


class Workers(NamedTuple):
    """A running server: its port, a sign-in token by role, and the process that watches over the workers."""

    port: int
    tokens: dict[str, str]
    process: subprocess.Popen

    def pids(self):
        """The workers: those who hold the socket that the server listens on, but for who watches over them."""
        listening = _inodes(self.port, 0)
        return {pid for pid in _family(self.process.pid) if pid != self.process.pid and _holds(pid, listening)}

    def asked(self, pid=None):
        """A connection that the worker ``pid`` took, or any."""
        return until(lambda: self._asked(pid))

    def _asked(self, pid):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/sign-in/")
            connection.getresponse().read()
            if pid in {None, self.worker(connection)}:
                return connection
        except LOST:
            pass  # that worker is gone
        connection.close()
        return None

    def worker(self, connection):
        """Who holds the other end of a connection."""
        held = _inodes(self.port, connection.sock.getsockname()[1])
        return next((pid for pid in self.pids() if _holds(pid, held)), None)


class Person:
    """Somebody signed in, on a connection that the worker ``pid`` took; without scripts."""

    def __init__(self, workers, role, pid=None):
        self.workers = workers
        self.cookies = {}
        self.connection = workers.asked(pid)
        link = f"/sign-in/{workers.tokens[role]}/"
        self.post(link, **self._form(link))

    def turn(self, pid=None):
        """Ask another worker from now on, or any."""
        self.connection.close()
        self.connection = self.workers.asked(pid)
        return self

    def get(self, path):
        """The body of a page."""
        status, _, body = self._ask("GET", path)
        assert status == 200, (path, status)
        return body

    def post(self, path, **form):
        """The page to which a form leads."""
        status, headers, body = self._ask("POST", path, urlencode(form))
        assert status == 302, (path, status, body)
        return self.get(headers["location"])

    def patiently(self, ask):
        """What ``ask`` gives, of another worker where the one that was asked is gone."""
        while True:
            try:
                return ask()
            except LOST:
                self.turn()

    def comment(self, words):
        """Comment on the first proposal, again and again until it is acknowledged; the number of the act."""
        answer = f"{PROPOSAL}answer/comment/"
        form = self.patiently(lambda: self._form(PROPOSAL))
        told = self.patiently(lambda: self.post(answer, **form, comment=words))
        return number(told)

    def propose(self, words):
        """Propose other words for the first provision; the number of the act."""
        address = f"{PAGE}p/p1/propose/"
        return number(self.post(address, **self._form(address), **{"step": "submit", "wording-en": words}))

    def _form(self, path):
        """What every form of a page carries: its token, the act's id, the head that was seen."""
        return dict(_FIELDS.findall(self.get(path).decode()))

    def _ask(self, method, path, body=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        read = answer.read()
        for line in answer.headers.get_all("set-cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers, read


def number(page):
    """The number of the act whose receipt a page offers."""
    return int(re.search(rb"/log/(\d+)\.tlog-proof", page)[1])


@contextmanager
def working(folder, number, **environment):
    """Serve a consultation of ``web.water`` from ``folder`` by ``number`` workers; what they say is in ``folder/stderr``."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "comity.config.settings", "COMITY_LANGUAGE": "en"}
    environ |= {"PYTHONPATH": str(TESTS), **environment}
    told = subprocess.run([sys.executable, "-m", "config.peopled"], env=environ, capture_output=True, check=True).stdout
    command = [sys.executable, "-m", "uvicorn", "comity.config.asgi:application", "--port", "0", "--no-access-log"]
    command += [
        "--workers",
        str(number),
        "--timeout-keep-alive",
        str(PATIENCE),
        "--timeout-worker-healthcheck",
        str(PATIENCE),
    ]
    with (folder / "stderr").open("w") as errors:
        process = subprocess.Popen(command, env=environ, stderr=errors, stdin=subprocess.DEVNULL)
    try:
        yield Workers(_port(process, folder / "stderr"), json.loads(told), process)
    finally:
        process.terminate()
        gone(process)


def _port(process, errors):
    """The port, once the server says it."""

    def told():
        assert process.poll() is None, errors.read_text()
        return re.search(r"running on http://127\.0\.0\.1:(\d+)", errors.read_text())

    return int(until(told)[1])


def _family(pid):
    """A process and its children."""
    return {pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())}


def _inodes(port, other):
    """The sockets of this machine's ``port`` whose other end is ``other`` (0: those that listen)."""
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return {row[9] for row in rows if [int(end.partition(":")[2], 16) for end in row[1:3]] == [port, other]}


def _holds(pid, inodes):
    """Whether a process has one of these sockets open."""
    try:
        return any(str(each.readlink())[8:-1] in inodes for each in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:  # it is gone, or was just now closing one
        return False
