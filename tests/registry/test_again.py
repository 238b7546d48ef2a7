"""A statement that was accepted is answered with its receipt for ever, whatever has happened since to its key or its record."""

import pytest
from msgspec.structs import replace

from comity import registry
from comity.core.acts import EXAMPLES, encode
from comity.core.errors import Refused
from comity.registry.kept import KEPT
from record.devices import Card, Phone
from registry.acts import LOG

pytestmark = pytest.mark.django_db(transaction=True)

SECRETARIAT, MINISTRY = Card(1), Phone(2)
BOTH = {"sec-key": SECRETARIAT, "kaz-key": MINISTRY}


def do(kind, actor, signer="", **fields):
    """An act done at level 1, signed with the key ``signer`` where one is named; its statement and lines."""
    act = replace(EXAMPLES[kind], actor=actor, seen=registry.head(LOG), **fields)
    sigs = [BOTH[signer].sign(act, signer)] if signer else []
    registry.append(LOG, encode(act), sigs)
    return encode(act), sigs


def test_a_key_that_ended_and_a_record_that_is_closed_take_no_receipt_back():
    do("consultation.open", "SEC/1", signing=1)
    do("key.add", "SEC/1", id="sec-key", **SECRETARIAT.fields)
    do("party.admit", "SEC/1", "sec-key")
    do("session.convene", "SEC/1", "sec-key")
    do("key.add", "KAZ/1", id="kaz-key", **MINISTRY.fields)
    statement, sigs = do("question.propose", "KAZ/1", "kaz-key")
    first = registry.append(LOG, statement, sigs)
    assert (first.seq, first.again) == (5, True)
    do("key.revoke", "KAZ/1", "kaz-key", id="ended", key="kaz-key")
    do("consultation.close", "SEC/1", "sec-key")
    leaf, size = registry.leaf(LOG, 5), registry.head(LOG).size
    for given in (sigs, [], ["no signature"]):
        KEPT.forget(LOG)  # as another process would find it
        assert registry.append(LOG, statement, given) == first
    assert (registry.leaf(LOG, 5), registry.head(LOG).size) == (leaf, size)
    with pytest.raises(Refused, match="closed"):
        do("question.propose", "KAZ/1", "kaz-key", id="another")
