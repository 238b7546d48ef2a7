from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.wording.tokens import canonical
from comity.formats.tracked.values import Mark, Paragraph, Run, Tracked
from comity.formats.tracked.views import accepted, authors, marks, original, parties, view, wording_of
from formats.tracked.tracking import DOCUMENTS, MARKS

INSERTED, DELETED = Mark("inserted", "KAZ"), Mark("deleted", "KAZ")


def raw(lines):
    return "".join(line.raw for line in lines)


def everything(tracked):
    return "".join(run.text for paragraph in tracked.paragraphs for run in paragraph.runs)


def is_within(part, whole):
    left = iter(whole)
    return all(letter in left for letter in part)


@given(DOCUMENTS)
def test_taking_everything_is_accepting_and_nothing_the_original(tracked):
    assert view(tracked, set(marks(tracked.paragraphs)).__contains__) == accepted(tracked)
    assert view(tracked, set().__contains__) == original(tracked)


@given(DOCUMENTS, st.sets(MARKS))
def test_any_view_holds_characters_of_the_document_in_their_order(tracked, taken):
    found = view(tracked, taken.__contains__)
    assert is_within(raw(found), everything(tracked))
    assert all(line.text == canonical(line.raw) != "" for line in found)
    sources = [index for line in found for index in line.sources]
    assert sources == sorted(set(sources))


@given(DOCUMENTS, st.sets(MARKS))
def test_a_view_is_a_document_without_changes_whose_every_view_is_itself(tracked, taken):
    found = view(tracked, taken.__contains__)
    fixed = Tracked(tuple(Paragraph((Run(line.raw),), cell=line.cell, bookmarks=line.bookmarks) for line in found))
    again = view(fixed, lambda _: True)
    assert [(line.text, line.bookmarks) for line in again] == [(line.text, line.bookmarks) for line in found]
    assert original(fixed) == accepted(fixed) == wording_of(fixed, "KAZ")


@given(DOCUMENTS, st.sets(MARKS))
def test_the_order_of_marks_is_nothing_to_a_view(tracked, taken):
    turned = Tracked(
        tuple(
            replace(
                paragraph,
                runs=tuple(replace(run, marks=run.marks[::-1]) for run in paragraph.runs),
                end=paragraph.end[::-1],
                around=paragraph.around[::-1],
            )
            for paragraph in tracked.paragraphs
        )
    )
    assert view(turned, taken.__contains__) == view(tracked, taken.__contains__)


@given(DOCUMENTS, st.sets(MARKS), MARKS)
def test_one_deletion_more_only_takes_away_and_one_insertion_more_only_adds(tracked, taken, mark):
    without, with_it = (
        "".join(raw(view(tracked, some.__contains__)).split()) for some in (taken - {mark}, taken | {mark})
    )
    smaller, larger = (without, with_it) if mark.kind == "inserted" else (with_it, without)
    assert is_within(smaller, larger)


@given(DOCUMENTS)
def test_a_partys_wording_takes_its_marks_and_the_joint_ones(tracked):
    assert wording_of(tracked, "KAZ") == view(tracked, lambda mark: mark.author in {"KAZ", "KAZ, RUS"})


@given(DOCUMENTS)
def test_authors_are_all_that_marked(tracked):
    assert set(authors(tracked)) == {mark.author for mark in marks(tracked.paragraphs)}


def test_the_joined_paragraph_takes_the_first_number_and_the_last_heading():
    first = Paragraph((Run("One "),), end=(DELETED,), bookmarks=("OP1",), number="3.", heading=1)
    last = Paragraph((Run("two."),), bookmarks=("OP2", "OP1"), number="4.", level=1)
    (line,) = accepted(Tracked((first, last)))
    assert (line.text, line.number, line.level, line.heading) == ("One two.", "3.", 1, 0)
    assert (line.bookmarks, line.sources) == (("OP1", "OP2"), (0, 1))
    (plain,) = accepted(Tracked((first, replace(last, number=""))))
    assert plain.number == ""


def test_what_is_gone_gives_the_line_nothing_but_its_place():
    gone = Paragraph((Run("One", (DELETED,), ("7",)),), end=(DELETED,), bookmarks=("OP1",), number="3.")
    last = Paragraph((Run("two.", (), ("8",)),), number="4.")
    (line,) = accepted(Tracked((gone, last)))
    assert (line.text, line.number, line.bookmarks, line.comments, line.sources) == ("two.", "4.", (), ("8",), (1,))


def test_cells_and_tables_that_stay_part_paragraphs():
    parts = [(None, "a"), (1, "b"), (2, "c"), (2, "d"), (None, "e")]
    tracked = Tracked(tuple(Paragraph((Run(text),), end=(DELETED,), cell=cell) for cell, text in parts))
    assert [line.text for line in accepted(tracked)] == ["a", "b", "cd", "e"]
    vanishing = tuple(replace(each, around=(DELETED,) * (each.cell is not None)) for each in tracked.paragraphs)
    assert [line.text for line in accepted(Tracked(vanishing))] == ["ae"]


def test_names_in_an_authors_field():
    assert parties("KAZ, RUS ,, Republic of Uzbekistan") == ("KAZ", "RUS", "Republic of Uzbekistan")
    assert parties("") == ()
