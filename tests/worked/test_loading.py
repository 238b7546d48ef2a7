"""What every worked consultation keeps to, so that the record takes it as it is."""

import hashlib

import pytest

from comity import worked
from comity.core.acts import decode, encode
from comity.record.leaf import MOST, leaf
from comity.record.tree import Frontier
from worked.folding import folded

NAMES = pytest.mark.parametrize("name", worked.CONSULTATIONS)


@NAMES
def test_every_act_passes_the_door(name):
    assert folded(name).log == name


@NAMES
def test_instants_ascend(name):
    instants = [at for at, _ in worked.acts(name)]
    assert instants == sorted(set(instants))


@NAMES
def test_every_act_is_a_canonical_statement_that_fits_a_leaf(name):
    for seq, (at, act) in enumerate(worked.acts(name)):
        statement = encode(act)
        assert decode(statement) == act
        assert len(leaf(at, seq, statement.decode())) <= MOST


@NAMES
def test_every_act_has_seen_the_whole_record_before_it(name):
    head = Frontier()
    for seq, (at, act) in enumerate(worked.acts(name)):
        assert (act.seen.size, act.seen.root) == (seq, head.root().hex() if seq else hashlib.sha256().hexdigest())
        head = head.append(leaf(at, seq, encode(act).decode()))


@NAMES
def test_loading_twice_gives_the_same_acts(name):
    assert list(worked.acts(name)) == list(worked.acts(name))


@NAMES
def test_every_act_has_its_own_id(name):
    ids = [act.id for _, act in worked.acts(name)]
    assert len(ids) == len(set(ids))
