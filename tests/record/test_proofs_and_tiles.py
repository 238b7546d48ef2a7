"""Proofs of the tree are made and checked as RFC 6962 defines them; tiles hold every hash once."""

import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.record.proof import consistency, grew, includes, inclusion
from comity.record.tile import WIDTH, Tile, bundled, read_bundle, read_path, tiles
from comity.record.tree import Frontier, leaf_hash, node_hash

MOST = 70
HASHES = [leaf_hash(bytes((n,))) for n in range(MOST)]


def root(start, end):
    """MTH of RFC 6962, section 2.1, from its definition."""
    if start == end:
        return hashlib.sha256(b"").digest()
    if end - start == 1:
        return HASHES[start]
    half = max(2**k for k in range(8) if 2**k < end - start)
    return node_hash(root(start, start + half), root(start + half, end))


sizes = st.integers(1, MOST)


@given(sizes)
def test_the_frontier_has_the_root_of_the_definition(size):
    tree = Frontier()
    for n in range(size):
        tree = tree.append(bytes((n,)))
    assert tree.root() == root(0, size)


@given(sizes, st.data())
def test_every_leaf_is_proved_in_its_place_and_nowhere_else(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(index, size, root)
    assert includes(root(0, size), size, index, HASHES[index], proof)
    other = data.draw(st.integers(-1, size))
    if other != index:
        assert not includes(root(0, size), size, other, HASHES[index], proof)
    assert not includes(root(0, size), size, index, HASHES[index], (*proof, HASHES[0]))
    if proof:
        assert not includes(root(0, size), size, index, HASHES[index], proof[:-1])
        assert not includes(root(0, size), size, index, HASHES[index], (*proof[:-1], bytes(32)))


@given(st.integers(0, MOST), st.integers(0, MOST), st.data())
def test_growth_is_proved_and_a_rewritten_past_is_not(one, other, data):
    old, new = sorted((one, other))
    proof = consistency(old, new, root)
    was, now = (old, root(0, old)), (new, root(0, new))
    assert grew(was, now, proof)
    assert not grew(now, was, proof) or old == new
    assert not grew(was, now, (*proof, bytes(32)))
    if 0 < old < new:
        assert not grew((old, bytes(32)), now, proof)
        assert not grew(was, (new, bytes(32)), proof)
        assert not grew(was, now, proof[:-1])
        spoilt = data.draw(st.integers(0, len(proof) - 1))
        assert not grew(was, now, (*proof[:spoilt], bytes(32), *proof[spoilt + 1 :]))


def test_nothing_grew_only_to_a_tree_that_holds_nothing():
    nothing, other = hashlib.sha256(b"").digest(), bytes(32)
    assert grew((0, nothing), (0, nothing), ())
    assert not grew((0, nothing), (0, other), ())
    assert not grew((0, other), (1, HASHES[0]), ())


@given(st.integers(-1, 6), st.integers(0, 2**40), st.integers(1, WIDTH))
def test_a_path_is_read_as_it_was_written(level, index, width):
    tile = Tile(level, index, width)
    assert read_path(tile.path) == tile


def test_paths_are_those_of_the_specification():
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(-1, 0, 12).path == "tile/entries/000.p/12"


@pytest.mark.parametrize(
    "path",
    ["", "tile/0/1", "tile/00/001", "tile/64/000", "tile/0/x001/x234", "tile/0/x000/001", "tile/0/000.p/0",
     "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/../000", "tile/-1/000", "tile/entries/x1/000", f"tile/0/{'x001/' * 1_500}000"],
)  # fmt: skip
def test_other_paths_are_none(path):
    assert read_path(path) is None


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 70_000])
def test_tiles_cover_every_level_without_gap(size):
    found = list(tiles(size))
    for level in {tile.level for tile in found}:
        spans = [tile.span for tile in found if tile.level == level]
        each = 256 ** max(level, 0)
        assert spans[0][0] == 0
        assert spans[-1][1] == size // each * each
        assert all(one[1] == other[0] for one, other in itertools.pairwise(spans))


def test_seventy_thousand_leaves_have_the_tiles_of_the_specification():
    partial = {tile.level: tile.width for tile in tiles(70_000) if tile.width < WIDTH}
    assert partial == {-1: 112, 0: 112, 1: 17, 2: 1}
    assert sum(tile.level == 0 for tile in tiles(70_000)) == 274


@given(st.lists(st.binary(max_size=300), max_size=8), st.integers(0, 3))
def test_a_bundle_holds_its_entries_and_a_cut_one_is_refused(entries, cut):
    data = bundled(entries)
    assert read_bundle(data) == tuple(entries)
    if cut and len(entries) == 1 and len(entries[0]) >= cut:
        with pytest.raises(Unreadable):
            read_bundle(data[:-cut])
