"""Appending to a record: 1 and 8 writers, each a process, against the rate at which the same disk syncs anything."""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command
from django.db import connection
from msgspec.structs import replace

from comity import registry
from comity.core.acts import EMPTY_ROOT, EXAMPLES, Seen, encode
from comity.record.leaf import leaf

ACTS = 400
RUNS = 3
LOOKS = 2_000
LONG = 2_000


def rows() -> Iterator[dict[str, object]]:
    with TemporaryDirectory(prefix="comity-bench-") as folder:
        for writers in (1, 8):
            yield from _written(Path(folder), writers)
        yield _looked(Path(folder))
        yield _seen(Path(folder))


def _written(folder: Path, writers: int) -> Iterator[dict[str, object]]:
    runs = sorted((_run(folder, f"{writers}-{run}", writers) for run in range(RUNS)), key=lambda run: run[0] / run[1])
    rate, bound, waits = runs[RUNS // 2]
    of = {"area": "append", "size": f"{ACTS} acts"}
    who = "1 writer" if writers == 1 else f"{writers} writers"
    yield {
        **of,
        "work": f"{who}: acts acknowledged",
        "value": f"{rate:.0f}/s",
        "bound": f"{bound:.0f} fdatasync/s",
        "ratio": rate / bound,
        "demand": "",
    }
    longest = statistics.quantiles(waits, n=100)[98] * 1000
    yield {
        **of,
        "work": f"{who}: wait for an acknowledgement, p99",
        "value": f"{longest:.1f} ms",
        "bound": f"{1000 / bound:.2f} ms (1 sync)",
        "ratio": longest * bound / 1000,
        "demand": "< 250 ms",
    }


def _looked(folder: Path) -> dict[str, object]:
    """Catching up where nothing is new, beside the cheapest question to the same connection."""
    look, ask = json.loads(_child(folder, "look", f"1-{RUNS - 1}", str(LOOKS)).communicate()[0])
    return {
        "area": "append",
        "work": "catch up with nothing new",
        "size": f"{ACTS} acts folded",
        "value": f"{look * 1e6:.0f} us",
        "bound": f"{ask * 1e6:.0f} us (SELECT 1)",
        "ratio": look / ask,
        "demand": "< 50 us",
    }


def _seen(folder: Path) -> dict[str, object]:
    """The state at an act chosen at random, beside that of now."""
    now, then = json.loads(_child(folder, "seen", "long", str(LONG)).communicate()[0])
    return {
        "area": "append",
        "work": "state at a random act",
        "size": f"{LONG:,} acts folded",
        "value": f"{then * 1e3:.1f} ms",
        "bound": f"{now * 1e6:.0f} us (state now)",
        "ratio": then / now,
        "demand": "reported",
    }


def _run(folder: Path, log: str, writers: int) -> tuple[float, float, list[float]]:
    """Acts a second over all writers, the syncs a second of the disk just then, and every single wait in seconds."""
    _child(folder, "open", log).communicate()
    children = [_child(folder, "write", log, f"W{n}-", str(ACTS // writers)) for n in range(writers)]
    for child in children:
        child.stdout.readline()
    for child in children:
        child.stdin.write("begin\n")
        child.stdin.flush()
    told = [json.loads(child.communicate()[0]) for child in children]
    span = max(ended for _, ended, _ in told) - min(began for began, _, _ in told)
    return ACTS // writers * writers / span, _syncs(folder), [wait for _, _, waits in told for wait in waits]


def _child(folder: Path, *words: str) -> subprocess.Popen:
    environ = {
        **{key: value for key, value in os.environ.items() if not key.startswith("COMITY_")},
        "COMITY_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "comity.config.settings",
    }
    command = [sys.executable, "-m", "bench.append", *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, env=environ, **pipes)  # noqa: S603 - this module, with words of its own


def _syncs(folder: Path, seconds: float = 1.0) -> float:
    """How often a second the disk takes 512 bytes more and says that it has them."""
    done, end = 0, time.monotonic() + seconds
    with (folder / "syncs").open("wb", buffering=0) as file:
        while time.monotonic() < end:
            file.write(b"\0" * 512)
            os.fdatasync(file.fileno())
            done += 1
    return done / seconds


def main(task: str, log: str, *rest: str) -> None:
    """What a child does: ``open`` a log, ``write`` to it, ``look`` at it, or at it as it was once (``seen``)."""
    django.setup()
    if task == "open":
        call_command("migrate", verbosity=0)
        registry.append(log, encode(replace(EXAMPLES["consultation.open"], log=log)))
    elif task == "seen":
        registry.load(log, _leaves(log, int(rest[0])))
        sizes = iter(random.Random(7).choices(range(1, LONG), k=5 * 40))
        print(
            json.dumps([_timed(lambda: registry.state(log), 40), _timed(lambda: registry.state(log, next(sizes)), 40)])
        )
    elif task == "look":
        print(json.dumps([_timed(lambda: registry.state(log), int(rest[0])), _timed(_ask, int(rest[0]))]))
    else:
        registry.head(log)
        print("ready", flush=True)
        sys.stdin.readline()
        began = time.monotonic()
        waits = list(_waits(log, rest[0], int(rest[1])))
        print(json.dumps([began, time.monotonic(), waits]))


def _leaves(log: str, size: int) -> Iterator[bytes]:
    """A record that was made elsewhere: parties admitted one after the other."""
    start = Seen(root=EMPTY_ROOT, size=0)
    for seq in range(size):
        made = EXAMPLES["party.admit" if seq else "consultation.open"]
        named = {"id": f"admit-{seq}", "admitted": f"P{seq}"} if seq else {}
        yield leaf(seq, seq, encode(replace(made, log=log, seen=start, **named)).decode())


def _waits(log: str, prefix: str, acts: int) -> Iterator[float]:
    """Admit parties one after the other; seconds until each is acknowledged."""
    admit = replace(EXAMPLES["party.admit"], log=log)
    for n in range(acts):
        party = f"{prefix}{n}"
        act = replace(admit, id=f"admit-{party.lower()}", admitted=party, seen=registry.head(log))
        began = time.monotonic()
        registry.append(log, encode(act))
        yield time.monotonic() - began


def _timed(work: Callable[[], object], times: int) -> float:
    """Seconds of one call, the median of five rounds."""
    rounds = []
    for _ in range(5):
        began = time.perf_counter()
        for _ in range(times):
            work()
        rounds.append((time.perf_counter() - began) / times)
    return statistics.median(rounds)


def _ask() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1").fetchone()


if __name__ == "__main__":
    main(*sys.argv[1:])
