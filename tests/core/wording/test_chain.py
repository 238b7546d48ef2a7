"""The heaviest chain, beside the plain quadratic way to find its weight."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comity.core.wording.chain import heaviest_chain

sides = st.integers(0, 6)
weighed = st.dictionaries(st.tuples(sides, sides), st.integers(1, 9).map(float), max_size=20)


def weight(chain, pairs, following):
    won = sum(following.get(b, 0) for a, b in pairwise(chain) if b == (a[0] + 1, a[1] + 1))
    return sum(pairs[pair] for pair in chain) + won


def plain(pairs, following):
    best = {}
    for i, j in sorted(pairs):
        before = [
            0,
            *(best[a] + following.get((i, j), 0) * (a == (i - 1, j - 1)) for a in best if a[0] < i and a[1] < j),
        ]
        best[i, j] = pairs[i, j] + max(before)
    return max(best.values(), default=0)


@given(weighed, weighed)
def test_the_chain_is_in_order_and_no_other_is_heavier(pairs, following):
    chain = heaviest_chain(pairs, following)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
    assert weight(chain, pairs, following) == plain(pairs, following)
