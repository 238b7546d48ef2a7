"""A record that goes on as another log: what was true of it stays true, and nothing else passes for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comity.core.fold import state_hash
from comity.record.archive import unzipped, zipped
from comity.record.findings import lines
from comity.record.hashes import Hashes
from comity.record.replay import Replay
from comity.record.tree import leaf_hash
from comity.record.verify import verify
from record.bundles import ORIGIN, packed
from successions import LOG, begun, grown, head, reseated, state, succeeded, with_act

NEXT, LAST = "water-2027", "water-2028"
SIZES = st.integers(1, 9)


def fault(leaves):
    """Number and code of the first act that the rules did not allow; none where they allowed all."""
    replay = Replay(Hashes(map(leaf_hash, leaves)))
    replay.play(leaves)
    return replay.fault and (replay.fault.seq, replay.fault.key)


@given(SIZES, SIZES)
def test_every_head_of_the_predecessor_is_one_of_the_successor(before, after):
    old = begun(before)
    new = grown(succeeded(old, NEXT), before + 1 + after, NEXT)
    trees = [Hashes(map(leaf_hash, leaves)) for leaves in (old, new)]
    assert all(trees[0].root(size) == trees[1].root(size) for size in range(before + 1))
    assert fault(new) is None


@given(SIZES)
def test_the_state_is_what_it_was_but_for_its_name_and_where_it_came_from(size):
    leaves = begun(size)
    old, new = state(leaves), state(succeeded(leaves, NEXT, lost=None))
    (before,) = new.predecessors
    assert (before.log, before.size, before.root, before.lost) == (LOG, size, head(leaves).root, 0)
    assert (new.log, new.size) == (NEXT, size + 1)
    told = {"log": old.log, "size": old.size, "at": old.at, "predecessors": ()}
    assert state_hash(replace(new, **told)) == state_hash(old)


def test_a_record_goes_on_more_than_once_and_tells_each_time():
    leaves = grown(succeeded(begun(3), NEXT), 6, NEXT)
    leaves = grown(succeeded(leaves, LAST), 9, LAST)
    assert fault(leaves) is None
    assert [(each.log, each.size) for each in state(leaves).predecessors] == [(LOG, 3), (NEXT, 6)]
    for name in (LOG, NEXT):
        assert fault(succeeded(leaves, name)) == (9, "refused.succession_name")


@given(st.data(), st.integers(3, 8))
def test_no_other_leaves_pass_for_those_of_the_predecessor(data, size):
    """Each way to cheat is found at the act at which it shows: a leaf changed, left out, or told of wrongly."""
    leaves = grown(succeeded(begun(size), NEXT), size + 3, NEXT)
    at = data.draw(st.integers(1, size - 1))
    changed = reseated(leaves, at, names={"en": "Another"})
    assert fault(changed) == (at + 1, "refused.seen_unknown")
    assert fault((*leaves[:at], *leaves[at + 1 :])) == (at, "refused.record_out_of_order")
    for root in (head(leaves[:at]).root, head(leaves).root):
        wrong = reseated(leaves, size, seen=replace(head(leaves[:size]), root=root))
        assert fault(wrong) == (size, "refused.seen_unknown")
    partial = reseated(leaves, size, seen=head(leaves[:at]))
    assert fault(partial) == (size, "refused.succession_partial")


OTHERWISE = {
    "names another predecessor": ({"predecessor": "air-2026"}, "log_wrong"),
    "keeps the name": ({"new": LOG}, "succession_name"),
    "tells as lost what is there": ({"lost": head(begun(4))}, "succession_complete"),
    "is not by the secretariat": ({"actor": "P1/1"}, "only_secretariat"),
    "is of a party that is not there": ({"actor": "KAZ/1"}, "party_unknown"),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_succession_is_refused_that(name):
    fields, code = OTHERWISE[name]
    assert fault(succeeded(begun(4), **{"new": NEXT, **fields})) == (4, f"refused.{code}")


def test_it_is_refused_a_second_time_under_the_old_name_and_so_is_every_act_there():
    leaves = succeeded(begun(4), NEXT)
    assert fault(succeeded(leaves, LAST, predecessor=LOG)) == (5, "refused.log_wrong")
    assert fault(grown(leaves, 6, LOG)) == (5, "refused.log_wrong")
    assert fault(grown(begun(3), 5, NEXT)) == (3, "refused.log_wrong")


def test_nothing_follows_a_consultation_that_was_closed():
    closed = with_act(begun(4), "consultation.close")
    assert fault(succeeded(closed, NEXT)) == (5, "refused.closed")


@pytest.mark.parametrize(
    ("lost", "says"),
    [
        (None, "nothing of it is lost"),
        (head(begun(7)), "3 acts"),
        (head(begun(5)), "1 act "),
        (replace(head(begun(3)), root="0" * 64), "others"),
    ],
)
def test_a_bundle_tells_what_it_continues(lost, says):
    report = verify(packed(succeeded(begun(4), NEXT, lost=lost)))
    assert report.sound
    assert report.log == NEXT
    (told,) = [line for line in lines(report, "en") if LOG in line]
    assert says in told
    assert len([line for line in lines(report, "ru") if LOG in line]) == 1


def test_a_copy_under_another_name_is_not_sound():
    data = packed(begun(4))
    members = unzipped(data)
    told = members["record.json"].replace(f'"log":"{LOG}"'.encode(), f'"log":"{NEXT}"'.encode())
    assert told != members["record.json"]
    report = verify(zipped({**members, "record.json": told}))
    assert [each.key for each in report.faults] == ["verify.member_differs"]


def test_a_log_does_not_continue_itself():
    """One origin has one name: a successor under its predecessor's origin would be the old log with an act too many."""
    report = verify(packed(succeeded(begun(4), NEXT, origin=ORIGIN)))
    assert [each.key for each in report.faults] == ["verify.origin_kept"]
