"""The text page over HTTP, beside the same bytes sent from memory by the same server."""

import gzip
import http.client
import json
import math
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from comity.core.acts import EMPTY_ROOT, Act, Seen, encode
from comity.core.acts.consultation.open import Open
from comity.core.acts.party.admit import Admit
from comity.core.acts.tabling import Tabled, shares
from comity.core.acts.text.reword import Reword
from comity.core.acts.text.table import Table
from comity.core.acts.text.table_more import TableMore
from comity.core.acts.text.take_position import TakePosition
from comity.record.leaf import leaf
from comity.record.tree import Frontier

SIZES = ((50, 300), (200, 2_000))
REQUESTS = 100
LOG = "bench"
MEMBERS = tuple(f"M{k}" for k in range(12))
STANCES = ("support", "can_accept", "reserve", "object")
WORDS = [
    "the",
    "Parties",
    "shall",
    "cooperate",
    "in",
    "preventing",
    "detecting",
    "and",
    "responding",
    "to",
    "threats",
    "against",
    "information",
    "security",
    "in",
    "accordance",
    "with",
    "national",
    "legislation",
    "and",
    "international",
    "obligations",
    "exchange",
    "data",
    "through",
    "competent",
    "authorities",
    "on",
    "a",
    "voluntary",
    "basis",
    "promptly",
    "with",
    "due",
    "regard",
    "for",
    "sovereignty",
    "and",
    "confidentiality",
    "of",
    "sources",
    "and",
    "methods",
]


def rows() -> Iterator[dict[str, object]]:
    costs = []
    for provisions, proposals in SIZES:
        with TemporaryDirectory(prefix="comity-bench-") as folder:
            found = _measured(Path(folder), provisions, proposals)
        costs.append(found)
        yield from _rows(f"{provisions} provisions, {proposals:,} proposals", found)
    growth = math.log(costs[1]["page"][0] / costs[0]["page"][0], SIZES[1][1] / SIZES[0][1])
    yield {
        "area": "page",
        "work": "growth of the text page with proposals (exponent)",
        "size": f"x {SIZES[1][1] / SIZES[0][1]:.1f}",
        "value": f"{costs[1]['page'][0]:.1f} ms",
        "bound": f"{costs[0]['page'][0]:.1f} ms",
        "ratio": growth,
        "demand": "<= 1.2",
    }


def _rows(size: str, found: dict[str, list[float]]) -> Iterator[dict[str, object]]:
    for place, name in enumerate(("p50", "p99")):
        page, memory = found["page"][place], found["memory"][place]
        yield {
            "area": "page",
            "work": f"text page, {name}",
            "size": size,
            "value": f"{page:.1f} ms",
            "bound": f"{memory:.1f} ms (memory)",
            "ratio": page / memory,
            "demand": "",
        }
    plain, packed = found["bytes"]
    yield {
        "area": "page",
        "work": "text page, bytes as sent compressed",
        "size": size,
        "value": f"{packed / 1000:.1f} kB",
        "bound": f"{plain / 1000:.0f} kB plain",
        "ratio": packed / plain,
        "demand": "<= 60 kB at 50" if size.startswith("50 ") else "",
    }


def _measured(folder: Path, provisions: int, proposals: int) -> dict[str, list[float]]:
    """Milliseconds at p50 and p99 of the page and of the same bytes from memory, asked in turn; and the bytes."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "comity.config.settings"}
    command = [sys.executable, "-m", "bench.page", str(provisions), str(proposals)]
    child = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)  # noqa: S603 - this module
    try:
        told = json.loads(child.stdout.readline())
        connection = http.client.HTTPConnection("127.0.0.1", told["port"])
        headers = {"Cookie": told["cookie"], "Accept-Encoding": "gzip"}
        body = _asked(connection, told["page"], headers)[1]
        _asked(connection, "/memory", headers)
        waits: dict[str, list[float]] = {"page": [], "memory": []}
        for _ in range(REQUESTS):
            for name, path in (("page", told["page"]), ("memory", "/memory")):
                waits[name].append(_asked(connection, path, headers)[0])
    finally:
        child.terminate()
        child.wait(timeout=20)
        child.stdout.close()
    marks = {name: [statistics.median(all_), statistics.quantiles(all_, n=100)[98]] for name, all_ in waits.items()}
    return {**marks, "bytes": [len(gzip.decompress(body)), len(body)]}


def _asked(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[float, bytes]:
    began = time.perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status)
    return (time.perf_counter() - began) * 1000, body


def acts(provisions: int, proposals: int) -> Iterator[Act]:
    """A consultation of twelve members on one text, with overlapping changes of words and stances on them."""
    chance = random.Random(7)
    seen = Seen(root=EMPTY_ROOT, size=0)
    common = {"log": LOG, "actor": "SEC/1", "seen": seen}
    names = {"en": "Secretariat"}
    yield Open(
        id="open",
        title={"en": "Bench"},
        languages=("en",),
        rule="consensus",
        rules_version=1,
        party_kind="body",
        names=names,
        **common,
    )
    for code in MEMBERS:
        yield Admit(id=f"admit-{code.lower()}", admitted=code, party_kind="member", names={"en": code}, **common)
    wordings = [" ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _ in range(provisions)]
    draft = (
        Tabled(id=f"p{k}", kind="operative", number=f"{k + 1}.", wordings={"en": w}) for k, w in enumerate(wordings)
    )
    first, *rest = shares(draft)
    yield Table(id="table", text="t", title={"en": "T"}, languages=("en",), provisions=first, more=bool(rest), **common)
    for k, run in enumerate(rest, start=1):
        more = k < len(rest)
        yield TableMore(id=f"table-{k}", text="t", provisions=run, more=more, **common)
    for k in range(proposals):
        yield from _proposal(k, k % provisions, wordings[k % provisions], chance, k // provisions)


def _proposal(k: int, provision: int, base: str, chance: random.Random, turn: int) -> Iterator[Act]:
    words = base.split(" ")
    for _ in range(3):
        at = chance.randrange(1, len(words) - 1)
        words[at : at + chance.randrange(3)] = chance.choices(WORDS, k=chance.randrange(1, 3))
    member = MEMBERS[turn % len(MEMBERS)]
    common = {"log": LOG, "seen": Seen(root=EMPTY_ROOT, size=0), "text": "t"}
    yield Reword(id=f"r{k}", actor=f"{member}/1", provision=f"p{provision}", wordings={"en": " ".join(words)}, **common)
    other = MEMBERS[(turn + 5) % len(MEMBERS)]
    stance = chance.choice(STANCES)
    yield TakePosition(id=f"s{k}", actor=f"{other}/1", proposal=f"r{k}", value=stance, **common)


def _leaves(unseen: Iterator[Act]) -> Iterator[bytes]:
    """The leaves of a record whose every act has seen all that was before it."""
    head = Frontier()
    for act in unseen:
        statement = encode(replace(act, seen=Seen(root=head.root().hex(), size=head.size)))
        kept = leaf(head.size, head.size, statement.decode())
        yield kept
        head = head.append(kept)


def main(provisions: int, proposals: int) -> None:
    """What the child does: keep the record, seat a reader, and serve the page and its bytes from memory."""
    import django  # noqa: PLC0415 - the parent measures and needs no server

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from django.test import Client  # noqa: PLC0415

    from comity import registry  # noqa: PLC0415
    from comity.people import seats  # noqa: PLC0415
    from comity.people.models import Account  # noqa: PLC0415

    registry.load(LOG, _leaves(acts(provisions, proposals)))
    reader = Account.objects.create(name="reader", display="Reader")
    seats.give(reader, LOG, "M0/1")
    client = Client()
    client.force_login(reader)
    page = f"/c/{LOG}/t/t/"
    sent = client.get(page, headers={"host": "127.0.0.1", "accept-encoding": "gzip"}).content
    _serve(page, f"sessionid={client.cookies['sessionid'].value}", sent)


def _serve(page: str, cookie: str, body: bytes) -> None:
    import uvicorn  # noqa: PLC0415

    from comity.config.asgi import application  # noqa: PLC0415
    from comity.config.serve import listen  # noqa: PLC0415

    async def served(scope: dict, receive: object, send: object) -> None:
        if scope["type"] == "http" and scope["path"] == "/memory":
            await send(
                {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]}
            )
            await send({"type": "http.response.body", "body": body})
        else:
            await application(scope, receive, send)

    with listen("0") as listening:
        print(json.dumps({"port": listening.getsockname()[1], "page": page, "cookie": cookie}), flush=True)
        uvicorn.Server(uvicorn.Config(served, log_level="warning", lifespan="off")).run(sockets=[listening])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
