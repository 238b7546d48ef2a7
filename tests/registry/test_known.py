"""A store that was put back to an older copy is read and never continued, until what it lost is recovered."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection

from comity import registry
from comity.core.errors import Unreadable
from comity.record import note, rotation
from comity.record.note import Note
from comity.record.rotation import Rotation
from comity.registry import known, store
from comity.registry.kept import KEPT
from record.signing import signer
from registry.acts import LOG, OPEN, admit, append, grow
from registry.losing import put_back, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    """A record of nine acts whose store holds five of them; all nine leaves."""
    grow(5)
    signed = registry.checkpoint(LOG)
    grow(9, start=5)
    leaves = [leaf for leaf, _ in store.leaves(LOG)]
    put_back(5, signed)
    return leaves


@pytest.mark.usefixtures("old")
def test_an_older_copy_is_read_and_not_continued():
    assert registry.state(LOG).size == 5
    assert refused(lambda: append(admit("KAZ", registry.head(LOG)))) == (
        "record_behind",
        {"log": LOG, "size": 5, "known": 9},
    )
    assert registry.state(LOG).size == 5
    assert known.known(LOG).size == 9


@pytest.mark.usefixtures("old")
def test_a_retry_of_an_act_that_is_still_there_has_its_receipt():
    assert append(OPEN).again


def test_a_record_that_began_again_is_not_continued(old):
    with store.hold(LOG), connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_entry WHERE log_id = %s", (LOG,))
        cursor.execute("DELETE FROM registry_log WHERE name = %s", (LOG,))
    KEPT.clear()
    assert refused(lambda: append(OPEN))[0] == "record_behind"
    assert refused(lambda: registry.load(LOG, old[:4]))[0] == "record_behind"
    assert refused(lambda: registry.load(LOG, old))[0] == "record_forked"
    assert registry.logs() == ()
    assert registry.recover(LOG, old) == 9
    assert append(admit("KAZ", registry.head(LOG))).seq == 9


@pytest.mark.parametrize("start", [0, 3, 5])
def test_what_a_mirror_kept_is_recovered_and_the_record_goes_on(old, start):
    assert registry.recover(LOG, old[start:]) == 9
    assert [leaf for leaf, _ in store.leaves(LOG)] == old
    assert append(admit("KAZ", registry.head(LOG))).seq == 9
    assert known.known(LOG).size == 10


def test_a_mirror_that_has_more_than_this_host_remembers_is_believed_if_the_acts_may_follow(old):
    (settings.COMITY_DATA / "heads" / LOG).unlink()
    assert registry.recover(LOG, old) == 9
    assert known.known(LOG).size == 9


def test_half_of_what_is_missing_is_not_taken(old):
    assert refused(lambda: registry.recover(LOG, old[:7])) == ("recovery_short", {"log": LOG, "size": 7, "known": 9})
    assert registry.state(LOG).size == 5


def test_other_acts_are_no_recovery(old):
    file = settings.COMITY_DATA / "heads" / LOG
    signed = file.read_bytes()
    file.unlink()
    for n in range(5, 9):
        append(admit(f"X{n}", registry.head(LOG)))
    file.write_bytes(signed)
    assert refused(lambda: append(admit("KAZ", registry.head(LOG))))[0] == "record_forked"
    assert refused(lambda: registry.recover(LOG, old))[0] == "record_forked"
    assert registry.state(LOG).size == 9


def test_a_gap_is_no_recovery(old):
    assert refused(lambda: registry.recover(LOG, old[6:]))[0] == "record_out_of_order"


def test_a_checkpoint_that_somebody_kept_is_known_again():
    grow(5)
    first = registry.checkpoint(LOG)
    grow(9, start=5)
    signed = registry.checkpoint(LOG)
    (settings.COMITY_DATA / "heads" / LOG).unlink()
    put_back(5, first)
    known.remind(LOG, signed)
    known.remind(LOG, first)
    assert refused(lambda: append(admit("KAZ", registry.head(LOG))))[0] == "record_behind"


def test_a_checkpoint_under_a_key_that_was_passed_on_since_is_known_too():
    grow(5)
    first = registry.checkpoint(LOG)
    grow(9, start=5)
    own = registry.key(LOG)
    before, sign = signer(own.name, seed=5)
    text = note.read(registry.checkpoint(LOG)).text
    signed = bytes(Note(text, (note.signed(text, before, sign),)))
    put_back(5, first)
    (settings.COMITY_DATA / "heads" / LOG).unlink()
    with pytest.raises(Unreadable):
        known.remind(LOG, signed)
    host = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.COMITY_HOST_KEY))
    passed = rotation.signed(Rotation(before, own, 3, "0" * 64), sign, host.sign)
    (settings.COMITY_DATA / "rotations").mkdir(exist_ok=True)
    (settings.COMITY_DATA / "rotations" / LOG).write_bytes(passed)
    known.remind(LOG, signed)
    assert known.broken(LOG).code == "record_behind"
    (settings.COMITY_DATA / "rotations" / LOG).unlink()


def test_a_checkpoint_that_this_host_did_not_sign_is_not_believed():
    grow(3)
    signed = registry.checkpoint(LOG)
    with pytest.raises(Unreadable):
        known.remind(LOG, signed.replace(b"\n3\n", b"\n4\n"))
    with pytest.raises(Unreadable):
        known.remind(LOG, b"\n\n")
    with store.hold("other-2026"):
        pass
    assert refused(lambda: known.remind("other-2026", signed))[0] == "log_wrong"
    assert known.known("other-2026") is None


def test_a_file_of_heads_that_says_nothing_stops_the_writing_and_not_the_reading():
    grow(3)
    (settings.COMITY_DATA / "heads" / LOG).write_bytes(b"what is this?")
    assert refused(lambda: append(admit("KAZ", registry.head(LOG))))[0] == "heads_unreadable"
    assert registry.state(LOG).size == 3


def test_an_act_is_known_outside_the_store_before_it_is_acknowledged():
    for size in range(1, 5):
        grow(size, start=size - 1)
        assert known.known(LOG).root.hex() == registry.head(LOG).root
        assert known.remembered() == (LOG,)


def test_where_no_head_can_be_kept_nothing_is_written_and_it_goes_on_by_itself():
    grow(3)
    path = settings.COMITY_DATA / "heads" / LOG
    head = path.read_bytes()
    path.unlink()
    path.mkdir()
    signed = store.log(LOG).checkpoint
    act = admit("KAZ", registry.head(LOG))
    for _ in range(2):
        assert refused(lambda: append(act))[0] == "record_unavailable"
    assert (registry.head(LOG).size, store.log(LOG).checkpoint) == (3, signed)
    path.rmdir()
    path.write_bytes(head)
    assert append(act).seq == 3


def test_a_retry_where_the_head_says_something_else_is_a_sentence():
    grow(3)
    act = admit("KAZ", registry.head(LOG))
    append(act)
    path = settings.COMITY_DATA / "heads" / LOG
    path.write_bytes(b"something else".ljust(512, b"\0"))
    assert refused(lambda: append(act))[0] == "heads_unreadable"


def test_what_is_longer_than_any_leaf_is_not_even_read():
    assert refused(lambda: registry.append(LOG, b"[" * 8_000_000))[0] == "act_too_long"
