"""Signed acts in the registry: kept with their signatures, refused without, found again by a retry."""

import pytest
from msgspec.structs import replace

from comity import registry
from comity.core.acts import EXAMPLES, KINDS, encode
from comity.core.errors import Refused
from comity.record.leaf import leaf, read_leaf
from comity.registry import store
from record.devices import Card, Phone
from registry.acts import LOG, OPEN

pytestmark = pytest.mark.django_db

ADMIT = EXAMPLES["party.admit"]


@pytest.fixture
def opened():
    """A consultation whose acts are signed with a passkey; the secretariat has one, and a key on the command line."""
    registry.append(LOG, encode(replace(OPEN, signing=1, signing_final=2)))
    do("key.add", id="sec-phone", **Phone().fields)
    do("key.add", by=("sec-phone", Phone()), id="sec-card", **Card().fields)


def act(kind, **fields):
    """An act of the secretariat, who has seen everything."""
    return KINDS[kind](
        **{"id": kind.replace(".", "-"), "log": LOG, "actor": "SEC/1", "seen": registry.head(LOG), **fields}
    )


def do(kind, by=None, **fields):
    """Append an act, signed by a device."""
    made = act(kind, **fields)
    return registry.append(LOG, encode(made), [by[1].sign(made, by[0])] if by else ())


def admitting():
    return act("party.admit", admitted="KAZ", party_kind="member", names={"en": "Kazakhstan"})


def refusal(made, *sigs):
    size = registry.head(LOG).size
    with pytest.raises(Refused) as refused:
        registry.append(LOG, encode(made), sigs)
    assert registry.head(LOG).size == size
    return refused.value.code


@pytest.mark.usefixtures("opened")
def test_a_leaf_keeps_the_signatures_of_its_act():
    made = admitting()
    line = Phone().sign(made, "sec-phone")
    receipt = registry.append(LOG, encode(made), [line])
    ((data, _),) = store.leaves(LOG, receipt.seq)
    assert read_leaf(data).sigs == (line,)


@pytest.mark.usefixtures("opened")
def test_an_act_that_is_not_signed_as_it_must_be_is_not_kept():
    made = admitting()
    assert refusal(made) == "signature_needed"
    assert refusal(made, Card(2).sign(made, "sec-card")) == "signature_wrong"
    assert refusal(made, Card().sign(made, "nobody")) == "key_unknown"
    assert refusal(made, "ed25519 sec-card") == "signature_malformed"


@pytest.mark.usefixtures("opened")
def test_a_statement_sent_again_is_the_same_act_whatever_comes_with_it():
    made = admitting()
    first = registry.append(LOG, encode(made), [Phone().sign(made, "sec-phone")])
    for sigs in ((), [Card().sign(made, "sec-card")], ["nonsense"]):
        again = registry.append(LOG, encode(made), sigs)
        assert (again.seq, again.at, again.again) == (first.seq, first.at, True)
    assert registry.head(LOG).size == first.seq + 1


@pytest.mark.usefixtures("opened")
def test_a_statement_of_another_record_is_refused_however_it_is_signed():
    made = replace(admitting(), log="other-2026")
    with pytest.raises(Refused) as refused:
        registry.append(LOG, encode(made), [Card().sign(made, "sec-card")])
    assert refused.value.code == "log_wrong"


@pytest.mark.usefixtures("opened")
def test_the_rules_come_before_the_signatures():
    do("party.admit", by=("sec-phone", Phone()), admitted="KAZ", party_kind="member", names={"en": "Kazakhstan"})
    assert refusal(replace(admitting(), id="again"), "nonsense") == "party_admitted"


@pytest.mark.usefixtures("opened")
def test_a_key_signs_from_its_act_on_and_no_longer_than_its_end():
    do("key.revoke", by=("sec-card", Card()), key="sec-card")
    made = admitting()
    assert refusal(made, Card().sign(made, "sec-card")) == "key_revoked"
    registry.append(LOG, encode(made), [Phone().sign(made, "sec-phone")])


def written(*signing):
    """The leaves of a record that somebody else kept: opened, a key, a party admitted and so signed."""
    leaves = []
    for made, sign in (
        (replace(OPEN, signing=1), None),
        (KINDS["key.add"](id="sec-phone", log=LOG, actor="SEC/1", seen=OPEN.seen, **Phone().fields), None),
        (replace(ADMIT, seen=OPEN.seen), signing),
    ):
        sigs = tuple(device.sign(made, key) for device, key in sign or ())
        leaves.append(leaf(len(leaves), len(leaves), encode(made).decode(), sigs))
    return leaves


def test_a_signed_record_is_loaded_as_it_is():
    leaves = written((Phone(), "sec-phone"))
    assert registry.load(LOG, leaves) == 3
    assert [bytes(data) for data, _ in store.leaves(LOG)] == leaves


@pytest.mark.parametrize(
    ("signing", "code"),
    [
        ((), "signature_needed"),
        (((Phone(2), "sec-phone"),), "signature_wrong"),
        (((Phone(), "sec-card"),), "key_unknown"),
        (((Phone(), "sec-phone"), (Phone(), "sec-phone")), "signature_repeated"),
    ],
)
def test_a_record_with_signatures_that_are_none_is_not_loaded(signing, code):
    with pytest.raises(Refused) as refused:
        registry.load(LOG, written(*signing))
    assert refused.value.code == code
    assert registry.logs() == ()


@pytest.mark.usefixtures("opened")
def test_too_many_signatures_do_not_make_a_leaf_too_long():
    made = admitting()
    with pytest.raises(Refused) as refused:
        registry.append(LOG, encode(made), ["ed25519 sec-card " + "A" * 70_000])
    assert refused.value.code == "signature_malformed"
