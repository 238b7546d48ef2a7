"""What one program numbers and another spells out is nobody's wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.wording.tokens import canonical
from comity.formats.manner import in_manner, unmarked
from comity.formats.tracked.views import Line

FORMS = ("{}.", "{})", "({})", "1.{}.")
WORDS = st.text("abcdefgh йклмн", min_size=3, max_size=30).map(canonical).filter(lambda words: len(words) > 2)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=6)


def line(text, number="", heading=0):
    return Line(text, text, number=number, heading=heading)


def told(lines):
    return [(each.number, each.text) for each in lines]


@given(PARAGRAPHS, PARAGRAPHS, st.sampled_from(FORMS))
def test_a_file_that_spells_numbers_out_reads_as_the_draft_that_counts_and_the_other_way_round(ours, theirs, form):
    def counted(words):
        return [line(each, form.format(n)) for n, each in enumerate(words, start=1)]

    def spelt(words):
        return [line(f"{form.format(n)} {each}") for n, each in enumerate(words, start=1)]

    assert told(in_manner(spelt(theirs), counted(ours))) == told(counted(theirs))
    assert told(in_manner(counted(theirs), spelt(ours))) == told(spelt(theirs))


@given(PARAGRAPHS)
def test_a_file_in_the_manner_of_the_draft_stays_as_it_is(words):
    for lines in ([line(each, "1.") for each in words], [line(f"1. {each}") for each in words]):
        assert in_manner(lines, lines) == tuple(lines)


def test_numbers_of_another_form_are_words():
    draft = [line("The Parties shall:", "1."), line("(a) cooperate.")]
    assert told(in_manner([line("1. The Parties shall:"), line("(a) cooperate.")], draft)) == [
        ("1.", "The Parties shall:"),
        ("", "(a) cooperate."),
    ]


def test_a_draft_that_counts_and_spells_in_one_form_tells_nothing():
    draft = [line("The Parties", "1."), line("2. The States")]
    given = [line("1. The Parties"), line("The States", "2.")]
    assert in_manner(given, draft) == tuple(given)


@pytest.mark.parametrize("draft", [[line("A statement", heading=1)], [line("Words")]])
def test_marks_of_headings_go_where_the_draft_has_none(draft):
    assert told(in_manner([line("# A statement", heading=1)], draft)) == [("", "A statement")]


def test_headings_get_the_marks_that_the_draft_gives_them():
    draft = [line("# A statement", heading=1), line("## Part I", heading=2)]
    given = [line("A statement", heading=2), line("Part II", heading=2), line("Words")]
    assert [each.text for each in in_manner(given, draft)] == ["# A statement", "## Part II", "Words"]


def test_without_marks_a_heading_keeps_its_level():
    assert unmarked([line("## Part I", heading=2), line("#")]) == (Line("Part I", "## Part I", heading=2), line("#"))
