from hypothesis import given

from comity.formats.tracked.changes import changes
from comity.formats.tracked.values import Mark, Paragraph, Run, Tracked
from comity.formats.tracked.views import marks
from formats.tracked.tracking import DOCUMENTS

AT = 1_772_357_400_000


def inserted(author="KAZ", at=AT, move=None):
    return (Mark("inserted", author, at, move),)


def deleted(author="KAZ", at=AT, move=None):
    return (Mark("deleted", author, at, move),)


def told(*paragraphs):
    return [(each.kind, each.old, each.new, each.paragraph) for each in changes(Tracked(paragraphs))]


@given(DOCUMENTS)
def test_a_document_without_marks_has_no_changes_and_each_change_an_author_who_marked(tracked):
    found = changes(tracked)
    authors = {mark.author for mark in marks(tracked.paragraphs)}
    assert {each.author for each in found} <= authors
    assert all(each.old or each.new or each.kind in {"split", "merged"} for each in found)
    plain = Tracked(tuple(Paragraph(tuple(Run(run.text) for run in each.runs)) for each in tracked.paragraphs))
    assert changes(plain) == ()


@given(DOCUMENTS)
def test_every_word_that_one_mark_marks_is_in_a_change(tracked):
    old, new = ("".join(getattr(each, side) for each in changes(tracked)) for side in ("old", "new"))
    for paragraph in tracked.paragraphs:
        for run in paragraph.runs:
            given_marks = (*paragraph.around, *run.marks)
            if len(given_marks) == 1 and run.text.strip():
                assert run.text in (new if given_marks[0].kind == "inserted" else old)


def test_runs_that_touch_are_one_change_if_minutes_apart():
    minute = 60_000
    text = tuple(Run(word, inserted(at=AT + at)) for word, at in [("a ", 0), ("b ", 9 * minute), ("c", 30 * minute)])
    assert told(Paragraph((Run("x "), *text, Run(" y")))) == [("inserted", "", "a b ", 0), ("inserted", "", "c", 0)]


def test_words_between_part_changes():
    paragraph = Paragraph((Run("a", inserted()), Run(" x "), Run("b", inserted())))
    assert told(paragraph) == [("inserted", "", "a", 0), ("inserted", "", "b", 0)]


def test_deletion_and_insertion_in_either_order_and_in_turn_are_a_replacement():
    for text in ((("old", deleted()), ("new", inserted())), (("new", inserted()), ("old", deleted()))):
        assert told(Paragraph((Run("x "), *(Run(*each) for each in text), Run(" y")))) == [
            ("replaced", "old", "new", 0)
        ]
    turns = [Run("a", deleted()), Run("b", inserted()), Run("c", deleted()), Run("d", inserted()), Run(" y")]
    assert told(Paragraph(tuple(turns))) == [("replaced", "ac", "bd", 0)]
    two = Paragraph((Run("x "), Run("old", deleted()), Run("new", inserted("RUS"))))
    assert told(two) == [("deleted", "old", "", 0), ("inserted", "", "new", 0)]


def test_reworded_paragraphs_are_replaced_one_by_one():
    lines = [Paragraph((Run(text, mark),), end=mark) for text, mark in
             [("a", deleted()), ("b", inserted()), ("c", deleted()), ("d", inserted())]]  # fmt: skip
    assert told(*lines) == [("replaced", "a", "b", 0), ("replaced", "c", "d", 2)]


def test_whole_paragraphs_however_their_ends_are_marked():
    after = (Paragraph((Run("one"),)), Paragraph((Run("two", inserted()),), end=inserted()), Paragraph((Run("three"),)))
    before = (
        Paragraph((Run("one"),), end=inserted()),
        Paragraph((Run("two", inserted()),)),
        Paragraph((Run("three"),)),
    )
    words_only = (Paragraph((Run("one"),)), Paragraph((Run("two", inserted()),)), Paragraph((Run("three"),)))
    for given_paragraphs in (after, before, words_only):
        assert told(*given_paragraphs) == [("paragraphs_added", "", "two", 1)]
    gone = (Paragraph((Run("one", deleted()),), end=deleted()), Paragraph((Run("two", deleted()),), end=deleted()))
    assert told(*gone, Paragraph((Run("three"),))) == [("paragraphs_deleted", "one\ntwo", "", 0)]


def test_a_break_between_words_splits_or_merges_and_another_is_no_change():
    assert told(Paragraph((Run("a"),), end=inserted()), Paragraph((Run("b"),))) == [("split", "", "", 0)]
    assert told(Paragraph((Run("a"),), end=deleted()), Paragraph((Run("b"),))) == [("merged", "", "", 0)]
    assert told(Paragraph((Run("a"),), end=inserted()), Paragraph(())) == []
    assert told(Paragraph((), end=inserted()), Paragraph((Run("b"),))) == []
    assert told(Paragraph((Run("a"),), end=inserted(), cell=1), Paragraph((Run("b"),), cell=2)) == []


def test_words_over_the_end_of_a_paragraph():
    lines = (
        Paragraph((Run("one "), Run("two", inserted())), end=inserted()),
        Paragraph((Run("three", inserted()), Run(" four"))),
    )
    assert told(*lines) == [("inserted", "", "two\nthree", 0)]


def test_an_author_who_takes_back_what_that_author_put_in_changes_nothing():
    back = Run("b ", inserted() + deleted())
    assert told(Paragraph((Run("x "), Run("a ", inserted()), back, Run("c", inserted())))) == [
        ("inserted", "", "a c", 0)
    ]
    others = Run("b ", inserted() + deleted("RUS"))
    assert told(Paragraph((Run("x "), others))) == [("inserted", "", "b ", 0), ("deleted", "b ", "", 0)]


def test_a_row_and_its_words_are_one_change():
    cells = [
        Paragraph((Run(text, inserted()),), end=inserted(), around=inserted(at=AT + 999), cell=n)
        for n, text in enumerate("ab")
    ]
    assert told(*cells) == [("paragraphs_added", "", "a\nb", 0)]


def test_a_move_has_both_its_places():
    tracked = Tracked(
        (
            Paragraph((Run("a", deleted(move="m")),), end=deleted(move="m")),
            Paragraph((Run("b"),)),
            Paragraph((Run("a", inserted(move="m")),), end=inserted(move="m")),
        )
    )
    (change,) = changes(tracked)
    assert (change.kind, change.old, change.new, change.paragraph, change.to) == ("moved", "a", "a", 0, 2)
    (lone,) = changes(Tracked(tracked.paragraphs[:2]))
    assert (lone.kind, lone.to) == ("paragraphs_deleted", None)


def test_comments_on_and_at_a_change_go_with_it():
    paragraph = Paragraph((Run("x "), Run("new", inserted(), ("1",)), Run("", (), ("2",)), Run(" y", (), ("3",))))
    (change,) = changes(Tracked((paragraph,)))
    assert (change.comments, change.at, change.author) == (("1", "2"), AT, "KAZ")
