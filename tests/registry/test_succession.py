"""A record that goes on as another log: all of it or nothing, and the old one takes no act any more."""

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import settings as law
from hypothesis import strategies as st
from msgspec.structs import replace

from comity import registry
from comity.core.acts import EXAMPLES, decode, encode
from comity.core.errors import Refused
from comity.record import checkpoint, note
from comity.record.hashes import Hashes
from comity.record.leaf import read_leaf
from comity.record.receipt import read as read_receipt
from comity.record.tree import leaf_hash
from comity.record.verify import verify
from comity.registry import known, store, succession
from comity.registry.kept import KEPT
from record.devices import Card
from registry.acts import LOG, OPEN, admit, append, grow
from registry.losing import put_back
from registry.test_parts import begun as encloses
from registry.test_parts import enclosed
from registry.test_writers import WRITERS, together
from successions import begun, grown, head, reseated, state, succeeded

pytestmark = pytest.mark.django_db
NEXT, LAST = "water-2027", "water-2028"


def leaves(log):
    return tuple(bytes(leaf) for leaf, _ in store.leaves(log))


def go_on(old=LOG, new=NEXT):
    return registry.succeed(registry.propose(old, new))


def admitted(log, code):
    return registry.append(log, encode(replace(admit(code, registry.head(log)), log=log)))


def refused(work):
    with pytest.raises(Refused) as refusal:
        work()
    return refusal.value.code


def behind():
    """A record of nine acts whose store was put back to five."""
    grow(5)
    signed = registry.checkpoint(LOG)
    grow(9, start=5)
    lost = registry.head(LOG)
    put_back(5, signed)
    return lost


def test_a_sound_record_goes_on_with_the_same_acts_and_its_receipts_stay_true():
    grow(6)
    old, receipts = leaves(LOG), [read_receipt(registry.receipt(LOG, seq)) for seq in range(6)]
    assert go_on().seq == 6
    assert leaves(NEXT)[:6] == old
    assert registry.state(NEXT).log == NEXT
    assert registry.state(NEXT, 6) == registry.state(LOG)
    tree = Hashes(map(leaf_hash, leaves(NEXT)))
    assert all(checkpoint.read(each.note.text).root == tree.root(6) for each in receipts)
    (before,) = registry.state(NEXT).predecessors
    assert (before.log, before.origin, before.size, before.lost) == (LOG, registry.key(LOG).name, 6, 0)
    assert registry.key(NEXT).name != registry.key(LOG).name


def test_the_successor_takes_acts_and_its_predecessor_none():
    grow(4)
    statement = encode(admit("KAZ", registry.head(LOG)))
    go_on()
    assert refused(lambda: registry.append(LOG, statement)) == "record_succeeded"
    assert append(OPEN).again, "what stands there keeps its receipt"
    assert admitted(NEXT, "KAZ").seq == 5
    assert refused(lambda: go_on(LOG, LAST)) == "record_succeeded"
    assert registry.state(LOG).size == 4
    assert registry.broken(LOG) is None


def test_a_record_that_lost_acts_goes_on_and_tells_it():
    lost = behind()
    assert refused(lambda: admitted(LOG, "KAZ")) == "record_behind"
    go_on()
    (before,) = registry.state(NEXT).predecessors
    assert (before.size, before.lost, before.lost_size, before.lost_root) == (5, 4, 9, lost.root)
    assert admitted(NEXT, "KAZ").seq == 6
    assert verify(registry.export(NEXT), (registry.key(NEXT),)).sound
    assert verify(registry.export(LOG), (registry.key(LOG),)).sound


def test_a_record_that_holds_other_acts_than_were_signed_tells_that():
    behind()
    kept = settings.COMITY_DATA / "heads" / LOG
    signed = kept.read_bytes()
    kept.unlink()
    grow(9, start=5)
    admitted(LOG, "KAZ")
    kept.write_bytes(signed.replace(b"\n9\n", b"\n8\n", 1))
    assert refused(lambda: admitted(LOG, "UZB")) == "record_forked"
    go_on()
    (before,) = registry.state(NEXT).predecessors
    assert (before.size, before.lost, before.lost_size) == (10, 0, 8)
    assert admitted(NEXT, "UZB").seq == 11


@pytest.mark.parametrize(
    "changes",
    [{"lost": None}, {"lost": head(begun(7))}, {"origin": "comity/0"}],
)
def test_an_act_that_does_not_tell_what_is_lost_is_refused(changes):
    behind()
    act = replace(decode(registry.propose(LOG, NEXT)), **changes)
    assert refused(lambda: registry.succeed(encode(act))) == "succession_untold"
    assert registry.logs() == (LOG,)


def test_a_statement_is_worth_nothing_once_the_record_went_on():
    grow(3)
    statement = registry.propose(LOG, NEXT)
    admitted(LOG, "KAZ")
    assert refused(lambda: registry.succeed(statement)) == "succession_partial"


def test_the_same_statement_again_gets_its_receipt_and_another_nothing():
    grow(3)
    statement = registry.propose(LOG, NEXT)
    first = registry.succeed(statement)
    assert registry.succeed(statement) == replace(first, again=True)
    assert refused(lambda: registry.propose(LOG, LAST)) == "record_succeeded"
    assert registry.append(NEXT, statement) == replace(first, again=True)
    assert registry.state(NEXT).size == 4


def test_a_name_that_is_taken_or_is_none_is_refused():
    grow(3)
    early = registry.propose(LOG, "air-2026")
    registry.append("air-2026", encode(replace(OPEN, log="air-2026")))
    assert refused(lambda: registry.succeed(early)) == "record_not_empty"
    for taken in ("air-2026", LOG):
        assert refused(lambda name=taken: registry.propose(LOG, name)) == "record_not_empty"
    assert refused(lambda: registry.propose(LOG, "Water 2027")) == "field_malformed"
    assert refused(lambda: registry.propose("sea-2026", NEXT)) == "record_unknown"
    assert refused(lambda: registry.succeed(encode(admit("KAZ", registry.head(LOG))))) == "succession_statement"
    known.remember(NEXT, registry.checkpoint(LOG))
    assert refused(go_on) == "record_not_empty", "a record of that name was signed here, wherever it is now"
    assert registry.logs() == ("air-2026", LOG)


def test_the_secretariat_signs_where_acts_are_signed():
    registry.append(LOG, encode(replace(OPEN, signing_final=2)))
    card = Card()
    append(replace(EXAMPLES["key.add"], id="sec-card", actor="SEC/1", seen=registry.head(LOG), **card.fields))
    act = decode(registry.propose(LOG, NEXT))
    assert refused(lambda: registry.succeed(encode(act))) == "signature_key_needed"
    assert registry.logs() == (LOG,)
    registry.succeed(encode(act), [card.sign(act, "sec-card")])
    assert read_leaf(leaves(NEXT)[-1]).sigs


def test_a_record_goes_on_again_and_again():
    grow(3)
    go_on()
    admitted(NEXT, "KAZ")
    go_on(NEXT, LAST)
    assert [each.log for each in registry.state(LAST).predecessors] == [LOG, NEXT]
    assert refused(lambda: go_on(LAST, "water-2029") and go_on(LAST, "water-2030")) == "record_succeeded"


def test_the_whole_successor_can_be_loaded_elsewhere_and_recovered():
    grow(4)
    go_on()
    admitted(NEXT, "KAZ")
    kept, signed = leaves(NEXT), registry.checkpoint(NEXT)
    with store.hold(NEXT), connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_entry WHERE log_id = %s", (NEXT,))
        cursor.execute("DELETE FROM registry_log WHERE name = %s", (NEXT,))
    KEPT.clear()
    assert refused(lambda: admitted(LOG, "UZB")) == "record_succeeded", "a store that was put back is older than this"
    assert registry.recover(NEXT, kept) == 6
    assert registry.checkpoint(NEXT) == signed
    assert store.log(LOG).successor == NEXT


def test_a_successor_that_comes_from_elsewhere_ends_its_predecessor_and_no_other_log_of_that_name():
    made = grown(succeeded(begun(4), NEXT), 7, NEXT)
    assert registry.load(NEXT, made) == 7
    assert refused(lambda: append(OPEN)) == "record_succeeded"
    registry.append("air-2026", encode(replace(OPEN, log="air-2026")))
    assert registry.load("air-2027", succeeded(begun(4, "air-2026"), "air-2027")) == 5
    assert (
        registry.append("air-2026", encode(replace(admit("KAZ", registry.head("air-2026")), log="air-2026"))).seq == 1
    )


@law(max_examples=25)
@given(st.integers(3, 7), st.integers(0, 2), st.data())
def test_nothing_that_is_not_a_succession_is_loaded_as_one(before, after, data):
    """A leaf changed, left out or repeated; a root or size that is another; a second one from the same; a mere copy."""
    sound = grown(succeeded(begun(before), NEXT), before + 1 + after, NEXT)
    at = data.draw(st.integers(1, before - 1))
    wrong = {
        "changed": reseated(sound, at, names={"en": "Another"}),
        "left out": (*sound[:at], *sound[at + 1 :]),
        "root": reseated(sound, before, seen=replace(head(sound[:before]), root=head(sound[:at]).root)),
        "size": reseated(sound, before, seen=head(sound[:at])),
        "twice": succeeded(sound, LAST, predecessor=LOG),
        "copied": sound[:before],
    }
    for how, forged in wrong.items():
        assert refused(lambda forged=forged: registry.load(NEXT, forged)), how
        assert registry.logs() == (), how
    assert state(sound).log == NEXT


def test_an_act_of_another_log_is_still_refused_by_both():
    grow(3)
    statement = registry.propose(LOG, NEXT)
    assert refused(lambda: registry.append(NEXT, statement)) == "not_opened"
    assert refused(lambda: registry.append(LOG, statement)) == "log_wrong"
    assert registry.logs() == (LOG,)


def test_a_failure_leaves_both_logs_as_they_were(monkeypatch):
    grow(3)
    statement = registry.propose(LOG, NEXT)

    def fail(*_):
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(succession.store, "follow", fail)
        assert refused(lambda: registry.succeed(statement)) == "record_unavailable"
    assert registry.logs() == (LOG,)
    assert registry.succeed(statement).seq == 3


def test_sealed_parts_go_along_and_what_is_erased_is_erased_in_both():
    encloses()
    digest, other = enclosed(), enclosed(b"other", "other")
    go_on()
    assert [registry.part(log, each) is None for log in (LOG, NEXT) for each in (digest, other)] == [False] * 4
    act = replace(EXAMPLES["text.erase_file"], id="erase", log=NEXT, file="letter", seen=registry.head(NEXT))
    registry.append(NEXT, encode(act))
    registry.erase(LOG, other)
    assert [registry.part(log, each) is None for log in (LOG, NEXT) for each in (digest, other)] == [True] * 4
    assert verify(registry.export(NEXT)).sound
    assert verify(registry.export(LOG)).sound


def test_the_head_of_the_successor_is_known_outside_the_store():
    grow(3)
    go_on()
    head = checkpoint.read(note.read(registry.checkpoint(NEXT)).text)
    assert known.known(NEXT) == head
    assert registry.successor(LOG) == NEXT


def test_what_a_mirror_brings_later_is_read_in_the_old_record_and_nothing_else_is_added_to_it():
    grow(5)
    signed = registry.checkpoint(LOG)
    grow(9, start=5)
    mirrored = leaves(LOG)
    put_back(5, signed)
    go_on()
    assert registry.recover(LOG, mirrored) == 9
    assert refused(lambda: admitted(LOG, "KAZ")) == "record_succeeded"
    assert registry.state(NEXT).predecessors[0].lost == 4


@pytest.mark.django_db(transaction=True)
def test_of_many_successions_at_once_one_is_and_no_act_falls_between():
    grow(5)
    statements = [registry.propose(LOG, f"water-{2030 + n}") for n in range(WRITERS // 2)]

    def work(n):
        try:
            if n < len(statements):
                return registry.succeed(statements[n]).seq
            return append(admit(f"W{n}", registry.head(LOG))).seq
        except Refused as refusal:
            return refusal.code

    told = together(work)
    successors = [log for log in registry.logs() if log != LOG]
    size = registry.state(LOG).size
    acts = [each for each in told[len(statements) :] if isinstance(each, int)]
    assert sorted(acts) == list(range(5, size)), "what was acknowledged is there"
    assert set(told) - set(acts) <= {size, "record_succeeded", "succession_partial", "seen_unknown"}
    assert len(successors) <= 1
    for log in successors:
        assert leaves(log)[:size] == leaves(LOG)
        assert registry.state(log).size == size + 1
