"""What the rules say of leaves that somebody else wrote."""

from msgspec.structs import replace

from comity.core.acts import EXAMPLES, encode
from comity.record.hashes import Hashes
from comity.record.leaf import leaf
from comity.record.replay import Replay
from comity.record.tree import leaf_hash

OPEN, ADMIT = (EXAMPLES[kind] for kind in ("consultation.open", "party.admit"))


def fault(*acts):
    """Code and number of the first act that could not be played."""
    leaves = [leaf(seq, seq, encode(act).decode()) for seq, act in enumerate(acts)]
    replay = Replay(Hashes(map(leaf_hash, leaves)))
    replay.play(leaves)
    return replay.fault and (replay.fault.key, replay.fault.seq)


def test_an_id_names_one_act():
    other = replace(ADMIT, admitted="RUS")
    assert fault(OPEN, ADMIT, replace(other, id="admit-rus")) is None
    assert fault(OPEN, ADMIT, other) == ("refused.id_taken", 2)
    assert fault(OPEN, replace(ADMIT, id=OPEN.id)) == ("refused.id_taken", 1)


def test_a_statement_stands_once():
    assert fault(OPEN, ADMIT, ADMIT) == ("refused.id_taken", 2)
