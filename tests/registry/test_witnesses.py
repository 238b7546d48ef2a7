"""What witnesses cosign is kept beside the checkpoint, served in it, and never goes back."""

import time

import pytest

from comity import registry
from comity.core.errors import Refused
from comity.record import checkpoint, cosignature, note, receipt
from comity.record.checkpoint import Checkpoint
from comity.record.note import COSIGNATURE, Note
from comity.registry import store
from comity.registry.witnesses import AHEAD, MOST, SERVED
from record.signing import signer
from registry.acts import LOG, grow

pytestmark = pytest.mark.django_db
NOW = int(time.time())


def witness(name="witness.example/kaz", seed=7, kind=COSIGNATURE):
    return signer(name, kind, seed)


def cosigned(size, at=NOW, by=None, **changed):
    """The checkpoint that the log had at a size, cosigned."""
    key, sign = by or witness()
    facts = {"origin": store.origin(LOG), "size": size, "root": bytes(store.root(LOG, size) or 32), **changed}
    text = Checkpoint(**facts).text
    return Note(text, (cosignature.cosign(text, key, at, sign),))


def post(size, at=NOW, party="KAZ", by=None, **changed):
    by = by or witness()
    return registry.cosign(LOG, party, by[0], cosigned(size, at, by, **changed))


def refused(*arguments, **facts):
    with pytest.raises(Refused) as refusal:
        post(*arguments, **facts)
    return refusal.value.code


def served():
    found = note.read(registry.checkpoint(LOG))
    return found, [(each.key.name, each.at) for each in cosignature.cosigned(found, (witness()[0],))]


def test_a_cosignature_of_the_newest_head_is_served_in_it():
    grow(3)
    kept = post(3)
    assert (kept.party, kept.name, kept.size, kept.at) == ("KAZ", "witness.example/kaz", 3, NOW)
    found, cosigners = served()
    assert cosigners == [("witness.example/kaz", NOW)]
    assert note.verified(found, (registry.key(LOG),))
    assert cosignature.cosigned(receipt.read(registry.receipt(LOG, 1)).note, (witness()[0],))


def test_a_newer_head_is_served_without_it_and_what_was_seen_is_remembered():
    grow(3)
    post(3)
    grow(4, start=3)
    assert served()[1] == []
    assert [(each.size, each.at) for each in registry.witnesses(LOG)] == [(3, NOW)]


def test_sending_again_is_nothing_new_and_nothing_goes_back():
    grow(4)
    first = post(3)
    assert post(3) == first
    assert post(4, NOW + 1) == registry.witnesses(LOG)[0]
    assert post(3, NOW + 2).size == 4
    assert post(2, NOW + 2).size == 4
    assert post(4, NOW + 3).at == NOW + 3
    assert len(registry.witnesses(LOG)) == 1


def test_a_head_that_the_log_never_had_is_refused():
    grow(3)
    assert refused(2, root=bytes(32)) == "witness_forked"
    assert refused(4) == "witness_forked"
    assert refused(0) == "witness_forked"
    assert refused(2, origin="comity/another") == "log_wrong"


def test_a_signature_that_is_not_the_keys_is_refused():
    grow(3)
    other = witness(seed=8)
    with pytest.raises(Refused, match="witness_signature"):
        registry.cosign(LOG, "KAZ", other[0], cosigned(3))
    forged = (other[0], witness(seed=9)[1])
    assert refused(3, by=forged) == "witness_signature"
    assert refused(3, NOW + AHEAD + 86_400) == "witness_signature"
    assert registry.witnesses(LOG) == ()


def test_a_key_that_is_no_witnesss_is_refused():
    grow(3)
    assert refused(3, by=witness(kind=note.ED25519)) == "witness_key"
    assert refused(3, by=witness(store.origin(LOG))) == "witness_key"
    assert refused(3, by=witness("w" * 320)) == "witness_key"


def test_a_witness_has_one_party_and_a_party_a_few_witnesses():
    grow(3)
    post(3)
    assert refused(3, party="RUS") == "witness_other"
    for n in range(1, MOST):
        post(3, by=witness(f"w{n}", n))
    assert refused(3, by=witness("w-more", 99)) == "witness_many"
    assert post(3, party="RUS", by=witness("w-more", 99)).party == "RUS"


def test_a_reader_of_notes_can_read_a_head_that_everybody_cosigned():
    grow(2)
    for n in range(SERVED + 4):
        post(2, party=f"P{n}", by=witness(f"w{n}", n + 1))
    found = note.read(registry.checkpoint(LOG))
    assert len(found.signatures) == SERVED + 1
    assert checkpoint.read(found.text).size == 2
