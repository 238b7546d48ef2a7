"""How a witness answers what is submitted to it: the cases of C2SP tlog-witness, one by one."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.record import checkpoint, note, submission
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes, read
from comity.record.note import Note
from comity.record.proof import EMPTY, consistency, grew, includes, inclusion
from comity.record.submission import CONFLICT, COSIGNED, FORBIDDEN, MALFORMED, UNKNOWN, UNPROVEN, Submission
from comity.record.tile import tiles
from comity.record.tree import Frontier, leaf_hash
from record.signing import signer

ORIGIN = "example.org/log"
KEY, SIGN = signer(ORIGIN)
TREE = Hashes(leaf_hash(str(n).encode()) for n in range(40))
OTHER = Hashes(leaf_hash(str(n * (n != 7)).encode()) for n in range(40))


def head(size, tree=TREE, origin=ORIGIN):
    return Checkpoint(origin, size, tree.root(size))


def signed(found, key=KEY, sign=SIGN):
    return Note(found.text, (note.signed(found.text, key, sign),))


def submitted(old, new, tree=TREE, **facts):
    return Submission(old, consistency(old, new, tree.subtree), signed(head(new, tree), **facts))


def judged(found, last=None, keys=(KEY,)):
    found = submission.read(bytes(found))
    status = submission.admitted(found, keys)
    return submission.judge(found, last) if status == COSIGNED else status


@given(st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=60)
def test_a_log_that_only_grew_is_cosigned(one, other):
    old, new = sorted((one, other))
    assert judged(submitted(old, new), head(old) if old else None) == COSIGNED


def test_the_first_submission_needs_no_proof():
    assert judged(submitted(0, 25)) == COSIGNED
    assert judged(Submission(0, (bytes(32),), signed(head(25)))) == UNPROVEN


def test_an_unknown_origin_is_not_found():
    stranger, sign = signer("example.org/other")
    unknown = Submission(0, (), signed(head(9, origin=stranger.name), stranger, sign))
    assert judged(unknown) == UNKNOWN
    assert judged(submitted(0, 9), keys=()) == UNKNOWN


def test_a_checkpoint_that_no_trusted_key_signed_is_forbidden():
    other, sign = signer(ORIGIN, seed=2)
    assert judged(Submission(0, (), signed(head(9), other, sign))) == FORBIDDEN
    assert judged(Submission(0, (), signed(head(9), KEY, sign))) == FORBIDDEN


def test_one_key_under_two_origins_signs_for_each_alone():
    twin, sign = signer("example.org/twin")
    crossed = Submission(0, (), Note(head(9).text, (note.signed(head(9).text, twin, sign),)))
    assert judged(crossed, keys=(KEY, twin)) == FORBIDDEN


def test_signatures_of_unknown_keys_are_passed_over():
    other, sign = signer("example.org/passer-by", seed=3)
    found = head(9)
    lines = (note.signed(found.text, other, sign), note.signed(found.text, KEY, SIGN))
    assert judged(Submission(0, (), Note(found.text, lines))) == COSIGNED


def test_an_old_size_beyond_the_checkpoint_is_bad():
    assert judged(Submission(10, (), signed(head(9))), head(10)) == MALFORMED


@pytest.mark.parametrize("old", [0, 4, 6, 9])
def test_an_old_size_that_is_not_the_last_conflicts(old):
    assert judged(submitted(old, 9), head(5)) == CONFLICT


def test_the_same_size_with_another_root_conflicts():
    assert judged(submitted(9, 9, OTHER), head(9)) == CONFLICT
    assert judged(submitted(9, 9), head(9)) == COSIGNED
    assert judged(Submission(9, (bytes(32),), signed(head(9))), head(9)) == UNPROVEN


def test_another_history_is_not_proven():
    assert judged(submitted(9, 20, OTHER), head(9)) == UNPROVEN
    assert judged(Submission(9, (), signed(head(20))), head(9)) == UNPROVEN


GOOD = bytes(submitted(5, 9))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0\n",
        GOOD.replace(b"old 5", b"old 05"),
        GOOD.replace(b"old 5", b"old -5"),
        GOOD.replace(b"old 5", b"old  5"),
        GOOD.replace(b"old 5", b"5"),
        GOOD.replace(b"old 5\n", b"old 5\n\n", 1),
        GOOD.replace(b"old 5\n", b"old 5\r\n"),
        GOOD.replace(b"old 5\n", b"old 5\n" + base64.b64encode(bytes(31)) + b"\n"),
        GOOD.replace(b"old 5\n", b"old 5\n" + (base64.b64encode(bytes(32)) + b"\n") * 64),
        GOOD + b"\n",
        GOOD[:-1],
        GOOD.replace(b"\n9\n", b"\n09\n"),
    ],
)
def test_what_is_not_written_so_is_not_read(body):
    assert body != GOOD
    with pytest.raises(Unreadable):
        submission.admitted(submission.read(body), (KEY,))


@given(st.binary(max_size=300))
def test_any_other_bytes_are_no_submission(body):
    with pytest.raises(Unreadable):
        submission.read(body)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 39))
@settings(max_examples=60)
def test_a_tree_in_memory_gives_every_root_and_proof(one, other, index):
    old, new = sorted((one, other))
    frontier = Frontier()
    for n in range(new):
        frontier = frontier.append(str(n).encode())
    assert TREE.root(new) == frontier.root()
    assert grew((old, TREE.root(old)), (new, TREE.root(new)), consistency(old, new, TREE.subtree))
    if index < new:
        assert includes(TREE.root(new), new, index, TREE.leaf(index), inclusion(index, new, TREE.subtree))


def test_a_tree_in_memory_gives_every_tile():
    leaves = [leaf_hash(str(n).encode()) for n in range(600)]
    tree = Hashes(leaves)
    found = {(each.level, each.index): read(tree.tile(each)) for each in tiles(600) if each.level >= 0}
    assert [each for key in ((0, 0), (0, 1), (0, 2)) for each in found[key]] == leaves
    assert found[1, 0] == [Hashes(leaves[:256]).root(256), Hashes(leaves[256:512]).root(256)]
    assert len(tree) == 600
    assert Hashes().root(0) == EMPTY


def test_two_trees_differ_from_a_leaf_on():
    assert TREE.differs(OTHER) == 7
    assert TREE.differs(Hashes(map(TREE.leaf, range(20)))) is None
    assert checkpoint.read(head(9).text) == head(9)
