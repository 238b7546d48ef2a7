"""Leaves are exact bytes of bounded length; the tree over them is that of RFC 6962."""

import hashlib
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.acts import EXAMPLES, decode, encode
from comity.core.errors import Refused, Unreadable
from comity.record.leaf import leaf, read_leaf
from comity.record.tree import Frontier, leaf_hash, node_hash


@pytest.mark.parametrize("act", EXAMPLES.values(), ids=EXAMPLES)
def test_a_leaf_gives_back_the_statement_it_holds(act):
    read = read_leaf(leaf(1_784_000_000_000, 7, encode(act).decode()))
    assert (read.at, read.seq, read.sigs, read.v) == (1_784_000_000_000, 7, (), 1)
    assert decode(read.stmt.encode()) == act


def test_a_leaf_holds_at_most_65_535_bytes():
    room = 65_535 - len(leaf(0, 0, ""))
    assert len(leaf(0, 0, "a" * room)) == 65_535
    with pytest.raises(Refused):
        leaf(0, 0, "a" * (room + 1))
    with pytest.raises(Refused):
        leaf(0, 0, '"' * (room // 2 + 1))


@given(st.binary(max_size=60))
def test_bytes_that_no_leaf_gives_are_not_read(data):
    with pytest.raises(Unreadable):
        read_leaf(data)


@pytest.mark.parametrize(
    ("field", "number"),
    [(b'"seq":2', b"-1"), *product((b'"at":1', b'"seq":2'), (b"9007199254740992", b"1.0", b'"1"'))],
)
def test_numbers_of_a_leaf_are_whole_and_read_alike_by_all(field, number):
    name, _, _ = field.partition(b":")
    with pytest.raises(Unreadable):
        read_leaf(leaf(1, 2, "{}").replace(field, name + b":" + number))


def test_a_record_may_begin_before_1970():
    assert read_leaf(leaf(-595_641_600_000, 0, "{}")).at == -595_641_600_000


def test_half_a_surrogate_pair_is_no_statement():
    with pytest.raises(Refused) as caught:
        leaf(1, 2, "half \ud800")
    assert caught.value.code == "statement_not_utf8"


@pytest.mark.parametrize("deep", [b"[" * 60_000, b'{"at":' + b"[" * 60_000, b'{"w":' * 10_000])
def test_nesting_without_end_is_no_leaf(deep):
    with pytest.raises(Unreadable):
        read_leaf(deep)


def test_a_leaf_in_another_spelling_is_not_read():
    made = leaf(1, 2, "{}")
    for other in (made.replace(b",", b", "), made.replace(b'"v":1', b'"v":2'), made[:-1] + b',"w":1}'):
        with pytest.raises(Unreadable):
            read_leaf(other)


def root(leaves):
    """The root as RFC 6962, section 2.1, defines it: split at the largest power of two below the size."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(root(leaves[:half]), root(leaves[half:]))


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_frontier_has_the_root_of_the_definition(leaves):
    frontier = Frontier()
    for each in leaves:
        frontier = frontier.append(each)
    assert frontier.size == len(leaves)
    assert frontier.root() == root(leaves)
