import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.errors import Refused
from comity.core.wording.accept import accept, apply, boundaries
from comity.core.wording.compose import compose
from comity.core.wording.tokens import tokens
from comity.core.wording.values import Alternative, Reading, Site
from core.wording.making import TEXTS, changes

BASE = "The Parties shall regularly exchange hydrological data with the Secretariat voluntarily"


@given(TEXTS)
def test_boundaries_bound_the_cells(text):
    wording, offsets = tokens(text), boundaries(text)
    pieces = [text[start:end] for start, end in itertools.pairwise(offsets)]
    assert tuple(pieces[::2]) == wording.gaps
    assert tuple(pieces[1::2]) == wording.words


@given(st.data())
def test_applying_touches_only_the_spans_of_the_hunks(data):
    base = data.draw(TEXTS)
    hunks = data.draw(changes(base))
    offsets, done, out = boundaries(base), 0, apply(base, hunks)
    for hunk in hunks:
        kept = base[offsets[done] : offsets[hunk.start]]
        assert out.startswith(kept + hunk.text)
        out, done = out[len(kept + hunk.text) :], hunk.end
    assert out == base[offsets[done] :]


def composed(base, texts):
    return compose(base, [Reading(f"p{i}", (f"P{i}",), text) for i, text in enumerate(texts)])


def test_an_inner_site_is_accepted_inside_its_wide_site():
    base = "The Parties cooperate. The Secretariat shall report to the Council on the work done every two years."
    composition = composed(base, ["The Parties cooperate.", base.replace("shall", "should")])
    (wide,) = [part for part in composition.parts if isinstance(part, Site)]
    (inner,) = [part for part in wide.content if isinstance(part, Site)]
    assert accept(composition, inner, inner.alternatives[0]) == base.replace("shall", "should")
    assert accept(composition, wide, wide.alternatives[0]) == "The Parties cooperate."


def test_a_site_or_alternative_of_another_composition_is_refused():
    composition = composed("Parties shall act", ["Parties should act"])
    (site,) = [part for part in composition.parts if isinstance(part, Site)]
    with pytest.raises(Refused) as refused:
        accept(composition, Site(1, 2, "Parties", ()), None)
    assert refused.value.code == "site_unknown"
    with pytest.raises(Refused) as refused:
        accept(composition, site, Alternative("must", ("p9",), ("P9",)))
    assert refused.value.code == "alternative_unknown"
