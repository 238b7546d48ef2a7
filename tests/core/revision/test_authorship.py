"""Whose each word is, after alternatives, whole wordings and several revisions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.queries import adopted, authorship, text_hash
from comity.core.readings import composed, sites
from comity.core.revision.authorship import cut, rewritten, united
from comity.core.state import Span
from comity.core.wording.accept import apply
from comity.core.wording.diff import diff
from comity.core.wording.tokens import canonical
from comity.core.wording.values import ALGORITHM
from negotiation import tabled

TEXT = {"text": "statement"}
WORDS = st.lists(st.sampled_from(["the", "parties", "shall", "should", "not", "meet", ",", "1", "000"]), max_size=9)
WORDING = WORDS.map(lambda words: canonical(" ".join(words)))
NEW = Span("", 7, ("p",), ("KAZ",))


def spans_of(text, pieces):
    """``text`` cut into spans of different origins at the given places."""
    cuts = sorted({0, len(text), *(place % (len(text) + 1) for place in pieces)})
    return tuple(Span(text[a:b], seq, (), ()) for seq, (a, b) in enumerate(pairwise(cuts)))


@given(WORDING, WORDING, st.lists(st.integers(0, 50), max_size=4))
def test_spans_spell_the_new_wording_and_kept_words_keep_their_origin(base, wording, places):
    old = spans_of(base, places)
    hunks = diff(base, wording)
    made = rewritten(old, base, hunks, NEW)
    assert "".join(span.text for span in made) == apply(base, hunks) == wording
    new = sum(len(span.text) for span in made if span.seq == NEW.seq)
    assert new == sum(len(hunk.text) for hunk in hunks)
    assert united(made) == made


@given(WORDING, st.lists(st.integers(0, 50), max_size=4), st.integers(0, 60), st.integers(0, 60))
def test_a_cut_is_a_slice(text, places, start, end):
    assert "".join(span.text for span in cut(spans_of(text, places), start, end)) == text[start:end]


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_alternatives_of_two_parties_in_one_revision_keep_their_own_authors(order):
    held = tabled()
    mine = held.reword("KAZ", "p1", "The Parties should exchange data voluntarily.")
    other = held.reword("RUS", "p1", "The Parties shall exchange data regularly.")
    for site in sites(composed(held.text, "p1", "en").parts)[order]:
        (each,) = site.alternatives
        given = {"start": site.start, "end": site.end, "wording": each.text, "proposals": each.proposals}
        held.do("text.accept_alternative", provision="p1", language="en", algorithm=ALGORITHM, **given, **TEXT)
    held.issue()
    assert held.wording("p1") == "The Parties should exchange data regularly."
    (line,) = (each for each in authorship(held.text, "en") if each.provision == "p1")
    assert [(span.text.strip(), span.proposals, span.sponsors) for span in line.spans if span.sponsors] == [
        ("should", (mine,), ("KAZ",)),
        ("regularly", (other,), ("RUS",)),
    ]


def test_words_of_an_unknown_author_are_known_to_be_unknown():
    held = tabled()
    unknown = held.do(
        "text.reword",
        provision="p1",
        wordings={"en": "The Parties shall exchange more data voluntarily."},
        sponsors=(),
        **TEXT,
    )
    held.do("text.accept", proposal=unknown, **TEXT)
    held.issue()
    (line,) = (each for each in authorship(held.text, "en") if each.provision == "p1")
    (span,) = (span for span in line.spans if span.proposals)
    assert (span.text.strip(), span.proposals, span.sponsors) == ("more", (unknown,), ())


def test_alternatives_that_make_one_number_of_two_keep_the_other_words_of_the_base():
    held = tabled()
    base = "Exchange the 1 . quality 000 water."
    held.do(
        "text.table",
        text="t",
        title={"en": "T"},
        languages=("en",),
        provisions=({"id": "p", "kind": "annex", "wordings": {"en": base}},),
    )
    for party, words in (("KAZ", base.replace(" .", "", 1)), ("RUS", base.replace(" quality", ""))):
        held.do("text.reword", party, text="t", provision="p", wordings={"en": words})
    for site in sites(composed(held.state.texts["t"], "p", "en").parts):
        (each,) = site.alternatives
        given = {"start": site.start, "end": site.end, "wording": each.text, "proposals": each.proposals}
        held.do("text.accept_alternative", text="t", provision="p", language="en", algorithm=ALGORITHM, **given)
    digest = text_hash(adopted(held.state.texts["t"]))
    last = held.do("text.issue_revision", text="t", number=1, sha256=digest, algorithm=ALGORITHM)
    (line,) = authorship(held.state.texts["t"], "en")
    assert "".join(span.text for span in line.spans) == "Exchange the 1\u00a0000 water."
    assert {span.sponsors for span in line.spans} == {(), ("KAZ", "RUS")}
    assert max(span.seq for span in line.spans) == len(held.entries) - 2
    assert last == f"act-{len(held.entries) - 1}"
