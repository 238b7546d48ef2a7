"""Texts for print: the words of the text and no others, in files that will still be read in fifty years."""

import re
import shutil
import subprocess
import unicodedata
import zlib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comity.core.errors import Refused
from comity.core.wording.document import Document, compose_documents, project_document
from comity.formats import pdf
from comity.formats.pdf import press
from comity.formats.pdf.document import markup
from comity.formats.publication import of_comparison, of_documents
from comity.formats.publication.values import Letterhead
from formats.publication.test_texts import printed
from formats.visible import visible
from worked.folding import folded

HOSTILE = (
    "</p><script>alert('1')</script>", "<style>@page { size: 1mm }</style>", "url(http://example.org/a.png)", "=SUM(A1)",
    '<img src="file:///etc/passwd">', "&lt;&amp;&#0;", "The Parties [shall] meet.", "A zero\u200bwidth and a soft\u00adhyphen.",
)  # fmt: skip
PLAIN = (
    "1. The Parties shall cooperate.",
    "The Parties should cooperate.",
    "Стороны «сотрудничают» — № 5.",
    "Article 1",
    "# Title",
)
paragraphs = st.lists(st.sampled_from(HOSTILE + PLAIN), min_size=1, max_size=5)
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed (poppler-utils)")


def letterhead(variant="rolling", language="ru", **more):
    return Letterhead("Проект", language, variant, symbol="A/1", revision="Rev.2", at=1_594_800_000_000, **more)


def publication(base, *versions, variant="rolling", **more):
    documents = [Document((f"P{n}",), tuple(each)) for n, each in enumerate(versions)]
    return of_documents(compose_documents(base, documents), letterhead(variant), **more)


def shown(publication, without=()):
    """The paragraphs of the body as a reader sees them: numbers, headings and remarks, too."""
    found = re.findall(r"<(p|h1|h2)(?: [^>]*)?>(.*?)</\1>", markup(publication).partition("<main>")[2])
    return [visible(inside, without).strip() for _, inside in found]


def read(data, *options):
    run = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return run.stdout.decode()


def letters(words):
    """What is left of words when the lines they are broken into, and characters without a shape, do not count."""
    return "".join(
        each
        for each in unicodedata.normalize("NFC", words)
        if not each.isspace() and unicodedata.category(each) != "Cf"
    )


@settings(max_examples=60, deadline=None)
@given(paragraphs, paragraphs)
def test_a_redline_without_its_deletions_is_the_wording_and_without_its_insertions_the_base(base, wording):
    composed = publication(base, wording, variant="delegation")
    assume("wording remark" not in markup(composed))  # a sentence about a paragraph that moves, or is cut or joined
    for version, left_out in ((None, "ins"), ("P0", "del")):
        words = " ".join(filter(None, shown(composed, (left_out,)))).replace(" ¶ ", " ")
        assert words.replace("# ", "") == " ".join(project_document(composed.composition, version)).replace("# ", "")


@settings(max_examples=30, deadline=None)
@given(paragraphs)
def test_a_clean_text_is_its_words(base):
    clean = publication(base, variant="clean")
    assert shown(clean) == [each.removeprefix("# ") for each in project_document(clean.composition, None)]


@needs_poppler
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_words_in_the_file_are_those_of_the_text(language):
    state = folded("iis-2020")
    text = state.texts["statement"]
    clean = printed(state, text, language, "clean")
    found = letters(read(pdf.write(clean), "-raw", "-nopgbrk"))
    at = 0
    for head, words in zip(clean.heads, project_document(clean.composition, None), strict=True):
        for part in re.findall(r"\w+", head.number + " " + words):
            at = found.find(letters(part), at)
            assert at >= 0, part


@needs_poppler
def test_hostile_words_are_printed_as_words():
    data = pdf.write(publication(HOSTILE, variant="clean", rationales={}))
    assert [each for each in HOSTILE if letters(each) not in letters(read(data))] == []
    assert b"/URI" not in opened(data)


@needs_poppler
def test_what_has_no_shape_of_its_own_is_told():
    made = publication(["One."], ["Two."], rationales={"P0": "a\u202eb\x07c"})
    assert "a‹U+202E›b‹U+0007›c" in read(pdf.write(made))


def test_every_variant_of_a_consultation_is_printed():
    state = folded("iis-2020")
    text = state.texts["statement"]
    rolling = markup(printed(state, text, "ru"))
    assert "Обоснования и позиции" in rolling
    assert "Возражают: " in rolling
    delegation = markup(printed(state, text, "ru", "delegation", "KAZ"))
    assert "<del>" in delegation
    assert '<span class="bracket">' not in delegation.partition("</main>")[0]
    assert "<ins>" in markup(of_comparison(state, text, 0, 1, "ru"))


def opened(data):
    """The file with its streams unpacked, for a look at what is in them."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    unpacked = []
    for stream in streams:
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            unpacked.append(stream)
    return data + b"\n".join(unpacked)


RUSSIAN = publication(
    [
        "# Совместное заявление",
        "Статья 1",
        "1. Стороны сотрудничают.",
        "Қазақстан, Тоҷикистон, Țară, Türkmenistan, Azərbaycan.",
    ],
    ["# Совместное заявление", "Статья 1", "1. Стороны могут сотрудничать.", "Қазақстан, Тоҷикистон, Țară."],
    rationales={"P0": "Мягче."},
)


def test_the_file_is_of_the_archival_kind():
    """ISO 19005-3: 6.2.3 (output intent), 6.2.11 (fonts), 6.6 (metadata), 6.1.3 (identifier); level U asks for Unicode."""
    file = opened(pdf.write(RUSSIAN))
    assert re.search(rb'pdfaid:part="3"', file)
    assert re.search(rb'pdfaid:conformance="U"', file)
    assert b"/GTS_PDFA1" in file
    assert re.search(rb"/ID ?\[", file)
    fonts = re.findall(rb"/Subtype /CIDFontType2|/Subtype /Type0", file)
    assert len(fonts) == 2 * len(re.findall(rb"/FontFile2 ", file)) > 0
    assert len(re.findall(rb"/ToUnicode ", file)) == len(re.findall(rb"/Subtype /Type0", file))
    assert not re.search(rb"/JavaScript|/Encrypt|/EmbeddedFile|/Launch|/URI|/Type1|/Type3", file)
    assert b"\0\0" not in re.sub(rb"stream.*?endstream", b"", file[: file.index(b"%%EOF")], flags=re.DOTALL)


def test_the_file_can_be_read_by_ear():
    file = opened(pdf.write(RUSSIAN))
    assert b"/MarkInfo" in file
    assert b"/StructTreeRoot" in file
    assert re.search(rb"/Lang \(ru\)", file)
    assert {b"/H1", b"/H2", b"/P"} <= set(re.findall(rb"/S (/\w+)", file))
    assert b"/Outlines" in file
    assert b"feff" + "Проект".encode("utf-16-be").hex().encode() in file


def test_every_letter_is_of_our_own_fonts():
    """Kazakh, Tajik, Romanian, Turkmen and Azerbaijani letters as well: a server may have no fonts at all."""
    names = set(re.findall(rb"/BaseFont /\w+\+([\w-]+)", opened(pdf.write(RUSSIAN))))
    assert names
    assert all(name.startswith((b"Literata", b"Golos")) for name in names), names


def test_two_prints_are_the_same_bytes():
    assert pdf.write(RUSSIAN) == pdf.write(RUSSIAN)


@needs_poppler
def test_head_and_foot_name_what_is_in_the_hand():
    head = letterhead(remark="Не для цитирования", record=(1057, "ab" * 32), identifier="comity:a/b@1;ru;clean")
    long = of_documents(compose_documents(["Стороны сотрудничают. " * 60] * 4, []), head)
    pages = read(pdf.write(long)).split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"стр. {number} из {len(pages)}" in page
        assert "A/1 · Rev.2" in page
        assert "Не для цитирования" in page
        assert "ab" * 32 in page
        assert "1\u00a0057" in page or "1 057" in page


def test_nothing_is_ever_fetched():
    for address in (
        "http://example.org/a",
        "file:///etc/passwd",
        "comity:../secret.woff2",
        "comity:manifest.toml",
        "data:,a",
    ):
        with pytest.raises(ValueError, match=re.escape(address)):
            press._fetched(address)


def test_what_is_too_long_is_refused_before_it_is_set():
    with pytest.raises(Refused) as refused:
        press.printed(letterhead(), "en", "x" * (press.LIMIT + 1), "document.css")
    assert refused.value.code == "pdf_too_long"


@pytest.mark.parametrize(
    ("error", "package"), [(OSError("no libpango"), "libpango"), (ImportError("weasyprint"), "comity[files]")]
)
def test_a_machine_that_cannot_print_says_what_it_needs(monkeypatch, error, package):
    def missing(_name):
        raise error

    press._weasyprint.cache_clear()
    monkeypatch.setattr(press, "import_module", missing)
    with pytest.raises(Refused) as refused:
        pdf.write(RUSSIAN)
    press._weasyprint.cache_clear()
    assert refused.value.code == "pdf_unavailable"
    assert package in refused.value.facts["package"]


def test_print_says_nothing_of_its_own(capfd, caplog):
    pdf.write(publication(HOSTILE, PLAIN))
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


@needs_poppler
def test_words_are_broken_only_where_they_do_not_fit_into_a_line():
    base = ["The Parties, within their capacities and in accordance with their legislation, cooperate.", "x" * 300]
    ways = [[base[0].replace("cooperate", f"cooperate actively in manner {n}"), base[1]] for n in range(20)]
    printed = read(pdf.write(publication(base, *ways)), "-layout")
    assert printed.count("actively") == len(ways)
    assert "x" * 300 not in printed
    assert printed.count("x") >= 300
