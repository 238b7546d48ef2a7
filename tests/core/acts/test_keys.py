"""Keys of parties: added, revoked and recovered, each in its place in the record."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.acts import EXAMPLES
from comity.core.acts.keying import keys_of
from negotiation import LOG, Negotiation, example, opened

PUBLIC = EXAMPLES["key.add"].public
OTHER = EXAMPLES["key.recover"].public
PASSKEY = base64.b64encode(b"\4" + bytes(range(64))).decode()
KEY = {"key_kind": "ed25519", "public": PUBLIC}


@pytest.fixture
def held():
    return opened()


def test_a_key_is_known_by_its_act_and_held_by_the_seat_that_added_it(held):
    added = held.do("key.add", "KAZ/2", label="Laptop", **KEY)
    key = held.state.keys[added]
    assert (key.party, key.holder, key.kind, key.public, key.label) == ("KAZ", "KAZ/2", "ed25519", PUBLIC, "Laptop")
    assert (key.seq, key.revoked) == (len(held.entries) - 1, None)


@pytest.mark.parametrize("holder", ["KAZ", "KAZ/7"])
def test_a_key_may_be_held_by_a_colleague_or_by_all_seats(held, holder):
    key = held.do("key.add", "KAZ/2", holder=holder, **KEY)
    assert held.state.keys[key].holder == holder


def test_a_passkey_keeps_its_site_and_what_its_device_knows_it_by(held):
    made = held.do("key.add", "KAZ", key_kind="passkey", public=PASSKEY, site="comity.example", credential="AAAA")
    assert (held.state.keys[made].site, held.state.keys[made].credential) == ("comity.example", "AAAA")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"public": PASSKEY}, "key_shapeless"),
        ({"public": ""}, "key_shapeless"),
        ({"public": PUBLIC[:-2] + "p="}, "key_shapeless"),
        ({"public": PUBLIC[:-1]}, "field_malformed"),
        ({"public": "вместо ключа"}, "field_malformed"),
        ({"site": "comity.example"}, "key_site"),
        ({"credential": "AAAA"}, "key_site"),
        ({"key_kind": "passkey", "public": PASSKEY}, "key_site"),
        ({"key_kind": "passkey", "public": PUBLIC[4:], "site": "comity.example"}, "key_shapeless"),
        ({"key_kind": "passkey", "public": "A" + PASSKEY[1:], "site": "comity.example"}, "key_shapeless"),
        ({"key_kind": "rsa"}, "field_malformed"),
        ({"key_kind": "passkey", "public": PASSKEY, "site": "https://comity.example"}, "field_malformed"),
        ({"holder": "RUS"}, "holder_elsewhere"),
        ({"holder": "RUS/1"}, "holder_elsewhere"),
        ({"label": "x" * 65}, "field_malformed"),
    ],
)
def test_what_is_no_key_of_the_party_is_refused(held, fields, refusal):
    if refusal == "field_malformed":
        with pytest.raises(Exception, match="field_malformed"):
            held.do("key.add", "KAZ", **{**KEY, **fields})
        return
    assert held.refusal("key.add", "KAZ", **{**KEY, **fields}) == refusal


def test_a_key_is_brought_in_once_whoever_brings_it(held):
    held.do("key.add", "KAZ", id="kaz-key", **KEY)
    assert held.refusal("key.add", "KAZ", **KEY) == "key_known"
    assert held.refusal("key.add", "RUS", **KEY) == "key_known"
    assert held.refusal("key.add", "KAZ", id="kaz-key", key_kind="ed25519", public=OTHER) == "id_taken"
    held.do("key.revoke", "KAZ", key="kaz-key")
    assert held.refusal("key.add", "KAZ", **KEY) == "key_known"


def test_a_revoked_key_stays_on_the_list_with_the_act_that_ended_it(held):
    key = held.do("key.add", "KAZ", **KEY)
    assert held.refusal("key.revoke", "RUS", key=key) == "key_foreign"
    assert held.refusal("key.revoke", "KAZ", key="nothing") == "key_unknown"
    assert held.refusal("key.revoke", "RUS", key=key, behalf="KAZ") == "files_for_itself"
    held.do("key.revoke", "SEC", key=key, behalf="KAZ")
    assert held.state.keys[key].revoked == len(held.entries) - 1
    assert held.refusal("key.revoke", "KAZ", key=key) == "key_revoked"


def test_recovery_ends_all_keys_of_the_party_and_no_others(held):
    assert held.refusal("key.recover", of="KAZ", key_kind="ed25519", public=OTHER) == "keys_none"
    assert held.refusal("key.recover", of="XXX", key_kind="ed25519", public=OTHER) == "party_unknown"
    first = held.do("key.add", "KAZ", **KEY)
    passkey = held.do("key.add", "KAZ/2", key_kind="passkey", public=PASSKEY, site="comity.example")
    other = held.do("key.add", "RUS", key_kind="ed25519", public="A" * 42 + "E=")
    held.do("key.revoke", "KAZ", key=first)
    new = held.do("key.recover", of="KAZ", key_kind="ed25519", public=OTHER)
    seq = len(held.entries) - 1
    assert [(key.id, key.revoked) for key in keys_of(held.state, "KAZ")] == [
        (first, seq - 1),
        (passkey, seq),
        (new, None),
    ]
    assert held.state.keys[new].holder == "KAZ"
    assert held.state.keys[other].revoked is None


@given(st.binary(max_size=80))
def test_only_32_bytes_have_the_shape_of_a_key(data):
    held = opened()
    given_key = base64.b64encode(data).decode()
    expected = None if len(data) == 32 else "key_shapeless"
    assert held.refusal("key.add", "KAZ", key_kind="ed25519", public=given_key) == expected


def test_the_opening_act_states_the_levels():
    held = Negotiation()
    held.file(example("consultation.open", signing=1, signing_final=2))
    assert (held.state.signing, held.state.signing_final) == (1, 2)
    assert (opened().state.signing, opened().state.signing_final) == (0, 0)
    assert held.state.log == LOG
