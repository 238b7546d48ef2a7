"""Comparative tables as files: every wording, every sponsor and every reason stands in them, as words."""

import io
import re
import zipfile

import openpyxl
import pytest
from docx.api import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.wording.document import Document, compose_documents, split
from comity.formats.publication import of_documents
from comity.formats.publication.labels import label
from comity.formats.publication.values import Letterhead
from comity.formats.structure import reading
from comity.formats.table import docx, pdf, xlsx
from comity.formats.table.filed import columns, filed
from formats.publication.test_texts import printed
from formats.visible import visible
from worked.folding import folded

HOSTILE = (
    '=HYPERLINK("http://example.org","x")', "+1+1", "-2+3", "@SUM(A1:A9)", "=cmd|' /C calc'!A0", "</w:t><script>alert(1)</script>",
    "_x0041_ is no letter", "The Parties [shall] &amp; <meet>.", "A zero\u200bwidth space.", "'quoted", "# Title", "1. Стороны сотрудничают.",
)  # fmt: skip
paragraphs = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=5)
reasons = st.sampled_from(["", "=1+1", "Because of </p> & “quotes”.", "Потому что.\nИ ещё."])
rounds = st.tuples(paragraphs, st.lists(st.tuples(paragraphs, reasons), min_size=1, max_size=3))
WRITERS = {"docx": docx.write, "xlsx": xlsx.write, "pdf": pdf.write}


def publication(base, versions, language="en"):
    documents = [Document((f"P{n}",), tuple(words)) for n, (words, _) in enumerate(versions)]
    return of_documents(
        compose_documents(base, documents),
        Letterhead("=Draft", language, "rolling", symbol="A/1", revision="Rev.2", at=1_594_800_000_000),
        rationales={f"P{n}": reason for n, (_, reason) in enumerate(versions)},
    )


def wanted(publication):
    """What the table has to say: for every provision its base, and each wording with a sponsor and a reason."""
    for unit in publication.composition.units:
        base = unit.composition.base
        yield base, "", "", ""
        for version in unit.composition.proposals:
            offer = publication.offers[version]
            for sponsor in offer.sponsors:
                yield base, reading(unit, version), sponsor, offer.rationale


def is_said(publication, rows):
    """``rows`` are (base or "", wording, sponsors, reason), a base counting for the rows under it as well."""
    carried, told = "", set()
    for base, wording, sponsors, reason in rows:
        carried = base or carried
        told |= {(carried, wording, sponsor, part) for sponsor in re.split(r", |\n", sponsors) for part in {reason, ""}}
        told.add((carried, "", "", ""))
    for base, wording, sponsor, reason in wanted(publication):
        assert any((base or "new paragraph", wording, sponsor) == found[:3] and reason in found[3] for found in told), (
            base,
            wording,
            sponsor,
            reason,
        )


@settings(max_examples=30, deadline=None)
@given(rounds)
def test_every_wording_sponsor_and_reason_stands_in_the_rows(given_round):
    made = publication(*given_round)
    rows = filed(made, "en")
    texts = [("".join(s.text for s in row.wording if s.kind != "deleted"), row) for row in rows]
    is_said(made, [(row.base or "new paragraph", text, row.sponsors, row.reason) for text, row in texts])
    assert all("".join(s.text for s in row.wording if s.kind != "inserted") in {row.base, ""} for row in rows)
    assert [row.base for row in rows if row.first] == [unit.composition.base for unit in made.composition.units]


@settings(max_examples=25, deadline=None)
@given(rounds)
def test_a_workbook_holds_the_table_as_text_and_no_formula(given_round):
    made = publication(*given_round)
    data = xlsx.write(made)
    sheet = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).active
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert all(
        cell.data_type in {"s", "n"} and cell.quotePrefix for line in sheet.iter_rows() for cell in line if cell.value
    )
    index = {name: at for at, name in enumerate(columns(filed(made, "en")))}
    rows = []
    for line in sheet.iter_rows(min_row=2):
        value = {name: line[at].value for name, at in index.items()}
        rows.append(
            (plain(value["base"]), kept(value["wording"]), str(value["sponsors"] or ""), plain(value.get("reason")))
        )
    is_said(made, rows)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")


def plain(value):
    return "".join(str(part) for part in value) if isinstance(value, list) else str(value or "")


def kept(value):
    """The words of a cell that are not struck, without the sentence under them, which is in italics."""
    parts = value if isinstance(value, list) else []
    return "".join(part.text for part in parts if not part.font.strike and not part.font.i)


@settings(max_examples=25, deadline=None)
@given(rounds)
def test_a_word_document_holds_the_table_and_no_tracked_changes(given_round):
    made = publication(*given_round)
    document = WordDocument(io.BytesIO(docx.write(made)))
    table = document.element.body.find(qn("w:tbl"))
    assert not list(document.element.body.iter(qn("w:ins"), qn("w:del")))
    lines = [line.findall(qn("w:tc")) for line in table.findall(qn("w:tr"))]
    index = {name: at for at, name in enumerate(columns(filed(made, "en")))}
    rows = [
        (words(line[index["base"]]), words(line[index["wording"]], ("strike", "i")), words(line[index["sponsors"]]),
         words(line[index["reason"]]) if "reason" in index else "")
        for line in lines[1:]
    ]  # fmt: skip
    is_said(made, rows)
    heads = [line.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for line in table.findall(qn("w:tr"))]
    assert heads == [True] + [False] * (len(heads) - 1)
    assert all(line.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for line in table.findall(qn("w:tr")))


def words(cell, without=()):
    """The paragraphs of a cell, leaving out runs that look as ``without`` says."""
    found = []
    for paragraph in cell.findall(qn("w:p")):
        runs = [
            run for run in paragraph.findall(qn("w:r")) if not any(list(run.iter(qn(f"w:{look}"))) for look in without)
        ]
        found.append("".join(text.text or "" for run in runs for text in run.iter(qn("w:t"))))
    return "\n".join(filter(None, found))


@settings(max_examples=25, deadline=None)
@given(rounds)
def test_a_printed_table_holds_the_words_escaped(given_round):
    made = publication(*given_round)
    markup = pdf.markup(made, "en")
    assert "<script" not in markup
    index = {name: at for at, name in enumerate(columns(filed(made, "en")))}
    rows = []
    for line in re.findall(r"<tr class=.*?</tr>", markup, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)
        wording = re.sub('<p class="told".*?</p>', "", cells[index["wording"]], flags=re.DOTALL)
        reason = visible(cells[index["reason"]].replace("</p><p>", "\n")) if "reason" in index else ""
        sponsors = visible(cells[index["sponsors"]].replace("</p><p>", "\n"))
        rows.append((visible(cells[index["base"]]), visible(wording, without=("del",)), sponsors, reason))
    is_said(made, rows)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_consultation_names_positions_and_outcomes(language):
    state = folded("iis-2020")
    made = printed(state, state.texts["statement"], language)
    rows = filed(made, language)
    assert set(columns(rows)) == {"provision", "base", "sponsors", "wording", "reason", "outcome"}
    for unit in made.composition.units:
        for version in unit.composition.proposals:
            offer = made.offers[version]
            assert any(
                row.provision == label(made, unit)
                and offer.label in row.sponsors
                and offer.rationale in row.reason
                and all(party in row.reason for _, parties in offer.stances for party in parties)
                for row in rows
            ), offer
    assert all(row.outcome for row in rows if row.base)
    assert len([each for row in rows if row.first for each in split(row.base)]) == len(made.heads)


@pytest.mark.parametrize("kind", WRITERS)
def test_two_tables_are_the_same_bytes(kind):
    made = publication(HOSTILE, [(HOSTILE[::-1], "Because.")])
    assert WRITERS[kind](made) == WRITERS[kind](made)


def test_a_wording_too_long_for_a_cell_goes_on_in_the_next_row():
    long = "Стороны 😀 " * 4_000
    made = publication(["Short."], [([long], "")])
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.write(made)), rich_text=True).active
    cells = [cell.value for cell in sheet["D"][1:]]
    assert all(len(plain(value).encode("utf-16-le")) // 2 <= 32_767 for value in cells)
    assert "".join(map(kept, cells)) == long.strip()


def test_control_characters_are_left_out():
    made = publication(["One."], [(["Two."], "a\x07b\x1bc\ufffed")])
    assert b"abcd" in zipfile.ZipFile(io.BytesIO(docx.write(made))).read("word/document.xml")
    assert b"abcd" in zipfile.ZipFile(io.BytesIO(xlsx.write(made))).read("xl/worksheets/sheet1.xml")
