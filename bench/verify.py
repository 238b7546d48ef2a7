"""Exporting and verifying a long record, beside hashing and decoding the same acts."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.negotiated import growing
from comity.cli.terminal.curves import curves
from comity.core.acts import decode
from comity.core.state import State
from comity.record import bundle, note, signature
from comity.record.bundle import Record
from comity.record.checkpoint import Checkpoint
from comity.record.leaf import read_leaf
from comity.record.note import Key
from comity.record.signature import PURE
from comity.record.tree import Frontier, leaf_hash
from comity.record.verify import verify

SIZE = 70_000
SIGNED = 2_000
MOST = 30.0
"""Seconds in which a record of ``SIZE`` acts is to be verified."""

_HOST = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x01")
_PARTY = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x02")


def rows() -> Iterator[dict[str, object]]:
    """Export, verify as installed, verify with Python alone; then what signatures cost."""
    leaves, state = _record(SIZE)
    floor = _timed(lambda: [(leaf_hash(each), decode(read_leaf(each).stmt.encode())) for each in leaves])
    data = _packed(leaves, state)
    size = f"{len(leaves):,} acts, {len(data) / 1e6:.0f} MB"
    bound = f"{floor:.2f} s (hash, decode)"
    of = {"area": "verify", "size": size, "bound": bound}
    yield {**of, **_took("export", _timed(lambda: _packed(leaves, state)), floor), "demand": ""}
    yield {**of, **_took("verify", _timed(lambda: _sound(data)), floor), "demand": f"< {MOST:.0f} s"}
    yield {**of, **_took("verify inside, Python alone", _inside(data), floor), "demand": ""}
    yield from _signatures()


def _took(work: str, seconds: float, floor: float) -> dict[str, object]:
    return {"work": work, "value": f"{seconds:.1f} s", "ratio": seconds / floor}


def _timed(work: Callable[[], Any]) -> float:
    start = time.process_time()  # of this process: others may share the machine
    work()
    return time.process_time() - start


def _sound(data: bytes) -> None:
    assert verify(data, (_key(),), curves()).sound


def _inside(data: bytes) -> float:
    """Seconds that ``python3 record.zip`` takes with nothing installed, from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.zip"
        path.write_bytes(data)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([sys.executable, "-I", "-S", str(path)], check=True, capture_output=True)  # noqa: S603 - a bundle of our own
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def _signatures() -> Iterator[dict[str, object]]:
    """What one signature of an act costs more than no signature, on either curve implementation."""
    signed = _signed(SIGNED)
    public = _PARTY.public_key().public_bytes_raw()
    floor = _timed(lambda: [curves().ed25519(public, signature.text(text), value) for text, value in signed]) / SIGNED
    for name, kind in (("OpenSSL", curves()), ("Python alone", PURE)):
        each = _timed(lambda: [kind.ed25519(public, signature.text(text), value) for text, value in signed]) / SIGNED  # noqa: B023 - used at once
        measured = {"value": f"{each * 1e6:.0f} us", "bound": f"{floor * 1e6:.0f} us (OpenSSL)", "ratio": each / floor}
        yield {"area": "verify", "work": f"a signature, {name}", "size": f"{SIGNED:,}", **measured, "demand": ""}


def _signed(count: int) -> list[tuple[bytes, bytes]]:
    texts = [b"statement %d" % number for number in range(count)]
    return [(text, _PARTY.sign(signature.text(text))) for text in texts]


def _key() -> Key:
    return Key("comity/bench", _HOST.public_key().public_bytes_raw())


def _packed(leaves: tuple[bytes, ...], state: State) -> bytes:
    frontier = Frontier()
    for each in leaves:
        frontier = frontier.append(each)
    text = Checkpoint(_key().name, frontier.size, frontier.root()).text
    signed = bytes(note.Note(text, (note.signed(text, _key(), _HOST.sign),)))
    return bundle.pack(Record(leaves, signed, str(_key())), state)


def _record(size: int) -> tuple[tuple[bytes, ...], State]:
    leaves, state = [], None
    for kept, after in growing(size):
        leaves.append(kept)
        state = after
    return tuple(leaves), state
