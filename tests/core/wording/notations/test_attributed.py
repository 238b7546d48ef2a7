import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.core.wording.notations.attributed import by_sponsors, read, render
from comity.core.wording.notations.attributed.grammar import parse
from comity.core.wording.notations.attributed.spacing import settled
from comity.core.wording.notations.attributed.strand import strand
from comity.core.wording.notations.attributed.writer import written
from comity.core.wording.project import project
from comity.core.wording.tokens import canonical
from core.wording.making import compositions


@given(compositions())
def test_what_is_written_reads_back(composition):
    truth = strand(composition.parts)
    assert settled(parse(written(truth))) == truth


@given(compositions())
def test_a_composition_read_back_is_the_same(composition):
    text = render(composition)
    if canonical(text) == text:
        assert read(text) == by_sponsors(composition)
        assert read(text).base == composition.base


@given(compositions())
def test_reading_and_writing_again_changes_nothing(composition):
    said = by_sponsors(composition)
    assert by_sponsors(said) == said
    assert render(said) == render(composition)


@given(compositions())
def test_every_party_reads_its_own_wording(composition):
    said = by_sponsors(composition)
    for party in said.proposals:
        assert project(said, party) == project(composition, party)


@given(st.text(st.sampled_from("[]\\: ,_|aAdelete")) | st.text())
def test_any_text_is_read_or_refused(text):
    try:
        found = read(text)
    except Unreadable as error:
        assert 1 <= int(error.where) <= max(1, len(canonical(text)) + 1)
    else:
        assert read(render(found)) == found
