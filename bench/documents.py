"""Word documents in and out, beside unzipping the same package and parsing its parts with lxml, the least any reader must do."""

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
from bench.paper import paper, texts
from comity.core.wording.document import Document, compose_documents
from comity.core.wording.tokens import canonical
from comity.formats import docx
from comity.formats.publication.documents import of_documents
from comity.formats.publication.values import Letterhead, Publication
from comity.formats.tracked.changes import changes
from comity.formats.tracked.making import tracked
from comity.formats.tracked.views import accepted, marks

AREA = "documents"
PARTIES = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "UZB")
PAGES, REVISIONS = 50, 540
GROWTH = (5, 50, 500)
_PARTS = ("word/document.xml", "word/styles.xml", "word/comments.xml", "word/numbering.xml")
_PEER = "python_redlines"

# A process that reads nothing, parses, or imports; it prints the bytes by which its memory grew at its peak.
_MEMORY = """
import resource, sys
from bench import documents
data = open(sys.argv[2], "rb").read()
documents.imported(documents.paper(documents.texts(1), 10))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
getattr(documents, sys.argv[1])(data)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


def floor(data: bytes) -> list[object]:
    """Unzip the parts that hold the text and its changes, and parse them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [etree.fromstring(archive.read(name)) for name in archive.namelist() if name in _PARTS]


def imported(data: bytes) -> object:
    """What a file with tracked changes says: the document, its text, and the list of its changes."""
    document = docx.read(data, "bench.docx")
    return accepted(document), changes(document)


def compared(data: bytes, base: list[str]) -> object:
    """What a file without tracked changes says: its text, and how that differs from the base, word by word."""
    lines = [line.text for line in accepted(docx.read(data, "bench.docx"))]
    return compose_documents(base, [Document(("KAZ",), lines)])


def edited(base: list[str], share: int, seed: int = 11) -> list[str]:
    """The same paragraphs, ``share`` in a hundred of them changed as delegations change them."""
    random = Random(seed)
    return [proposed(random, text.split(" ")) if random.randrange(100) < share else text for text in base]


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
        "work": work,
        "size": f"{' '.join(map(str, GROWTH))} pages",
        "value": f"exponent {exponent:.2f}",
        "bound": "linear 1",
        "ratio": exponent,
        "demand": "≤ 1.1",
    }


def median(work: Callable[[], object], times: int = 3) -> float:
    return statistics.median(seconds(work) for _ in range(times))


def memory(data: bytes, size: str) -> dict[str, object]:
    """The memory an import takes at its peak beside that of the parsed parts, each in a process of its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bench.docx"
        file.write_bytes(data)
        value, bound = (
            int(subprocess.run([sys.executable, "-c", _MEMORY, work, file], capture_output=True, check=True).stdout)  # noqa: S603 - this file
            for work in ("imported", "floor")
        )
    return {
        "area": AREA,
        "work": "memory of importing tracked changes, at its peak",
        "size": size,
        "value": f"{value / 1e6:.0f} MB",
        "bound": f"parsed {bound / 1e6:.0f} MB",
        "ratio": value / bound,
        "demand": "≤ 4",
    }


def peer(base: list[str], old: bytes, new: bytes, size: str) -> dict[str, object]:
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
    value = statistics.median(seconds(lambda: compared(new, base), time.perf_counter) for _ in range(3))
    return row(work, size, (value / bound, value, bound), "≤ 0.1", "python-redlines")


def rows() -> Iterator[dict[str, object]]:
    """The figures of Word documents."""
    base = [canonical(text) for text in texts(PAGES)]
    full = paper(texts(PAGES), REVISIONS)
    size = f"{PAGES} pages, {REVISIONS} rev."
    yield row("import with tracked changes", size, beside(lambda: imported(full), lambda: floor(full)), "≤ 5")

    other = edited(base, 54)
    new, old = paper(other), paper(base)
    changed = f"{PAGES} pages, {sum(a != b for a, b in zip(base, other, strict=True))} par."
    yield row(
        "import without: compared with the base",
        changed,
        beside(lambda: compared(new, base), lambda: floor(new)),
        "≤ 10",
    )
    yield peer(base, old, new, changed)

    rolling = publication(PAGES)
    written = docx.write(rolling)
    count = sum(1 for _ in marks(tracked(rolling).paragraphs))
    out = f"{PAGES} pages, {count} rev."
    yield row("export of a rolling text", out, beside(lambda: docx.write(rolling), lambda: floor(written), 5), "≤ 10")
    yield row("import of that export", out, beside(lambda: imported(written), lambda: floor(written)), "≤ 5")

    papers = [paper(texts(pages), REVISIONS * pages // PAGES) for pages in GROWTH]
    yield memory(papers[-1], f"{GROWTH[-1]} pages")
    yield growth("growth of import with pages", [median(lambda data=data: imported(data)) for data in papers])
    publications = [publication(pages) for pages in GROWTH]
    yield growth("growth of export with pages", [median(lambda each=each: docx.write(each)) for each in publications])
