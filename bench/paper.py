"""Documents as Word itself writes them, of any length, with so many tracked changes: what the benchmarks read."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from bench.compose import WORDS

PARAGRAPHS_A_PAGE = 8
WORDS_A_PARAGRAPH = 62

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPC = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT = "Times New Roman"
_LOOK = f'<w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr>'
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="S{number}"><w:name w:val="style {number}"/><w:basedOn w:val="S0"/><w:qFormat/>'
    f'<w:pPr><w:spacing w:after="120"/></w:pPr>{_LOOK}</w:style>'
    for number in range(60)
)
_AUTHORS = ("KAZ", "RUS", "UZB", "BLR", "ARM", "KGZ", "TJK")


def texts(pages: int, seed: int = 7) -> list[str]:
    """The paragraphs of so many pages: sentences of words as frequent as they are in real drafts."""
    random = Random(seed)
    return [" ".join(_sentences(random, WORDS_A_PARAGRAPH)) for _ in range(pages * PARAGRAPHS_A_PAGE)]


def _sentences(random: Random, length: int) -> Iterator[str]:
    words = _running_words()
    while length > 0:
        size = min(length, random.randint(14, 26))
        sentence = random.choices(words, k=size)
        yield f"{' '.join(sentence[:5]).capitalize()}, {' '.join(sentence[5:])}.".replace(" .", ".")
        length -= size


@cache
def _running_words() -> Sequence[str]:
    """The words of real drafts one after the other, where they lie beside the repository; else those of its own pages."""
    root = Path(__file__).parents[1]
    drafts = sorted((root.parent / "shared" / "corpus" / "drafts").glob("agreement_*.md"))
    pages = drafts or sorted((root / "docs").rglob("*.md"))
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(page.read_text("utf-8") for page in pages))


def paper(paragraphs: Sequence[str], revisions: int = 0, bookmarks: Sequence[str] = (), seed: int = 7) -> bytes:
    """A document of these paragraphs, in which half so many places are replaced: a deletion and an insertion each.

    ``bookmarks`` begin in its paragraphs, one each or ``""``; without them it knows nothing of what was sent.
    """
    random, ids = Random(seed), count(1)
    places = [0] * len(paragraphs)
    for number in range(revisions // 2):
        places[number * len(paragraphs) // (revisions // 2)] += 1
    named = [*map(_bookmark, bookmarks, count())] or [""] * len(paragraphs)
    body = (_paragraph(random, *each, ids) for each in zip(named, paragraphs, places, strict=True))
    return _packed("".join(body))


def _bookmark(name: str, number: int) -> str:
    return name and f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def _paragraph(random: Random, bookmark: str, text: str, places: int, ids: Iterator[int]) -> str:
    words = text.split(" ")
    step = len(words) // (places + 1)
    inside = _run(random, " ".join(words[: step or None]))
    for place in range(1, places + 1):
        old = " ".join(words[place * step : place * step + 2])
        rest = " ".join(words[place * step + 2 : (place + 1) * step if place < places else None])
        inside += _change(random, "del", old, ids) + _change(random, "ins", random.choice(WORDS), ids)
        inside += _run(random, f" {rest}")
    properties = f'<w:pPr><w:pStyle w:val="S{random.randrange(60)}"/><w:jc w:val="both"/>{_LOOK}</w:pPr>'
    return f'<w:p w:rsidR="{_save(random)}" w:rsidRDefault="{_save(random)}">{properties}{bookmark}{inside}</w:p>'


def _run(random: Random, text: str, tag: str = "w:t") -> str:
    return f'<w:r w:rsidR="{_save(random)}">{_LOOK}<{tag} xml:space="preserve">{text}</{tag}></w:r>'


def _change(random: Random, tag: str, text: str, ids: Iterator[int]) -> str:
    number = next(ids)
    at = f"2026-11-{number // 1440 % 28 + 1:02}T{number // 60 % 24:02}:{number % 60:02}:00Z"
    inside = _run(random, f" {text}", "w:delText" if tag == "del" else "w:t")
    return f'<w:{tag} w:id="{number}" w:author="{random.choice(_AUTHORS)}" w:date="{at}">{inside}</w:{tag}>'


def _save(random: Random) -> str:
    return f"00{random.randrange(64):02X}4D3E"


def _packed(body: str) -> bytes:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_OPC}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _relation(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{_OPC}/relationships"><Relationship Id="r1" Type="{_R}/{kind}" Target="{target}"/></Relationships>'
