"""A request that never ends, or says that it is large, is answered before it is on this machine."""

import asyncio

import pytest

from comity.config.bounded import bounded


async def reading(scope, receive, send):  # noqa: ARG001 - what every application is called with
    """An application that reads all of a request, as Django does, and gives up when its sender is gone."""
    size = 0
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            return
        size += len(event.get("body", b""))
        if not event.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


def ask(pieces, most, headers=(), kind="http"):
    """What is answered to a request of these pieces, and how many of them were taken."""
    taken, sent = [], []

    async def receive():
        taken.append(pieces[len(taken)])
        return {"type": "http.request", "body": taken[-1], "more_body": len(taken) < len(pieces)}

    async def send(event):
        sent.append(event)

    asyncio.run(bounded(reading, most)({"type": kind, "headers": list(headers)}, receive, send))
    return sent, len(taken)


def test_what_is_small_enough_goes_through():
    sent, _ = ask([b"12345", b"67890"], 10, [(b"content-length", b"10")])
    assert [sent[0]["status"], sent[1]["body"]] == [200, b"10"]


def test_what_says_that_it_is_too_large_is_refused_unread():
    sent, taken = ask([b"1" * 11], 10, [(b"content-length", b"11")])
    assert (sent[0]["status"], taken) == (413, 0)
    assert "слишком велико".encode() in sent[1]["body"]


@pytest.mark.parametrize("headers", [(), [(b"content-length", b"2")], [(b"content-length", b"-9")]])
def test_what_does_not_say_so_is_read_no_further(headers):
    sent, taken = ask([b"12345"] * 1000, 10, headers)
    assert (sent[0]["status"], taken) == (413, 3)


def test_what_is_no_request_is_not_touched():
    sent, _ = ask([b"1" * 99], 10, kind="lifespan")
    assert sent[0]["status"] == 200
