"""Word documents in and out, beside unzipping the same package and parsing its parts, the least that any reader must do.

In is all that stands between the bytes of a delegation's file and its proposals: reading, and understanding against what
had been sent. Out is all between the composed text and the bytes.
"""

import importlib
import importlib.util
import io
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from math import log
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from lxml import etree

from bench.compose import proposed
from bench.paper import PARAGRAPHS_A_PAGE, paper, texts
from comity.core.wording.document import Document, compose_documents
from comity.core.wording.tokens import canonical
from comity.formats import docx
from comity.formats.publication import bookmark, of_documents
from comity.formats.publication.values import Letterhead, Publication
from comity.formats.tracked.changes import changes
from comity.formats.tracked.making import tracked
from comity.formats.tracked.views import accepted, marks, original
from comity.formats.upload import Understood, understand

AREA = "documents"
PARTIES = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "UZB")
PAGES, REVISIONS = 50, 540
GROWTH = (5, 50, 500)
_PEER = "python_redlines"

# A process that parses a file, or imports it; it prints the bytes by which its memory grew at its peak.
_MEMORY = """
import sys
from bench import documents
pages, data = int(sys.argv[2]), open(sys.argv[3], "rb").read()
sent = documents.sent(documents.texts(pages))
documents.imported(documents.paper(documents.texts(1), 10), documents.sent(documents.texts(1)))
before = documents.peak()
documents.floor(data) if sys.argv[1] == "floor" else documents.imported(data, sent)
print(documents.peak() - before)
"""


def peak() -> int:
    """Bytes that this program has held at most; what ``getrusage`` tells begins with what its parent held."""
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return int(told.split()[0]) * 1024


def floor(data: bytes) -> list[object]:
    """Unzip a package and parse all its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [etree.fromstring(archive.read(name)) for name in archive.namelist()]


def listed(data: bytes) -> tuple[object, ...]:
    """What a file says by itself: the text as it was, the text as it would be, and the list of changes."""
    document = docx.read(data, "bench.docx")
    return original(document), accepted(document), changes(document)


def imported(data: bytes, sent: Publication) -> Understood:
    """What a file proposes to what was sent."""
    return understand(docx.read(data, "bench.docx"), sent)


def sent(base: list[str]) -> Publication:
    """A text without proposals, as it was sent."""
    return of_documents(compose_documents(base, []), Letterhead("Draft", "en", "clean"))


def named(publication: Publication) -> list[str]:
    """The bookmarks of its paragraphs."""
    return [bookmark(head.provision) for head in publication.heads]


def edited(base: list[str], share: int, seed: int = 11) -> list[str]:
    """The same paragraphs, ``share`` in a hundred of them changed as delegations change them."""
    random = Random(seed)
    return [proposed(random, text.split(" ")) if random.randrange(100) < share else text for text in base]


def recast(row: list[str], added: list[str]) -> list[str]:
    """What stands in a row, after half of so many are taken out here and there as are put in elsewhere."""
    kept = [each for n, each in enumerate(row) if n % (2 * len(row) // len(added)) != 1]
    for n, each in enumerate(added):
        kept.insert(n * len(row) // len(added), each)
    return kept


def publication(pages: int) -> Publication:
    """A rolling text of so many pages: each party changes a tenth of its paragraphs."""
    base = texts(pages)
    documents = [Document((party,), edited(base, 10, seed)) for seed, party in enumerate(PARTIES)]
    return of_documents(compose_documents(base, documents), Letterhead("Draft", "en", "rolling"))


def beside(value: Callable[[], object], bound: Callable[[], object], times: int = 9) -> tuple[float, float, float]:
    """The median ratio of two pieces of work timed in turns, with both times: processor seconds."""
    pairs = []
    for _ in range(times):
        least, most = seconds(bound), seconds(value)
        pairs.append((most / least, most, least))
    return sorted(pairs)[times // 2]


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    start = clock()
    work()
    return clock() - start


def row(
    work: str, size: str, measured: tuple[float, float, float], demand: str, peer: str = "unzip, parse"
) -> dict[str, object]:
    ratio, value, bound = measured
    return {
        "area": AREA,
        "work": work,
        "size": size,
        "value": f"{value * 1000:.1f} ms",
        "bound": f"{peer} {bound * 1000:.1f} ms",
        "ratio": ratio,
        "demand": demand,
    }


def growth(work: str, times: list[float]) -> dict[str, object]:
    """The exponent of time in pages, from the fewest to the most."""
    exponent = log(times[-1] / times[0]) / log(GROWTH[-1] / GROWTH[0])
    return {
        "area": AREA,
        "work": f"growth with pages: {work}",
        "size": f"{' '.join(map(str, GROWTH))} pages",
        "value": f"exponent {exponent:.2f}",
        "bound": "linear 1",
        "ratio": exponent,
        "demand": "≤ 1.2",
    }


def median(work: Callable[[], object], times: int = 3) -> float:
    return statistics.median(seconds(work) for _ in range(times))


def memory(data: bytes, pages: int) -> dict[str, object]:
    """The memory an import takes at its peak beside that of the parsed parts, each in a process of its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bench.docx"
        file.write_bytes(data)
        value, bound = (_grown(work, str(pages), str(file)) for work in ("imported", "floor"))
    return {
        "area": AREA,
        "work": "memory of importing tracked changes, at its peak",
        "size": f"{pages} pages",
        "value": f"{value / 1e6:.0f} MB",
        "bound": f"parsed {bound / 1e6:.0f} MB",
        "ratio": value / bound,
        "demand": "≤ 4",
    }


def _grown(*arguments: str) -> int:
    process = [sys.executable, "-c", _MEMORY, *arguments]
    return int(subprocess.run(process, capture_output=True, check=True).stdout)  # noqa: S603 - our own text above


def peer(publication: Publication, old: bytes, new: bytes, size: str) -> dict[str, object]:
    """Comparing a file with its base beside python-redlines' comparison of the two files, which is given the same pair."""
    work = "import without tracked changes, beside python-redlines"
    if importlib.util.find_spec(_PEER) is None:
        return {
            "area": AREA,
            "work": work,
            "size": size,
            "value": "not measured",
            "bound": "pip: python-redlines[docxodus]",
        }
    engine = importlib.import_module(_PEER).DocxodusEngine()

    def theirs() -> None:
        engine.run_redline("KAZ", original=old, modified=new)

    theirs()  # it unpacks itself at its first run
    bound = statistics.median(seconds(theirs, time.perf_counter) for _ in range(3))
    value = statistics.median(seconds(lambda: imported(new, publication), time.perf_counter) for _ in range(3))
    return row(work, size, (value / bound, value, bound), "≤ 0.1", "python-redlines")


def rows() -> Iterator[dict[str, object]]:
    """The figures of Word documents."""
    base = [canonical(text) for text in texts(PAGES)]
    clean = sent(base)
    yield from tracked_in(base, clean)
    yield from untracked_in(base, clean)
    yield from out_and_in()
    yield from grown()


def tracked_in(base: list[str], clean: Publication) -> Iterator[dict[str, object]]:
    """A file full of tracked changes: the one that was sent, and one that knows nothing of it."""
    size = f"{PAGES} pages, {REVISIONS} rev."
    data = paper(base, REVISIONS)
    yield row(
        "tracked changes read: both texts, changes", size, beside(lambda: listed(data), lambda: floor(data)), "≤ 5"
    )
    for file, bookmarks in (("our file", named(clean)), ("any file", [])):
        data = paper(base, REVISIONS, bookmarks)
        measured = beside(lambda data=data: imported(data, clean), lambda data=data: floor(data))
        yield row(f"import with tracked changes, {file}", size, measured, "≤ 5")


def untracked_in(base: list[str], clean: Publication) -> Iterator[dict[str, object]]:
    """A file edited without tracking; the peer is given the same pair of files."""
    reworded = edited(base, 54)
    size = f"{PAGES} pages, {sum(a != b for a, b in zip(base, reworded, strict=True))} par."
    other = recast(reworded, texts(1, seed=3))
    for file, bookmarks in (("our file", recast(named(clean), [""] * PARAGRAPHS_A_PAGE)), ("any file", [])):
        data = paper(other, 0, bookmarks)
        measured = beside(lambda data=data: imported(data, clean), lambda data=data: floor(data))
        yield row(f"import without tracked changes, {file}", size, measured, "≤ 10")
    yield peer(clean, paper(base), paper(other), size)


def out_and_in() -> Iterator[dict[str, object]]:
    """A rolling text written, and come back as it went."""
    rolling = publication(PAGES)
    data = docx.write(rolling)
    size = f"{PAGES} pages, {sum(1 for _ in marks(tracked(rolling).paragraphs))} rev."
    yield row("export of a rolling text", size, beside(lambda: docx.write(rolling), lambda: floor(data), 5), "≤ 10")
    yield row("import of that export", size, beside(lambda: imported(data, rolling), lambda: floor(data)), "≤ 10")


def grown() -> Iterator[dict[str, object]]:
    """Time from few pages to many, and the memory of the longest."""
    bases = [texts(pages) for pages in GROWTH]
    sents = [sent(base) for base in bases]
    marked = [paper(base, REVISIONS * pages // PAGES) for base, pages in zip(bases, GROWTH, strict=True)]
    plain = [paper(edited(base, 54)) for base in bases]
    yield memory(marked[-1], GROWTH[-1])
    for work, papers in (("with tracked changes", marked), ("without", plain)):
        pairs = zip(papers, sents, strict=True)
        yield growth(f"import {work}", [median(lambda pair=pair: imported(*pair)) for pair in pairs])
    publications = [publication(pages) for pages in GROWTH]
    yield growth("export", [median(lambda each=each: docx.write(each)) for each in publications])
