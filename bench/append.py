"""Appending to a record: 1 and 8 writers, each a process, against the rate at which the same disk syncs anything."""

import base64
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from msgspec.structs import replace

from comity import registry
from comity.core.acts import EXAMPLES, encode
from comity.record.signature import Signature, text

ACTS = 400
RUNS = 3
_ID = "sec-key"
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x01")


def rows() -> Iterator[dict[str, object]]:
    with TemporaryDirectory(prefix="comity-bench-") as folder:
        for signed, writers in product((False, True), (1, 8)):
            yield from _written(Path(folder), writers, signed=signed)


def _written(folder: Path, writers: int, *, signed: bool) -> Iterator[dict[str, object]]:
    logs = (f"{'signed' if signed else 'plain'}-{writers}-{run}" for run in range(RUNS))
    runs = sorted((_run(folder, log, writers) for log in logs), key=lambda run: run[0] / run[1])
    rate, bound, waits = runs[RUNS // 2]
    of = {"area": "append", "size": f"{ACTS} acts"}
    who = ("1 writer" if writers == 1 else f"{writers} writers") + (", signed at level 2" if signed else "")
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
    """What a child does: ``open`` a log, or ``write`` to it."""
    django.setup()
    if task == "open":
        call_command("migrate", verbosity=0)
        _open(log, level=2 if log.startswith("signed") else 0)
    else:
        registry.head(log)
        print("ready", flush=True)
        sys.stdin.readline()
        began = time.monotonic()
        waits = list(_waits(log, rest[0], int(rest[1])))
        print(json.dumps([began, time.monotonic(), waits]))


def _open(log: str, level: int) -> None:
    """A log whose acts are signed at ``level``; the secretariat has a key."""
    registry.append(log, encode(replace(EXAMPLES["consultation.open"], log=log, signing=level)))
    public = base64.b64encode(_KEY.public_key().public_bytes_raw()).decode()
    told = {"id": _ID, "log": log, "actor": "SEC/1", "seen": registry.head(log), "public": public}
    registry.append(log, encode(replace(EXAMPLES["key.add"], **told)))


def _waits(log: str, prefix: str, acts: int) -> Iterator[float]:
    """Admit parties one after the other; seconds from the signed statement until each is acknowledged."""
    admit, signing = replace(EXAMPLES["party.admit"], log=log), log.startswith("signed")
    for n in range(acts):
        party = f"{prefix}{n}"
        statement = encode(replace(admit, id=f"admit-{party.lower()}", admitted=party, seen=registry.head(log)))
        sigs = [str(Signature("ed25519", _ID, (_KEY.sign(text(statement)),)))] if signing else []
        began = time.monotonic()
        registry.append(log, statement, sigs)
        yield time.monotonic() - began


if __name__ == "__main__":
    main(*sys.argv[1:])
