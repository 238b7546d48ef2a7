from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.wording.accept import apply
from comity.core.wording.diff import diff
from comity.core.wording.lexicon import BRACKETS
from comity.core.wording.tokens import canonical, tokens
from core.wording.wordings import edited, free, law, spaced

PAIRS = st.one_of(spaced(), spaced(), free).flatmap(
    lambda base: st.tuples(st.just(base), st.one_of(edited(base), edited(base), spaced(), free))
)
# Sixty different words in sentences of fifteen: long enough that no small change rewrites one, and nothing repeats.
FRESH = [f"слово{n}" if n % 3 else f"word{n}" for n in range(60)]
LONG = " ".join(word + ("." if n % 15 == 14 else "") for n, word in enumerate(FRESH))


def said(base, wording):
    """The changes in one line each: ``old>new``."""
    return [f"{hunk.old.strip()}>{hunk.text.strip()}" for hunk in diff(base, wording)]


@law
@given(PAIRS)
def test_the_changes_make_the_wording_of_the_base_exactly(pair):
    base, wording = pair
    assert apply(base, diff(base, wording)) == wording


@law
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_are_compared_in_canonical_form(base, wording):
    assert apply(canonical(base), diff(base, wording)) == canonical(wording)


@law
@given(PAIRS)
def test_changes_are_ordered_disjoint_and_change_something(pair):
    base, wording = pair
    here = 0
    for hunk in diff(base, wording):
        assert here <= hunk.start <= hunk.end
        assert hunk.old != hunk.text
        assert apply(base, [hunk]) != base
        here = hunk.end


@law
@given(st.one_of(spaced(), free))
def test_a_text_does_not_differ_from_itself(text):
    assert diff(text, text) == ()


@law
@given(PAIRS)
def test_no_change_begins_or_ends_with_words_it_keeps(pair):
    for hunk in diff(*pair):
        old, new = tokens(hunk.old).words, tokens(hunk.text).words
        if hunk.level == "inline" and old and new:
            assert old[0] != new[0]
            assert old[-1] != new[-1]


@law
@given(st.integers(0, 20), st.integers(30, 50))
def test_changes_far_apart_are_told_apart(one, other):
    words = LONG.split(" ")
    words[one : one + 1] = ["eins", "zwei"]
    words[other : other + 1] = []
    assert len(diff(LONG, " ".join(words))) == 2


def net(text):
    total = {}
    for word in tokens(text).words:
        if word in BRACKETS:
            kind, step = BRACKETS[word]
            total[kind] = total.get(kind, 0) + step
    return {kind: count for kind, count in total.items() if count}


@law
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "[x]", "(y)", "«z»"]), min_size=4, max_size=12), st.data()
)
def test_brackets_change_in_pairs(words, data):
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(words)), st.integers(0, len(words)))))
    bracketed = " ".join([*words[:start], "[", *words[start:end], "]", *words[end:]])
    for hunk in diff(" ".join(words), bracketed):
        assert net(hunk.old) == net(hunk.text)


@law
@given(st.lists(st.sampled_from(["shall", "may", "Parties"]), min_size=1, max_size=6), st.integers(0, 6))
def test_an_insertion_among_repeated_words_is_one_insertion(words, at):
    (hunk,) = diff(" ".join(words), " ".join([*words[:at], "also", "and", *words[at:]]))
    assert hunk.start == hunk.end
    assert hunk.text.strip() == "also and"


@pytest.mark.parametrize(
    ("base", "wording", "changes"),
    [
        ("word, word", "word ,word", ["> ", " >"]),
    ],
)
def test_spaces_alone_are_changes(base, wording, changes):
    assert [f"{hunk.old}>{hunk.text}" for hunk in diff(base, wording)] == changes


def test_letters_and_brackets_against_others_take_linear_time():
    def taken(length):
        random = Random(length)  # noqa: S311 - a text, no secret
        texts = ["".join(random.choices("ab[] ", k=length)) for _ in range(2)]
        start = process_time()
        diff(*texts)
        return process_time() - start

    assert taken(160_000) < 10 * taken(40_000)
