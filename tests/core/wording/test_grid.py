from hypothesis import example, given
from hypothesis import strategies as st

from comity.core.wording.grid import base_grid, grid_like
from comity.core.wording.tokens import cells
from core.wording.wordings import edited, free, law, spaced

PAIRS = st.one_of(spaced(), free).flatmap(
    lambda base: st.tuples(st.just(base), st.one_of(edited(base), spaced(), free))
)
LIKE = st.text(st.sampled_from("a1 )(;,./’-\u00a0B0"), max_size=6)


@law
@given(PAIRS)
def test_a_wording_has_the_cells_it_has_alone(pair):
    base, wording = pair
    assert grid_like(base_grid(base), wording).cells == cells(wording)


@law
@given(LIKE, LIKE, LIKE, LIKE)
@example("x; ", "", "a) y", "")
@example("and", " ", "/or b", "")
@example("a ", "b; ", "c) ", "d")
def test_cutting_only_what_differs_cuts_the_same(beginning, old, new, end):
    base, wording = base_grid(beginning + old + end), base_grid(beginning + new + end)
    assert grid_like(base, wording.text) == wording
