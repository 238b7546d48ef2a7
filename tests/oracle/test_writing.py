"""Word documents as other programs see them: valid, with the same changes, authors and comments; saved again, they return."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings

from comity.core.fold import Entry, fold
from comity.core.wording.tokens import canonical
from comity.formats import docx
from comity.formats.publication import Identifier, of_comparison, of_text
from comity.formats.tracked.making import keys, tracked
from comity.formats.tracked.views import accepted, marks, original, view
from comity.worked import acts
from formats.tracked.printed import publications

NAME = "iis-2020"
VIEWS = [
    (language, view, party)
    for language in ("en", "ru")
    for view, party in (("clean", ""), ("rolling", ""), ("adopted", ""), ("delegation", "TJK"))
]


@pytest.fixture(scope="module")
def state():
    return fold(Entry(n, at, act) for n, (at, act) in enumerate(acts(NAME)))


def printed(state, language, view, party):
    return of_text(state, "ab" * 32, Identifier(NAME, "statement", state.size, language, view, party))


def compared(state):
    return of_comparison(state, state.texts["statement"], 0, 1, "en")


def texts(lines):
    return [line.text for line in lines]


def spoken(paragraphs):
    return [text for paragraph in paragraphs if (text := canonical(paragraph))]


def signatures(document):
    return {
        (mark.author, datetime.fromtimestamp(mark.at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S"))
        for mark in marks(document.paragraphs)
    }


def taking(document, signatures):
    return view(document, lambda mark: (mark.author, mark.at) in signatures)


@pytest.mark.parametrize(("language", "view", "party"), VIEWS)
def test_every_view_of_a_text_is_valid(validator, state, language, view, party):
    assert validator.problems(docx.write(printed(state, language, view, party))) == []


def test_a_comparison_is_valid(validator, state):
    assert validator.problems(docx.write(compared(state))) == []


@settings(max_examples=6, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(publications())
def test_whatever_is_written_is_valid(validator, publication):
    assert validator.problems(docx.write(publication)) == []


@pytest.mark.parametrize(
    ("language", "view", "party"), [each for each in VIEWS if each[1] in {"rolling", "delegation"}]
)
def test_libreoffice_shows_the_same_texts_changes_authors_and_comments(libreoffice, state, language, view, party):
    publication = printed(state, language, view, party)
    data, made = docx.write(publication), tracked(publication)
    rejected, taken = libreoffice.texts(data, "docx")
    assert spoken(rejected) == texts(original(made))
    assert spoken(taken) == texts(accepted(made))
    assert {(each.author, each.at) for each in libreoffice.changes(data, "docx")} == signatures(made)
    assert sorted((each.author, each.text) for each in libreoffice.comments(data, "docx")) == sorted(
        (each.author, each.text) for each in made.comments
    )


def inserter(run):
    return next((mark.author for mark in run.marks if mark.kind == "inserted"), "")


def misread(document):
    """Two things that LibreOffice does not read as the standard has them.

    It unites insertions of one author at the end of a paragraph and at the beginning of the next, with the end between
    them that nobody inserted; and an end that is struck joins nothing where words of its paragraph stay.
    """
    rows = document.paragraphs
    united = (
        before.runs and after.runs and not before.end and inserter(before.runs[-1]) == inserter(after.runs[0]) != ""
        for before, after in pairwise(rows)
    )
    staying = (
        any(mark.kind == "inserted" for run in row.runs for mark in run.marks)
        for row in rows
        if any(mark.kind == "deleted" for mark in row.end)
    )
    return any(united) or any(staying)


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(publications())
def test_libreoffice_reads_every_document_as_we_do(libreoffice, publication):
    data, made = docx.write(publication), tracked(publication)
    assume(not misread(made))
    rejected, taken = libreoffice.texts(data, "docx")
    assert spoken(rejected) == texts(original(made))
    assert spoken(taken) == texts(accepted(made))


@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(publications())
def test_docxodus_reads_every_document_as_we_do(docxodus, publication):
    data, made = docx.write(publication), tracked(publication)
    rejected, taken = docxodus.texts(data)
    assert spoken(rejected) == texts(original(made))
    assert spoken(taken) == texts(accepted(made))


@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_saved_again_by_libreoffice_it_still_says_whose_each_change_is(libreoffice, state, language, way):
    publication = printed(state, language, "rolling", "")
    made, data, kind = tracked(publication), docx.write(publication), "docx"
    for target in way:
        data, kind = libreoffice.converted(data, kind, target), target
    found = docx.read(data, "again.docx")
    known = keys(publication)
    assert texts(original(found)) == texts(original(made))
    for version in publication.composition.versions:
        own = {signature for signature, versions in known.items() if version.id in versions}
        assert texts(taking(found, own)) == texts(taking(made, own))
    assert found.properties == made.properties
    assert [name for each in found.paragraphs for name in each.bookmarks if name.startswith("p_")] == [
        name for each in made.paragraphs for name in each.bookmarks
    ]
    assert len(found.comments) == len(made.comments)
