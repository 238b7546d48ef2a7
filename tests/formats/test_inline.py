from hypothesis import given
from hypothesis import strategies as st

from comity.core.wording.compose import compose
from comity.core.wording.notations import attributed
from comity.core.wording.tokens import canonical
from comity.core.wording.values import Reading
from comity.formats.html import redline, rolling
from formats.visible import visible

WORDS = st.sampled_from(
    ["the", "Parties", "shall", "[", "]", "<b>", "&amp;", "\\", "data,", "10", "¶", "защиту", "  ", "\"'"]
)
wordings = st.lists(WORDS, max_size=12).map(lambda words: canonical(" ".join(words)))


@given(wordings, wordings)
def test_a_redline_without_its_deletions_is_the_new_wording_and_without_its_insertions_the_base(base, wording):
    marked = redline(base, wording)
    assert visible(marked, without=("del",)) == wording
    assert visible(marked, without=("ins",)) == base


def test_a_redline_marks_words_and_escapes_markup():
    assert (
        redline("They shall <meet>.", "They should <meet>.") == "They <del>shall</del><ins>should</ins> &lt;meet&gt;."
    )
    assert redline("", "<script>alert('x')</script>") == "<ins>&lt;script&gt;alert('x')&lt;/script&gt;</ins>"
    assert redline("The same & more.", "The same & more.") == "The same &amp; more."


readings = st.lists(st.tuples(st.sampled_from(["KAZ", "UZB", "R-1"]), wordings), max_size=4)


@given(wordings, readings)
def test_the_visible_text_of_a_rolling_text_is_its_attributed_rendering(base, given_readings):
    wishes = [Reading(f"p{i}", (party,), text) for i, (party, text) in enumerate(given_readings)]
    composition = compose(base, wishes)
    assert visible(rolling(composition)) == attributed.render(composition)
    assert visible(rolling(composition, grouped=False)) == attributed.render(composition)


@given(wordings, readings)
def test_in_russian_a_rolling_text_differs_in_the_word_that_deletes_and_in_nothing_else(base, given_readings):
    wishes = [Reading(f"p{i}", (party,), text) for i, (party, text) in enumerate(given_readings)]
    composition = compose(base, wishes)
    english, russian = '<span class="verb">delete', '<span class="verb">исключить'
    assert rolling(composition, "ru") == rolling(composition).replace(english, russian)


def test_a_rolling_text_names_what_each_bracket_is():
    composition = compose("They shall <meet> daily.", [Reading("a", ("KAZ", "UZB"), "They should <meet>.")])
    assert rolling(composition) == (
        'They <span class="site"><span class="base"><span class="bracket">[</span>shall<span class="bracket">]</span></span>'
        '<span class="alternative"><span class="bracket">[</span><span class="sponsors">KAZ, UZB: </span><ins>should</ins>'
        '<span class="bracket">]</span></span></span> &lt;meet&gt; <span class="site"><span class="alternative deletion">'
        '<span class="bracket">[</span><span class="sponsors">KAZ, UZB: </span><span class="verb">delete: </span>'
        '<del>daily</del><span class="bracket">]</span></span></span>.'
    )
    assert rolling(composition, grouped=False) == (
        'They <span class="bracket">[</span>shall<span class="bracket">][</span><span class="sponsors">KAZ, UZB: </span>'
        '<ins>should</ins><span class="bracket">]</span> &lt;meet&gt; <span class="bracket">[</span>'
        '<span class="sponsors">KAZ, UZB: </span><span class="verb">delete: </span><del>daily</del>'
        '<span class="bracket">]</span>.'
    )


def test_inner_sites_stand_inside_the_words_that_somebody_deletes():
    base = "The Parties cooperate. The Secretariat shall report to the Council on the implementation of this Article every two years."
    composition = compose(
        base,
        [
            Reading("a", ("BLR",), "The Parties cooperate."),
            Reading("b", ("KAZ",), base.replace("shall", "should")),
        ],
    )
    marked = rolling(composition)
    assert visible(marked, without=("ins",)).count("[") == 3
    assert '<del>The Secretariat </del><span class="site">' in marked
    assert (
        '<span class="base"><span class="bracket">[</span><del>shall</del><span class="bracket">]</span></span>'
        in marked
    )
    assert "<ins>should</ins>" in marked


def test_words_of_the_base_inside_a_wider_change_carry_no_mark():
    base = "The Parties shall exchange data, reports and maps through the joint Secretariat."
    composition = compose(
        base,
        [
            Reading("a", ("BLR",), "The Parties shall meet."),
            Reading("b", ("KAZ",), base.replace("reports", "all reports")),
        ],
    )
    marked = rolling(composition)
    assert "<ins>meet</ins>" in marked
    assert "<del>" not in marked
    assert "[KAZ: all]" in visible(marked)


def test_a_phrase_that_moved_says_so():
    marked = redline(
        "The Parties shall regularly exchange hydrological data through the Secretariat.",
        "The Parties shall exchange hydrological data through the Secretariat regularly.",
    )
    assert '<del class="moved">' in marked
    assert '<ins class="moved">' in marked


def test_a_space_between_two_sites_is_not_struck():
    base = "The competent teams of the Parties shall exchange data promptly on request."
    texts = {"ARM": "", "KAZ": base.replace("promptly", "quickly"), "RUS": base.replace("on request", "upon request")}
    page = rolling(compose(base, [Reading(party, (party,), text) for party, text in texts.items()]))
    assert "</span></span> <span" in page
    assert "<del> </del>" not in page
