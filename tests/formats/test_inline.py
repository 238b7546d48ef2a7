from hypothesis import given
from hypothesis import strategies as st

from comity.core.wording.tokens import canonical
from comity.formats.html import redline
from formats.visible import visible

WORDS = st.sampled_from(["the", "Parties", "shall", "[", "]", "<b>", "&amp;", "\\", "data,", "10", "¶", "защиту", "  ", "\"'"])
wordings = st.lists(WORDS, max_size=12).map(lambda words: canonical(" ".join(words)))


@given(wordings, wordings)
def test_a_redline_without_its_deletions_is_the_new_wording_and_without_its_insertions_the_base(base, wording):
    marked = redline(base, wording)
    assert visible(marked, without=("del",)) == wording
    assert visible(marked, without=("ins",)) == base


def test_a_redline_marks_words_and_escapes_markup():
    assert redline("They shall <meet>.", "They should <meet>.") == "They <del>shall</del><ins>should</ins> &lt;meet&gt;."
    assert redline("", "<script>alert('x')</script>") == "<ins>&lt;script&gt;alert('x')&lt;/script&gt;</ins>"
    assert redline("The same & more.", "The same & more.") == "The same &amp; more."


def test_a_phrase_that_moved_says_so():
    marked = redline(
        "The Parties shall regularly exchange hydrological data through the Secretariat.",
        "The Parties shall exchange hydrological data through the Secretariat regularly.",
    )
    assert '<del class="moved">' in marked
    assert '<ins class="moved">' in marked
