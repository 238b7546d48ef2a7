"""A connection is made in one patience: neither a name nor its many addresses buy more."""

import socket
from contextlib import closing
from threading import Event

import pytest

from comity.cli.witnessing import reached as module
from comity.cli.witnessing.reached import reached
from comity.cli.witnessing.source import Source
from comity.core.errors import Unreadable
from waiting import PATIENCE, Ticking


@pytest.fixture
def listening():
    """A port of this machine where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed():
    """A port of this machine where nobody listens: it is taken, and not listened at."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def named(monkeypatch, *ports):
    """The name ``many.example`` has these ports of this machine for its addresses."""
    told = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)) for port in ports]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: told)


def test_the_first_address_that_answers_is_taken(monkeypatch, listening, closed):
    named(monkeypatch, closed, closed, listening, closed)
    with reached(("many.example", 443), PATIENCE) as made:
        assert made.getpeername()[1] == listening


def test_what_the_last_address_says_is_told(monkeypatch, closed):
    named(monkeypatch, closed, closed)
    with pytest.raises(ConnectionRefusedError):
        reached(("many.example", 443), PATIENCE)


def test_countless_addresses_buy_no_time(monkeypatch, closed, listening):
    named(monkeypatch, *[closed] * 1_000, listening)
    monkeypatch.setattr(module, "time", Ticking())
    with pytest.raises(TimeoutError):
        reached(("many.example", 443), 30)


def test_a_name_that_is_never_found_buys_no_time(monkeypatch):
    never = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: (never.wait(PATIENCE), [])[1])
    try:
        with pytest.raises(Unreadable) as refused:
            Source("https://never.example/log", patience=0.05).read("checkpoint", 10)
    finally:
        never.set()
    assert refused.value.why == "witness_unreachable"
    assert "timed out" in refused.value.facts["reason"]


@pytest.mark.parametrize(
    "error", [socket.gaierror(socket.EAI_NONAME, "Name or service not known"), UnicodeError("label too long")]
)
def test_a_name_that_is_none_is_told_in_a_sentence(monkeypatch, error):
    def fail(*_asked, **_how):
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Unreadable) as refused:
        Source("https://none.example/log").read("checkpoint", 10)
    assert refused.value.why == "witness_unreachable"
