from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.wording.tokens import canonical
from comity.formats.redline import marked, spans

WORDS = st.sampled_from(["the", "Parties", "shall", "should", "[", "]", "data,", "10", "¶", "защиту", "."])
wordings = st.lists(WORDS, max_size=10).map(" ".join).map(canonical)


@settings(deadline=None)
@given(wordings, wordings)
def test_spans_hold_both_wordings_exactly_and_none_is_empty(base, wording):
    found = list(spans(base, wording))
    assert all(span.text for span in found)
    assert "".join(span.text for span in found if span.kind != "inserted") == base
    assert "".join(span.text for span in found if span.kind != "deleted") == wording


@settings(deadline=None)
@given(wordings)
def test_equal_wordings_have_no_marks(wording):
    assert marked(wording, wording) == wording


def test_marks_stand_around_words_and_words_may_be_escaped():
    base, wording = "They shall <meet>.", "They should <meet>."
    assert marked(base, wording) == "They [-shall-]{+should+} <meet>."
    assert marked(base, wording, ("<", ">", "(", ")"), str.upper) == "THEY <SHALL>(SHOULD) <MEET>."
