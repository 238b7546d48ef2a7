"""The registry at 70,000 and 200,000 acts: loaded, read by a fresh process, caught up with, seen as of any act, held in memory.

Each row is measured in a process of its own, in processor time, beside the least that any program would have to do there.
"""

import gc
import itertools
import json
import math
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command
from msgspec.structs import replace

from bench.negotiated import LOG, growing
from comity.core.acts import EXAMPLES, decode, encode
from comity.record.leaf import read_leaf

SIZE = 70_000
SHORT = 2_000
LARGE = 200_000
ASKED = 60
ROUNDS = 25
_ROWS = "SELECT leaf, act, root, nodes FROM registry_entry WHERE log_id = ? AND seq >= ? ORDER BY seq"


def rows() -> Iterator[dict[str, object]]:
    with TemporaryDirectory(prefix="comity-bench-") as name:
        folder = Path(name)
        with (folder / "leaves").open("wb") as file:
            file.writelines(leaf + b"\n" for leaf, _ in growing(LARGE))
        loaded, least = _told(folder, "load", SIZE)
        yield _row("load a record", SIZE, _seconds(loaded), f"{least:.2f} s (decode, insert)", loaded / least)
        yield from _cold(folder)
        for new, (cost, least) in zip((0, 1, 10), _told(folder, "catch"), strict=True):
            demand = "< 50 us" if new == 0 else ""
            work = f"catch up with {new or 'no'} new act{'s' * (new != 1)} of another process"
            yield _row(work, SIZE, _micro(cost), f"{_micro(least)} (read, decode)", cost / least, demand)
        yield from _pages(folder)
        yield from _memory(folder)
        _told(folder / "short", "load", SHORT)
        yield _then(SHORT, *_told(folder / "short", "then"))


def _cold(folder: Path) -> Iterator[dict[str, object]]:
    bare = _told(folder, "bare")
    importing, cold, least, then = _told(folder, "cold")
    yield _row("a fresh worker: import", 0, _seconds(importing), f"{bare:.2f} s (Django alone)", importing / bare)
    bound = f"{least:.2f} s (read, decode)"
    yield _row("a fresh worker: from the store to the state", SIZE, _seconds(cold), bound, cold / least)
    yield _then(SIZE, *then)


def _then(size: int, cost: float, least: float) -> dict[str, object]:
    bound = f"{least * 1e3:.2f} ms (read, decode)"
    return _row("state at a random act", size, f"{cost * 1e3:.2f} ms", bound, cost / least)


def _pages(folder: Path) -> Iterator[dict[str, object]]:
    now, cold, warm = (statistics.median(waits) * 1e3 for waits in _told(folder, "pages"))
    for how, found in (("first asked for", cold), ("asked for again", warm)):
        work = f"text page as of a random act, p50, {how}"
        yield _row(work, SIZE, f"{found:.1f} ms", f"{now:.1f} ms (as of now)", found / now)


def _memory(folder: Path) -> Iterator[dict[str, object]]:
    grown, leaves, reckoned, quarter, whole = _told(folder, "memory")
    for name, bound in (("bytes of the leaves", leaves), ("what the cache reckons", reckoned)):
        yield _row(f"memory of a folded log, beside {name}", LARGE, _mega(grown), _mega(bound), grown / bound)
    yield _row("memory of a folded log, beside the design", LARGE, _mega(grown), "72 MB", grown / 72e6)
    growth = math.log(whole / quarter, 4)
    work = "growth of folding a log with its acts (exponent)"
    yield _row(work, LARGE, _seconds(whole), f"{quarter:.2f} s for ¼", growth, "≤ 1.2")


def _row(work: str, size: int, *found: object) -> dict[str, object]:
    of = {"area": "registry", "work": work, "size": f"{size:,} acts" if size else ""}
    return of | dict(zip(("value", "bound", "ratio", "demand"), (*found, ""), strict=False))


def _seconds(value: float) -> str:
    return f"{value:.2f} s"


def _micro(value: float) -> str:
    return f"{value * 1e6:.0f} us"


def _mega(value: float) -> str:
    return f"{value / 1e6:.0f} MB"


def _told(folder: Path, task: str, *words: object) -> list:
    """What a child says that does ``task`` on the store of ``folder``."""
    folder.mkdir(exist_ok=True)
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "comity.config.settings"}
    command = [sys.executable, "-m", "bench.scale", task, str(folder), *map(str, words)]
    return json.loads(subprocess.run(command, env=environ, check=True, capture_output=True).stdout)  # noqa: S603 - this module


def load(folder: Path, size: str) -> list[float]:
    """Processor seconds to load a record; to decode its acts and insert its rows, by the driver alone."""
    from comity import registry  # noqa: PLC0415 - its tables are known only once Django is set up

    call_command("migrate", verbosity=0)
    leaves = list(_leaves(folder, int(size)))
    loaded = _took(lambda: registry.load(LOG, leaves))
    with sqlite3.connect(folder / "comity.sqlite3") as whole, sqlite3.connect(folder / "bound.sqlite3") as bound:
        (made,) = whole.execute("SELECT sql FROM sqlite_master WHERE name = 'registry_entry'").fetchone()
        bound.execute(made)
        found = whole.execute("SELECT * FROM registry_entry ORDER BY seq").fetchall()
        marks = ", ".join("?" * len(found[0]))
        inserted = _took(lambda: bound.executemany(f"INSERT INTO registry_entry VALUES ({marks})", found))  # noqa: S608 - question marks
    return [loaded, inserted + _took(lambda: _decoded(leaves))]


def bare(_folder: Path) -> float:
    """Processor seconds of a process that has set Django up with no application of its own."""
    command = [sys.executable, "-c", "import django, time; django.setup(); print(time.process_time())"]
    settings = {"DJANGO_SETTINGS_MODULE": "django.conf.global_settings", "PATH": os.environ["PATH"]}
    return float(subprocess.run(command, env=settings, check=True, capture_output=True).stdout)  # noqa: S603 - as above


def cold(folder: Path) -> list:
    """Processor seconds to import the server, to fold the record, to read and decode it; and what ``then`` says."""
    unexamined = {**os.environ, "COMITY_DEMONSTRATION": "1"}  # else it would fold the record at once
    importing = float(subprocess.check_output([sys.executable, "-c", _WORKER], env=unexamined))  # noqa: S603 - as above
    from comity import registry  # noqa: PLC0415 - as above

    folding = _took(lambda: registry.state(LOG))
    store = sqlite3.connect(folder / "comity.sqlite3")
    least = _took(lambda: _decoded(leaf for leaf, *_ in store.execute(_ROWS, (LOG, 0))))
    return [importing, folding, least, then(folder)]


_WORKER = "import comity.config.asgi, time; print(time.process_time())"


def then(folder: Path) -> list[float]:
    """Processor seconds of the state at a random act; of reading and decoding half the acts from one that is kept to the next."""
    from comity import registry  # noqa: PLC0415 - as above
    from comity.registry.kept import MARK  # noqa: PLC0415 - as above

    size = registry.state(LOG).size
    sizes = random.Random(7).choices(range(MARK, size), k=ASKED)
    store = sqlite3.connect(folder / "comity.sqlite3")
    between = f"{_ROWS} LIMIT {MARK // 2}"

    def read(at: int) -> None:
        _decoded(leaf for leaf, *_ in store.execute(between, (LOG, at - MARK // 2)))

    cost = [_took(partial(registry.state, LOG, at)) for at in sizes]
    least = [_took(partial(read, at)) for at in sizes]
    return [statistics.mean(cost), statistics.mean(least)]


def catch(folder: Path) -> list[list[float]]:
    """Of 0, 1 and 10 new acts: processor seconds to catch up with them, and to read them and decode them."""
    from comity import registry  # noqa: PLC0415 - as above

    store = sqlite3.connect(folder / "comity.sqlite3")
    registry.state(LOG)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writer = subprocess.Popen([sys.executable, "-m", "bench.scale", "write", str(folder)], **pipes)  # noqa: S603 - as above
    found = []
    for new in (0, 1, 10):
        costs = []
        for _ in range(ROUNDS * (8 if new == 0 else 1)):
            size = registry.state(LOG).size
            _written(writer, new)
            cost = _took(lambda: registry.state(LOG))
            assert registry.state(LOG).size == size + new
            least = _took(lambda: _decoded(leaf for leaf, *_ in store.execute(_ROWS, (LOG, size - 1)).fetchall()[1:]))  # noqa: B023 - as above
            costs.append((cost, least))
        found.append([statistics.median(each) for each in zip(*costs, strict=True)])
    writer.communicate("")
    return found


def _written(writer: subprocess.Popen, new: int) -> None:
    if new:
        writer.stdin.write(f"{new}\n")
        writer.stdin.flush()
        assert writer.stdout.readline()


def write(_folder: Path) -> None:
    """Append as many comments as a line of the input says, and say that it is done."""
    from comity import registry  # noqa: PLC0415 - as above

    comment = replace(EXAMPLES["text.comment"], log=LOG, actor="M0/1", text="text-0", provision="p0", proposal=None)
    numbers = itertools.count()
    for line in sys.stdin:
        for n in islice(numbers, int(line)):
            registry.append(LOG, encode(replace(comment, id=f"late-{n}", seen=registry.head(LOG))))
        print("done", flush=True)


def pages(_folder: Path) -> list[list[float]]:
    """Seconds of a text's page as of now, as of acts never asked for, and of the same again."""
    from django.test import Client  # noqa: PLC0415 - as above

    from comity import registry  # noqa: PLC0415 - as above
    from comity.people import seats  # noqa: PLC0415 - as above
    from comity.people.models import Account  # noqa: PLC0415 - as above

    reader = Account.objects.create(name="reader", display="Reader")
    seats.give(reader, LOG, "M0/1")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(reader)
    state = registry.state(LOG)
    text = state.texts["text-3"]
    asked = random.Random(7).choices(range(text.revisions[0].seq + 1, state.size), k=ASKED)
    page = f"/c/{LOG}/t/{text.id}/"

    def waited(query: str) -> float:
        began = time.process_time()
        assert client.get(page + query).status_code == 200
        return time.process_time() - began

    waited("")
    waits = [(waited(""), waited(f"?at={at}"), waited(f"?at={at}")) for at in asked]
    return [list(each) for each in zip(*waits, strict=True)]


def memory(folder: Path) -> list[float]:
    """Bytes that a process grows by as it folds a long record, those of its leaves, those that are reckoned; seconds for ¼ and all."""
    from comity.registry.folded import Folded  # noqa: PLC0415 - as above
    from comity.registry.kept import PER_BYTE, marked  # noqa: PLC0415 - as above

    def folded(size: int) -> list[Folded]:
        return marked(accumulate(_leaves(folder, size), Folded.after, initial=Folded()))

    gc.collect()
    before, began = _resident(), time.process_time()
    kept = folded(LARGE)
    whole, grown = time.process_time() - began, _resident() - before
    weight = kept[-1].weight
    return [grown, weight, weight * PER_BYTE, _took(lambda: folded(LARGE // 4)), whole]


def _leaves(folder: Path, size: int) -> Iterator[bytes]:
    source = folder if (folder / "leaves").exists() else folder.parent
    with (source / "leaves").open("rb") as file:
        yield from (line[:-1] for line in islice(file, size))


def _decoded(leaves: Iterable[bytes]) -> None:
    for each in leaves:
        decode(read_leaf(each).stmt.encode())


def _took(work: Callable[[], object]) -> float:
    began = time.process_time()  # of this process: others may share the machine
    work()
    return time.process_time() - began


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main(task: str, folder: str, *words: str) -> None:
    """What a child does."""
    django.setup()
    said = globals()[task](Path(folder), *words)
    if said is not None:
        print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
